package im.godwit.service;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An ad-hoc command of a domain (XEP-0050), offered to people by any client that shows forms. Contribute it with
 * {@link im.godwit.plugin.Host#contribute}; the commands plugin lists it, keeps its sessions and checks what is
 * submitted. Those of other addresses come from a {@link CommandSource}.
 *
 * <p>Methods and the functions of a {@link Stage} run on the stream's thread and may block. One execution is never on
 * two threads at once; executions of different requesters are. What a command throws as a
 * {@link im.godwit.stanza.StanzaException} is the answer, and the execution stays where it was.
 */
public interface Command {
    /** Identifies the command within its domain (§2.2). */
    String node();

    /** Its label for people. */
    String name();

    /**
     * Whether somebody may see and run it; asked again at each step, so that who loses a right cannot go on.
     *
     * @param requester the full JID
     */
    boolean isOpenTo(Jid requester);

    /** Begins an execution (§2.4). A form that the first request already carries answers the first {@link Stage}. */
    Step begin(Execution execution);

    /**
     * Who runs a command, and on what.
     *
     * @param requester the full JID
     * @param entity the address that was asked
     */
    record Execution(Jid requester, Jid entity) {}

    /** What an execution answers. */
    sealed interface Step {}

    /**
     * A form to be filled in (§2.4.2). The way back to the stage before it, and cancelling, need no code: a stage is
     * shown again as it was.
     *
     * @param form of type form; what comes back has its required fields, valid addresses and offered choices only
     * @param next where the submitted form leads with the action "next", if it may
     * @param complete where it leads with the action "complete", if it may; ends in {@link Done}
     * @param notes for people
     */
    record Stage(
            DataForm form,
            Optional<Function<DataForm, Step>> next,
            Optional<Function<DataForm, Done>> complete,
            List<Note> notes)
            implements Step {
        public Stage {
            if (next.isEmpty() && complete.isEmpty()) {
                throw new IllegalArgumentException("a stage leads somewhere");
            }
            notes = List.copyOf(notes);
        }

        /** A form that another one follows. */
        public static Stage before(DataForm form, Function<DataForm, Step> next) {
            return new Stage(form, Optional.of(next), Optional.empty(), List.of());
        }

        /** The only or the last form. */
        public static Stage last(DataForm form, Function<DataForm, Done> complete) {
            return new Stage(form, Optional.empty(), Optional.of(complete), List.of());
        }
    }

    /**
     * The execution has ended, well or with a {@link Note} of type error (§3.5).
     *
     * @param payload what it found, such as forms of type result
     * @param notes for people
     * @param afterwards what to do once the answer is on its way
     */
    record Done(List<Element> payload, List<Note> notes, Runnable afterwards) implements Step {
        public Done {
            payload = List.copyOf(payload);
            notes = List.copyOf(notes);
        }

        /** Nothing to tell. */
        public static Done silent() {
            return new Done(List.of(), List.of(), () -> {});
        }

        /** Something to tell in a sentence. */
        public static Done note(Note.Type type, String text) {
            return silent().with(new Note(type, text));
        }

        /** What was found. */
        public static Done result(DataForm form) {
            return new Done(List.of(form.toElement()), List.of(), () -> {});
        }

        /** The same end with one more note. */
        public Done with(Note note) {
            List<Note> more = new ArrayList<>(notes);
            more.add(note);
            return new Done(payload, more, afterwards);
        }

        /** The same end, with something to do after it was told. */
        public Done then(Runnable action) {
            return new Done(payload, notes, action);
        }
    }

    /**
     * A sentence about what happened (§4.3).
     *
     * @param text in English
     */
    record Note(Type type, String text) {
        /** How grave it is. */
        public enum Type {
            INFO,
            WARN,
            ERROR;

            /** As written in the {@code type} attribute. */
            public String text() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
