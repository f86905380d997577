package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Dressing;
import im.godwit.plugins.muc.engine.Hats;
import im.godwit.plugins.muc.engine.Outcome;
import im.godwit.service.Command;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Note;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.service.CommandSource;
import im.godwit.xml.Element;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The ad-hoc commands of a room's hats (XEP-0317 §4.2 to §4.7). Owners define hats; admins and owners give them to
 * people, and see who has which; whoever may know the room sees which there are.
 */
final class HatCommands implements CommandSource {
    private static final String NODES = "urn:xmpp:hats:commands:";

    private final Dressing dressing;

    HatCommands(Dressing dressing) {
        this.dressing = dressing;
    }

    @Override
    public List<Command> commands(Jid room) {
        return List.of(
                command(room, "create", "Create or change a hat", dressing::mayDefine, this::create),
                command(room, "destroy", "Destroy a hat", dressing::mayDefine, this::destroy),
                command(room, "list", "List the hats", dressing::maySee, this::list),
                command(room, "assign", "Assign a hat", dressing::mayAssign, this::assign),
                command(room, "unassign", "Remove a hat", dressing::mayAssign, this::unassign),
                command(room, "list-assigned", "List who wears hats", dressing::mayAssign, this::listAssigned));
    }

    private static Command command(
            Jid room, String node, String name, BiPredicate<Jid, Jid> open, Function<Execution, Step> begin) {
        return new HatCommand(
                NODES + node, name, requester -> Errors.translated(() -> open.test(room, requester)), begin);
    }

    private Hats hats(Execution execution) {
        return Errors.translated(() -> dressing.hats(execution.entity()));
    }

    private Step create(Execution execution) {
        return Stage.last(
                HatForms.definition(),
                form -> done(
                        () -> dressing.define(execution.entity(), execution.requester(), HatForms.submitted(form))));
    }

    private Step destroy(Execution execution) {
        return ifAny(
                execution,
                HatForms::choice,
                form -> dressing.destroy(execution.entity(), execution.requester(), HatForms.text(form, HatForms.URI)));
    }

    private Step assign(Execution execution) {
        return ifAny(
                execution,
                hats -> HatForms.person(hats, "Assigning a Hat"),
                form -> dressing.assign(
                        execution.entity(),
                        execution.requester(),
                        HatForms.user(form),
                        HatForms.text(form, HatForms.URI)));
    }

    private Step unassign(Execution execution) {
        return ifAny(
                execution,
                hats -> HatForms.person(hats, "Removing a Hat"),
                form -> dressing.unassign(
                        execution.entity(),
                        execution.requester(),
                        HatForms.user(form),
                        HatForms.text(form, HatForms.URI)));
    }

    private Step ifAny(
            Execution execution, Function<Hats, DataForm> question, Function<DataForm, Outcome<Boolean>> change) {
        Hats hats = hats(execution);
        return hats.defined().isEmpty()
                ? Done.note(Note.Type.INFO, "This room has no hats yet.")
                : Stage.last(question.apply(hats), form -> done(() -> change.apply(form)));
    }

    private static Done done(Supplier<Outcome<Boolean>> change) {
        return Done.silent().then(Errors.translated(change).delivery());
    }

    private Step list(Execution execution) {
        return found(HatForms.list(hats(execution)));
    }

    private Step listAssigned(Execution execution) {
        return found(HatForms.assigned(hats(execution)));
    }

    private static Step found(Element table) {
        return new Done(List.of(table), List.of(), () -> {});
    }
}
