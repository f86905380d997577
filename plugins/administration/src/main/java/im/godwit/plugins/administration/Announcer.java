package im.godwit.plugins.administration;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.service.Operations;
import im.godwit.stanza.Message;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Sends texts of the service to its users: headlines, which are nothing to answer and nothing to keep. */
final class Announcer {
    private final Host host;
    private final Operations operations;

    Announcer(Host host, Operations operations) {
        this.host = host;
        this.operations = operations;
    }

    /** Tells everybody who is online, on a thread of its own: it may take long where they are many (§4.23). */
    void tellAll(String subject, String text) {
        Collection<Jid> accounts = reachable();
        Thread.ofVirtual().name("announcement").start(() -> accounts.forEach(account -> tell(account, subject, text)));
    }

    /** Accounts with a session that takes messages. */
    Collection<Jid> reachable() {
        Set<Jid> accounts = new LinkedHashSet<>();
        operations.sessions().stream()
                .filter(Session::takesMessages)
                .forEach(session -> accounts.add(session.jid().bare()));
        return accounts;
    }

    /** Tells one account, on all its devices, or one session. */
    void tell(Jid to, String subject, String text) {
        host.send(Message.of(Message.builder(Message.Type.HEADLINE)
                .attribute("from", host.domain().toString())
                .attribute("to", to.toString())
                .child("subject", subject)
                .child("body", text)
                .build()));
    }
}
