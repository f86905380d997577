package im.godwit.core.session;

import im.godwit.service.Deferral;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;
import java.util.Set;

/** What the core knows to be of no interest while nobody looks at a client (XEP-0352 §3.2). */
public final class Noise implements Deferral {
    private static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    private static final Name EVENT = new Name("http://jabber.org/protocol/pubsub#event", "event");
    private static final Name THREAD = new Name(Namespaces.CLIENT, "thread");

    /** Namespaces of remarks about a message: hints (XEP-0334) and stanza ids (XEP-0359). */
    private static final Set<String> REMARKS = Set.of("urn:xmpp:hints", "urn:xmpp:sid:0");

    @Override
    public Optional<Urgency> of(Stanza stanza) {
        return switch (stanza) {
            case Presence presence -> ofPresence(presence);
            case Message message -> ofMessage(message);
            case Iq _ -> Optional.empty(); // somebody waits for it
        };
    }

    /** Only the last presence of each resource is of interest; requests for subscriptions are for people. */
    private static Optional<Urgency> ofPresence(Presence presence) {
        return switch (presence.type()) {
            case AVAILABLE, UNAVAILABLE -> Optional.of(new Replacing("presence " + sender(presence)));
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED, PROBE, ERROR -> Optional.empty();
        };
    }

    private static Optional<Urgency> ofMessage(Message message) {
        Element element = message.element();
        if (message.isError() || element.child("body").isPresent()) {
            return Optional.empty();
        }
        if (isOnlyChatState(element)) {
            return Optional.of(new Replacing("chat state " + sender(message)));
        }
        return isPersonalEvent(message) ? Optional.of(LATER) : Optional.empty();
    }

    /** XEP-0085 §5.1: a notification without content holds the state and perhaps the thread. */
    private static boolean isOnlyChatState(Element message) {
        boolean state = message.elements().stream().anyMatch(Noise::isChatState);
        return state
                && message.elements().stream()
                        .allMatch(
                                child -> isChatState(child) || child.is(THREAD) || REMARKS.contains(child.namespace()));
    }

    private static boolean isChatState(Element child) {
        return child.namespace().equals(CHAT_STATES);
    }

    /** XEP-0163 §4.3: what a contact tells about itself, such as its mood. */
    private static boolean isPersonalEvent(Message message) {
        return message.element().child(EVENT).isPresent()
                && message.from()
                        .filter(from -> from.hasLocal() && from.isBare())
                        .isPresent();
    }

    private static String sender(Stanza stanza) {
        return stanza.from().map(Object::toString).orElse("");
    }
}
