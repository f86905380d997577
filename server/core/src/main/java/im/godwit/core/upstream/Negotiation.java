package im.godwit.core.upstream;

import im.godwit.core.transport.Timers;
import im.godwit.core.transport.Transport;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * How far the client has come with the server (RFC 6120 §4.3), as what passes between them shows: whether it is logged
 * in, and whether the server counts its stanzas. For the mailbox's thread, but for {@link #refuses}.
 */
final class Negotiation {
    private static final Name SASL_SUCCESS = new Name(Namespaces.SASL, "success");
    private static final Name SASL2_SUCCESS = new Name(ClearWay.SASL2, "success");
    private static final String STREAM_MANAGEMENT = "urn:xmpp:sm:3";

    private final Transport client;
    private volatile boolean loggedIn;
    private boolean managed;
    private Optional<Timers.Timer> deadline = Optional.empty();

    Negotiation(Transport client) {
        this.client = client;
    }

    /** The time to log in runs from now on. */
    void limitBy(Timers.Timer loginDeadline) {
        deadline = Optional.of(loginDeadline);
    }

    /** The time to log in does not matter any more. */
    void cancelDeadline() {
        deadline.ifPresent(Timers.Timer::cancel);
    }

    /** Answers what must not reach the server over a way that is not encrypted. May be called from any thread. */
    boolean refuses(Element element) {
        if (loggedIn || client.peer().encrypted()) {
            return false;
        }
        Optional<Element> refusal = ClearWay.refusal(element);
        refusal.ifPresent(client::send);
        return refusal.isPresent();
    }

    /** Takes what the server says on to the client. */
    void pass(Element element) {
        if (element.is(ClientFeatures.NAME)) {
            client.send(
                    ClientFeatures.of(element, client.limits(), client.peer().encrypted()));
            return;
        }
        if (element.is(SASL_SUCCESS)) {
            client.expectRestart(); // RFC 6120 §6.4.6
            logIn();
        } else if (element.is(SASL2_SUCCESS)) {
            logIn(); // XEP-0388 §2.6.1: without a restart
        }
        managed |= managesStream(element, 0);
        client.send(element);
    }

    private void logIn() {
        loggedIn = true;
        cancelDeadline();
        client.authenticated();
    }

    /** Whether the server counts the stream's stanzas, and may keep its session for a while (XEP-0198). */
    boolean isManaged() {
        return managed;
    }

    /** Whether the server counts the stream's stanzas from now on: by itself, or inline in XEP-0388 and XEP-0386. */
    private static boolean managesStream(Element element, int depth) {
        if (element.namespace().equals(STREAM_MANAGEMENT)) {
            return element.local().equals("enabled") || element.local().equals("resumed");
        }
        boolean envelope =
                depth == 0 ? element.is(SASL2_SUCCESS) : element.local().equals("bound");
        return envelope && element.elements().stream().anyMatch(child -> managesStream(child, depth + 1));
    }
}
