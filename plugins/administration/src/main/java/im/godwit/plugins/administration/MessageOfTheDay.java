package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
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
import java.util.Collection;
import java.util.Optional;

/**
 * The message of the day (XEP-0133 §4.24 to §4.26): everybody gets it once, at once or at the next login, until it is
 * deleted. Without one, a login costs the read of a field.
 */
final class MessageOfTheDay {
    private static final String FIELD = "motd";
    private static final String SUBJECT = "Message of the Day";

    /** The id of the message that a session was looked at for. */
    private static final Session.Key<String> SEEN_TO = new Session.Key<>("message of the day", () -> "");

    private final Host host;
    private final Announcer announcer;
    private final StandingMessages messages;
    private final Store<String> told;

    MessageOfTheDay(Host host, Announcer announcer, StandingMessages messages) {
        this.host = host;
        this.announcer = announcer;
        this.messages = messages;
        this.told = host.store("motd", Codec.TEXT);
    }

    void register(Registry commands) {
        host.on(Event.SessionAvailable.class, event -> available(event.session()));
        commands.add("set-motd", "Set Message of the Day", execution -> set());
        commands.add("edit-motd", "Edit Message of the Day", execution -> edit());
        commands.add("delete-motd", "Delete Message of the Day", this::delete);
    }

    /** §4.24. */
    private Step set() {
        return Stage.last(form("Setting the Message of the Day", "set", ""), filled -> {
            StandingMessage message = new StandingMessage(host.newId(), Forms.text(filled, FIELD));
            messages.set(message);
            tellAll(announcer.reachable(), message);
            return Done.silent();
        });
    }

    /** Tells those who are there, on a thread of its own, as long as the message stands, and as it reads by then. */
    private void tellAll(Collection<Jid> accounts, StandingMessage message) {
        Thread.ofVirtual()
                .name("message of the day")
                .start(() -> accounts.forEach(account -> messages.current()
                        .filter(now -> now.id().equals(message.id()))
                        .ifPresent(now -> tell(account, account, now))));
    }

    /** §4.25: corrects the text for those who have not got it yet. */
    private Step edit() {
        String text = messages.current().map(StandingMessage::text).orElse("");
        return Stage.last(form("Editing the Message of the Day", "edit", text), filled -> {
            String id = messages.current().map(StandingMessage::id).orElseGet(host::newId);
            messages.set(new StandingMessage(id, Forms.text(filled, FIELD)));
            return Done.silent();
        });
    }

    private static DataForm form(String title, String verb, String text) {
        return Forms.ask(
                title,
                "Fill out this form to " + verb + " the message of the day.",
                Forms.lines(FIELD, SUBJECT, text).asRequired());
    }

    /** §4.26. */
    private Step delete(Execution execution) {
        messages.delete();
        return Done.silent();
    }

    private void available(Session session) {
        messages.current().ifPresent(message -> {
            if (session.wantsMessages() && !session.get(SEEN_TO).equals(message.id())) {
                session.set(SEEN_TO, message.id());
                tell(session.jid().bare(), session.jid(), message);
            }
        });
    }

    /** Tells an account at one of its addresses, unless it has been told. */
    private void tell(Jid account, Jid to, StandingMessage message) {
        if (told.get(account).filter(message.id()::equals).isPresent()) {
            return;
        }
        Store.Change<String> change = told.update(account, before -> Optional.of(message.id()));
        if (change.before().filter(message.id()::equals).isEmpty()) {
            announcer.tell(to, SUBJECT, message.text());
        }
    }
}
