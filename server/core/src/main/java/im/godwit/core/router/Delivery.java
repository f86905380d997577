package im.godwit.core.router;

import im.godwit.core.session.BoundSession;
import im.godwit.core.session.Copies;
import im.godwit.jid.Jid;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.stanza.StanzaError;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Chooses the sessions of a local account that get a stanza (RFC 6121 §8.5). */
final class Delivery {
    /**
     * Delivers a message by the table of RFC 6121 §8.5.4.
     *
     * @param fallback asks the plugins to keep what nobody is there for
     * @param refuse answers the sender with an error
     */
    void message(
            Message message,
            Jid to,
            List<BoundSession> sessions,
            Function<Message, Verdict> fallback,
            Consumer<StanzaError> refuse) {
        if (to.isFull()) {
            Optional<BoundSession> match = at(to, sessions);
            if (match.isPresent() && isBehindOthers(message, match.get(), sessions)) {
                nobody(message, fallback, refuse);
                return;
            }
            if (match.isPresent()) {
                match.get().send(message); // §8.5.3.1
                return;
            }
            if (message.type() != Message.Type.CHAT) {
                refuse(message, refuse); // §8.5.3.2.1
                return;
            }
        } else if (message.type() == Message.Type.GROUPCHAT) {
            refuse(message, refuse); // §8.5.2.1.1: never to a bare JID
            return;
        }
        if (message.isError()) {
            return; // §8.5.2.1.1: silently ignored
        }
        // §8.5.2.1.1: to all with a non-negative priority, so that no device misses it
        if (!toTakers(message, sessions)) {
            nobody(message, fallback, refuse);
        }
    }

    /**
     * RFC 6120 §10.1: whether older messages from the same sender may be about to come to the session. What cannot wait
     * does not.
     */
    private static boolean isBehindOthers(Message message, BoundSession addressed, List<BoundSession> sessions) {
        return addressed.isHeld()
                && addressed.wantsMessages()
                && (message.type() == Message.Type.CHAT || message.type() == Message.Type.NORMAL)
                && sessions.stream().noneMatch(BoundSession::takesMessages);
    }

    private static Optional<BoundSession> at(Jid full, List<BoundSession> sessions) {
        for (BoundSession session : sessions) {
            if (session.jid().equals(full)) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    private static boolean toTakers(Message message, List<BoundSession> sessions) {
        if (sessions.size() == 1) {
            BoundSession only = sessions.getFirst();
            boolean takes = only.takesMessages();
            if (takes) {
                only.send(message);
            }
            return takes;
        }
        if (sessions.stream().noneMatch(BoundSession::takesMessages)) {
            return false;
        }
        // where one takes messages, nothing older waits that those who are held would have to get first
        List<BoundSession> takers =
                sessions.stream().filter(BoundSession::wantsMessages).toList();
        Copies copies = new Copies(takers.size());
        takers.forEach(session -> session.send(message, copies));
        return true;
    }

    private static void nobody(Message message, Function<Message, Verdict> fallback, Consumer<StanzaError> refuse) {
        if (message.type() == Message.Type.HEADLINE) {
            return; // §8.5.2.2.1: news that nobody is there to read
        }
        switch (fallback.apply(message)) {
            case Verdict.Done _, Verdict.Drop _ -> {}
            case Verdict.Reject reject -> refuse.accept(reject.error());
            case Verdict.Pass _, Verdict.Replace _ -> refuse(message, refuse);
        }
    }

    private static void refuse(Message message, Consumer<StanzaError> refuse) {
        if (!message.isError()) {
            refuse.accept(Condition.SERVICE_UNAVAILABLE.error());
        }
    }

    /** Delivers presence to those who are available, or to the one addressed (§8.5.2.1.2, §8.5.3.1). */
    void presence(Presence presence, Jid to, List<BoundSession> sessions) {
        for (BoundSession session : sessions) {
            boolean addressed =
                    to.isFull() ? session.jid().equals(to) : session.presence().isPresent();
            if (addressed) {
                session.send(presence);
            }
        }
    }

    /** Delivers an IQ to the one session addressed (§8.5.3.1, §8.5.3.2.3). */
    void iq(Iq iq, Optional<BoundSession> match, Consumer<StanzaError> refuse) {
        if (match.isPresent()) {
            match.get().send(iq);
        } else if (iq.isRequest()) {
            refuse.accept(Condition.SERVICE_UNAVAILABLE.error());
        }
    }
}
