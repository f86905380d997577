package im.godwit.core.session;

import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamException;
import im.godwit.core.stream.StreamSession;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Session;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaError;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A bound resource. Its stream calls {@link #accept} and {@link #unbind} on the stream's thread; everything else may be
 * called from any thread.
 */
public final class BoundSession implements Session, StreamSession {
    private final Jid jid;
    private final SessionOutlet outlet;
    private final Inbound inbound;
    private final Runnable onUnbind;
    private volatile Optional<Presence> presence = Optional.empty();
    private volatile Map<Key<?>, Object> remembered = Map.of(); // replaced by a concurrent map on first use

    BoundSession(Jid jid, SessionOutlet outlet, Inbound inbound, Consumer<BoundSession> onUnbind) {
        this.jid = jid;
        this.outlet = outlet;
        this.inbound = inbound;
        this.onUnbind = () -> onUnbind.accept(this);
    }

    @Override
    public Jid jid() {
        return jid;
    }

    @Override
    public Peer peer() {
        return outlet.peer();
    }

    @Override
    public Optional<Presence> presence() {
        return presence;
    }

    @Override
    public void presence(Optional<Presence> other) {
        presence = other;
    }

    @Override
    public void accept(Element element) {
        Element unsigned = element;
        Optional<String> written = element.attribute("from");
        if (written.isPresent()) {
            checkFrom(written.get());
            unsigned = element.withoutAttribute("from");
        }
        Stanza stanza;
        try {
            stanza = Stanza.of(unsigned);
        } catch (StanzaException malformed) {
            answerMalformed(element, malformed.error());
            return;
        }
        // RFC 6120 §8.1.2.1: the server stamps the full JID, whatever the client wrote
        inbound.fromClient(stanza.withFrom(jid), this);
    }

    /** RFC 6120 §8.1.2.1: a client may write only its own bare or full JID. */
    private void checkFrom(String written) {
        try {
            Jid from = Jid.parse(written);
            if (from.equals(jid) || from.equals(jid.bare())) {
                return;
            }
        } catch (InvalidJidException malformed) {
            // falls through: it is not the client's address
        }
        throw new StreamException(StreamCondition.INVALID_FROM.error("'from' must be your own address, or left out"));
    }

    /** RFC 6120 §8.3.1: errors and results are never answered, a malformed one neither. */
    private void answerMalformed(Element element, StanzaError error) {
        String type = element.attribute("type").orElse("");
        if (type.equals("error") || (element.local().equals("iq") && type.equals("result"))) {
            return;
        }
        outlet.send(Element.builder(element.name())
                .attribute("type", "error")
                .attribute("id", element.attribute("id"))
                .attribute("to", jid.toString())
                .attribute(
                        "from", element.attribute("to").flatMap(Jid::tryParse).map(Jid::toString))
                .add(error.toElement())
                .build());
    }

    @Override
    public void send(Stanza stanza) {
        outlet.send(stanza.element());
    }

    /** Ends the session's stream with an error; {@link #unbind} follows on the stream's thread. */
    public void close(StreamError error) {
        outlet.close(error);
    }

    @Override
    public void unbind() {
        onUnbind.run();
    }

    @Override
    public void undelivered(Element stanza) {
        inbound.undelivered(Stanza.of(stanza), this);
    }

    @Override
    @SuppressWarnings("unchecked") // set(Key<T>, T) is the only writer
    public <T> T get(Key<T> key) {
        Object value = remembered.get(key);
        return value == null ? key.initial() : (T) value;
    }

    @Override
    public <T> void set(Key<T> key, T value) {
        if (!(remembered instanceof ConcurrentHashMap)) {
            synchronized (this) {
                if (!(remembered instanceof ConcurrentHashMap)) {
                    remembered = new ConcurrentHashMap<>(4);
                }
            }
        }
        remembered.put(key, value);
    }

    @Override
    public String toString() {
        return jid.toString();
    }
}
