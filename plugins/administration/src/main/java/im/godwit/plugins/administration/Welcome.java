package im.godwit.plugins.administration;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.store.Codec;
import im.godwit.store.Store;
import java.util.Optional;

/**
 * The welcome message (XEP-0133 §4.27, §4.28): accounts that are made while there is one get it at their first login.
 */
final class Welcome {
    private static final String FIELD = "welcome";
    private static final String DUE = "due";

    private final Host host;
    private final Announcer announcer;
    private final StandingMessages messages;
    private final Store<String> owed;

    Welcome(Host host, Announcer announcer, StandingMessages messages) {
        this.host = host;
        this.announcer = announcer;
        this.messages = messages;
        this.owed = host.store("welcome", Codec.TEXT);
    }

    void register(Registry commands) {
        host.on(Event.AccountCreated.class, created -> {
            if (messages.current().isPresent()) {
                owed.put(created.account(), DUE);
            }
        });
        host.on(Event.SessionAvailable.class, event -> available(event.session()));
        commands.add("set-welcome", "Set Welcome Message", execution -> set());
        commands.add("delete-welcome", "Delete Welcome Message", this::delete);
    }

    /** §4.27. */
    private Step set() {
        String text = messages.current().map(StandingMessage::text).orElse("");
        return Stage.last(
                Forms.ask(
                        "Setting Welcome Message",
                        "Fill out this form to set the welcome message for this service.",
                        Forms.lines(FIELD, "Welcome Message", text).asRequired()),
                filled -> {
                    messages.set(new StandingMessage(host.newId(), Forms.text(filled, FIELD)));
                    return Done.silent();
                });
    }

    /** §4.28. */
    private Step delete(Execution execution) {
        messages.delete();
        return Done.silent();
    }

    private void available(Session session) {
        messages.current().filter(message -> session.wantsMessages()).ifPresent(message -> {
            Jid account = session.jid().bare();
            boolean due = owed.get(account).isPresent()
                    && owed.update(account, before -> Optional.empty()).before().isPresent();
            if (due) {
                announcer.tell(session.jid(), "Welcome", message.text());
            }
        });
    }
}
