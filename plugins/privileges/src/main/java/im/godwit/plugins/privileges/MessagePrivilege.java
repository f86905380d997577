package im.godwit.plugins.privileges;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Verdict;
import im.godwit.service.OnBehalf;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Message;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.Map;
import java.util.Optional;

/** Entities send messages in the name of the domain and of its accounts (§5). */
final class MessagePrivilege {
    private final Host host;
    private final Map<Jid, Grant> grants;
    private final Managed managed;

    MessagePrivilege(Host host, Map<Jid, Grant> grants) {
        this.host = host;
        this.grants = grants;
        this.managed = new Managed(host);
    }

    /** Takes what is for the domain and says that it is privileged. */
    Verdict incoming(Passage<? extends Message> passage) {
        if (passage.account().hasLocal()) {
            return Verdict.pass();
        }
        Message message = passage.stanza();
        Optional<Element> privilege = message.element().child(Vocabulary.PRIVILEGE);
        if (privilege.isEmpty() || message.isError()) {
            return Verdict.pass();
        }
        Grant grant = grants.getOrDefault(message.from().orElseThrow(), Grant.DEFAULTS);
        if (grant.message() != Grant.Messages.OUTGOING) {
            throw forbidden();
        }
        send(forwarded(privilege.get()));
        return Verdict.done();
    }

    private static Element forwarded(Element privilege) {
        return privilege
                .child(Vocabulary.FORWARDED)
                .flatMap(forwarded -> forwarded.child(Message.NAME))
                .orElseThrow(() -> Condition.BAD_REQUEST
                        .error("privilege needs a forwarded message in jabber:client")
                        .thrown());
    }

    private void send(Element forwarded) {
        Jid sender = forwarded.attribute("from").flatMap(Jid::tryParse).orElseThrow(MessagePrivilege::forbidden);
        if (sender.equals(host.domain())) {
            Message message = Message.of(forwarded);
            if (message.to().isEmpty()) {
                throw Condition.BAD_REQUEST
                        .error("what the server sends needs a 'to'")
                        .thrown();
            }
            host.send(message);
        } else if (managed.isAccount(sender)) {
            host.require(OnBehalf.class).send(Message.of(forwarded));
        } else {
            throw forbidden(); // §5.1: only bare addresses of this domain
        }
    }

    private static StanzaException forbidden() {
        return Condition.FORBIDDEN.error().thrown();
    }
}
