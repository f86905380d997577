package im.godwit.core.host;

import im.godwit.core.router.Route;
import im.godwit.core.stream.ComponentHost;
import im.godwit.core.stream.SessionOutlet;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.stanza.Stanza;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A configured external component (XEP-0114), connected or not. For any thread; what it is sent goes to its stream's
 * transport at once, which bounds what waits there.
 */
final class Component implements ComponentHost, Route {
    private final Jid domain;
    private final String secret;
    private final Consumer<Stanza> router;
    private final Consumer<Event> events;
    private final Function<Jid, Runnable> gone;
    private volatile Optional<SessionOutlet> connected = Optional.empty();

    /**
     * A component that is not connected.
     *
     * @param router takes what it sends
     * @param events tells the plugins of all hosts
     * @param gone gives up what the server has asked it; what it returns tells those who wait
     */
    Component(
            Jid domain, String secret, Consumer<Stanza> router, Consumer<Event> events, Function<Jid, Runnable> gone) {
        this.domain = domain;
        this.secret = secret;
        this.router = router;
        this.events = events;
        this.gone = gone;
    }

    @Override
    public Jid domain() {
        return domain;
    }

    boolean isConnected() {
        return current().isPresent();
    }

    /** Its stream; whoever finds none waits for one that is just being greeted, since the component may know by now. */
    private Optional<SessionOutlet> current() {
        Optional<SessionOutlet> known = connected;
        return known.isPresent() ? known : settled();
    }

    private synchronized Optional<SessionOutlet> settled() {
        return connected;
    }

    @Override
    public boolean isProof(String streamId, String handshake) {
        // XEP-0114 §3: the hash in lowercase hexadecimal digits
        byte[] expected = HexFormat.of().formatHex(sha1(streamId + secret)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, handshake.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }

    @Override
    public boolean connect(SessionOutlet stream, Runnable greet) {
        boolean fresh = enter(stream, greet);
        if (fresh) {
            events.accept(new Event.ComponentConnected(domain));
        }
        return fresh;
    }

    private synchronized boolean enter(SessionOutlet stream, Runnable greet) {
        if (connected.isPresent()) {
            return false;
        }
        greet.run();
        connected = Optional.of(stream);
        return true;
    }

    @Override
    public void disconnect(SessionOutlet stream) {
        leave(stream).ifPresent(Runnable::run);
    }

    /** What was asked on this stream is given up before another can come, whose requests are not to be among it. */
    private synchronized Optional<Runnable> leave(SessionOutlet stream) {
        Optional<SessionOutlet> left = connected.filter(current -> current == stream);
        if (left.isPresent()) {
            connected = Optional.empty();
        }
        return left.map(ended -> gone.apply(domain));
    }

    @Override
    public void accept(Stanza stanza) {
        router.accept(stanza);
    }

    @Override
    public boolean send(Stanza stanza) {
        return current().map(stream -> stream.send(stanza.element())).orElse(false);
    }
}
