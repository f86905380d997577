package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;

/** Tells everybody who is online something (XEP-0133 §4.23). */
final class AnnounceCommand {
    static final String FIELD = "announcement";
    static final String LABEL = "Announcement";

    private final Announcer announcer;

    AnnounceCommand(Announcer announcer) {
        this.announcer = announcer;
    }

    void register(Registry commands) {
        commands.add("announce", "Send Announcement to Online Users", this::begin);
    }

    private Step begin(Execution execution) {
        DataForm form = Forms.ask(
                "Making an Announcement",
                "Fill out this form to make an announcement to all online users of this service.",
                Forms.lines(FIELD, LABEL, "").asRequired());
        return Stage.last(form, filled -> {
            String text = Forms.text(filled, FIELD);
            return Done.silent().then(() -> announcer.tellAll(LABEL, text));
        });
    }
}
