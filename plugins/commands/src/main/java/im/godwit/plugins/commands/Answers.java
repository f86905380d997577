package im.godwit.plugins.commands;

import im.godwit.plugin.Result;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Note;
import im.godwit.service.Command.Stage;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;

/** What a responder says (XEP-0050 §4). */
final class Answers {
    private Answers() {}

    /** The form that waits to be filled in; notes beside those of its stage. */
    static Result executing(Running running, List<Note> notes) {
        Stage stage = running.stage();
        ElementBuilder command =
                command(running.node(), running.id(), "executing").add(actions(stage, running.hasPrevious()));
        addNotes(command, notes);
        addNotes(command, stage.notes());
        return Result.of(command.add(stage.form().toElement()).build());
    }

    /** §3.4: "execute" stands for going on, or for the end where nothing follows. */
    private static Element actions(Stage stage, boolean hasPrevious) {
        ElementBuilder actions = Element.builder(CommandsPlugin.NAMESPACE, "actions")
                .attribute("execute", stage.next().isPresent() ? Action.NEXT.text() : Action.COMPLETE.text());
        if (hasPrevious) {
            actions.child(Action.PREV.text());
        }
        if (stage.next().isPresent()) {
            actions.child(Action.NEXT.text());
        }
        if (stage.complete().isPresent()) {
            actions.child(Action.COMPLETE.text());
        }
        return actions.build();
    }

    static Result completed(String node, String id, Done done) {
        ElementBuilder command = command(node, id, "completed");
        addNotes(command, done.notes());
        return Result.of(command.addAll(done.payload()).build()).then(done.afterwards());
    }

    /** §2.4.3. */
    static Result canceled(Running running) {
        return Result.of(command(running.node(), running.id(), "canceled").build());
    }

    private static ElementBuilder command(String node, String id, String status) {
        return Element.builder(CommandsPlugin.COMMAND)
                .attribute("node", node)
                .attribute("sessionid", id)
                .attribute("status", status)
                .attribute(new Name(Name.XML, "lang"), Languages.SPOKEN); // §3.7
    }

    private static void addNotes(ElementBuilder command, List<Note> notes) {
        for (Note note : notes) {
            command.add(Element.builder(CommandsPlugin.NAMESPACE, "note")
                    .attribute("type", note.type().text())
                    .text(note.text())
                    .build());
        }
    }
}
