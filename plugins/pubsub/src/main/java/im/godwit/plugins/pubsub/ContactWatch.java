package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tells an engine of changes in the rosters of owners, for access models that go by them (XEP-0060 §4.5, §12.14). */
public final class ContactWatch {
    private ContactWatch() {}

    /**
     * Listens from now on.
     *
     * @param service the service at which an account may own nodes
     */
    public static void register(Host host, PubSub pubsub, UnaryOperator<Jid> service) {
        host.on(Rosters.Changed.class, event -> {
            if (!groups(event.before()).equals(groups(event.after()))) {
                pubsub.acquaintance()
                        .changed(
                                service.apply(event.account()),
                                event.account(),
                                event.after().jid(),
                                groups(event.before()))
                        .forEach(outcome -> outcome.delivery().run());
            }
        });
    }

    /** The groups of a contact that receives the owner's presence. */
    private static Optional<Set<String>> groups(Contact contact) {
        return Optional.of(contact).filter(Contact::from).map(Contact::groups);
    }
}
