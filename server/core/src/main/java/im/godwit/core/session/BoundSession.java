package im.godwit.core.session;

import im.godwit.core.stream.ManagedStreamSession;
import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamException;
import im.godwit.core.stream.StreamManagement;
import im.godwit.core.stream.StreamSession;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.plugin.Outcome;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Session;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaError;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound resource. Its stream calls what {@link StreamSession} has, on the stream's thread; everything else may be
 * called from any thread. A session of which nothing else was asked sends straight to its stream; what acknowledgements
 * and inactive clients need stands between only where they are.
 */
public final class BoundSession implements Session, StreamSession {
    private static final Logger log = LoggerFactory.getLogger(BoundSession.class);

    private final Jid jid;
    private final SessionOutlet outlet;
    private final SessionHome home;
    private final Sessions sessions;
    private final Way direct;
    private volatile Way way;
    private volatile Optional<ManagedSession> managed = Optional.empty();
    private Optional<DeferringWay> deferring = Optional.empty(); // guarded by this
    private volatile boolean inactive; // whether the deferring way is there
    private volatile Optional<Presence> presence = Optional.empty();
    private volatile boolean held; // whether older messages come first
    private volatile Map<Key<?>, Object> remembered = Map.of(); // replaced by a concurrent map on first use

    /**
     * Makes a session that is not in the table yet.
     *
     * @param outlet the stream on which it was bound
     */
    BoundSession(Jid jid, SessionOutlet outlet, SessionHome home, Sessions sessions) {
        this.jid = jid;
        this.outlet = outlet;
        this.home = home;
        this.sessions = sessions;
        this.direct = new Way.Direct(outlet);
        this.way = direct;
    }

    @Override
    public Jid jid() {
        return jid;
    }

    @Override
    public Peer peer() {
        return managed.map(m -> m.way().peer()).orElseGet(outlet::peer);
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
    public boolean isHeld() {
        return held;
    }

    @Override
    public void hold() {
        held = true;
    }

    @Override
    public void release() {
        held = false;
    }

    @Override
    public boolean isAttended() {
        return !inactive && managed.map(m -> m.way().isAttached()).orElse(true);
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
        home.inbound().fromClient(stanza.withFrom(jid), this);
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
        send(
                Element.builder(element.name())
                        .attribute("type", "error")
                        .attribute("id", element.attribute("id"))
                        .attribute("to", jid.toString())
                        .attribute(
                                "from",
                                element.attribute("to").flatMap(Jid::tryParse).map(Jid::toString))
                        .add(error.toElement())
                        .build(),
                Copies.ONE);
    }

    @Override
    public void send(Stanza stanza) {
        send(stanza.element(), Copies.ONE);
    }

    @Override
    public void send(Stanza stanza, Outcome outcome) {
        send(stanza.element(), outcome);
    }

    private void send(Element stanza, Outcome outcome) {
        Way taken = way;
        if (!taken.send(stanza, outcome)) {
            leave(); // so that what nobody takes does not come back here
            // on the sender's thread: a stanza that is acknowledged when this returns is where it belongs
            giveBack(stanza, Optional.empty(), outcome);
        } else if (taken == direct && managed.isPresent()) {
            overtaken();
        }
    }

    /**
     * Counting began while a stanza went straight to the stream: nobody can tell whether it came before
     * {@code <enabled/>}. That takes two threads in the same microsecond once in a session's life, and saves all
     * sessions a lock; the stream ends rather than count wrong.
     */
    private void overtaken() {
        close(StreamCondition.RESET.error("the count of stanzas is uncertain"));
        unbind();
    }

    /** Ends the session's stream with an error; {@link #unbind} follows on the stream's thread. */
    public void close(StreamError error) {
        managed.ifPresentOrElse(m -> m.way().close(error), () -> outlet.close(error));
    }

    @Override
    public synchronized ManagedStreamSession enable(StreamManagement.Enable request) {
        ManagedSession counted = sessions.manage(this, outlet, request);
        return counted.begin(() -> {
            managed = Optional.of(counted);
            deferring.ifPresentOrElse(d -> d.over(counted.way()), () -> way = counted.way());
        });
    }

    @Override
    public synchronized void inactive() {
        if (deferring.isEmpty()) {
            DeferringWay patient = new DeferringWay(home.deferral(), way);
            deferring = Optional.of(patient);
            way = patient;
            inactive = true;
        }
    }

    @Override
    public void active() {
        boolean before = inactive;
        releaseHeld();
        if (before) {
            home.attended().accept(this);
        }
    }

    /** Holds nothing back any more. */
    void releaseHeld() {
        endDeferring().forEach(held -> giveBack(held.stanza(), Optional.empty(), held.outcome()));
    }

    private synchronized List<HeldBack.Held> endDeferring() {
        if (deferring.isEmpty()) {
            return List.of();
        }
        List<HeldBack.Held> refused = deferring.get().stop();
        way = managed.<Way>map(ManagedSession::way).orElse(direct);
        deferring = Optional.empty();
        inactive = false;
        return refused;
    }

    /** Does what ends the session; whoever binds a resource of the account afterwards waits for it. */
    void end(Runnable work) {
        sessions.end(this, work);
    }

    /** Ends the session, if it is not over. Its client's stream is closed separately. */
    public void unbind() {
        managed.ifPresentOrElse(ManagedSession::end, this::leave);
    }

    /** Has lost its stream, and waits for its client. */
    void detached(List<Stanza> unacknowledged) {
        home.detached().accept(this, unacknowledged);
    }

    /** Goes on with another stream. */
    void resumed() {
        home.attended().accept(this);
    }

    /** Is no longer in the table; its host hears of it once. */
    void leave() {
        if (sessions.remove(this)) {
            home.unbound().accept(this);
        }
    }

    @Override
    public void closed() {
        lost(List.of());
    }

    @Override
    public void lost(List<Element> undelivered) {
        end(() -> {
            unbind();
            undelivered(undelivered);
            releaseHeld(); // what was held back cannot be sent, and is given back
        });
    }

    @Override
    public void undelivered(List<Element> stanzas) {
        for (Element stanza : stanzas) {
            home.inbound().undelivered(new Undelivered(Stanza.of(stanza), Optional.empty(), true), this);
        }
    }

    /** A stanza that the client has not acknowledged goes elsewhere, unless it is taken care of. */
    void giveBack(Unacknowledged stanza) {
        try {
            giveBack(stanza.element(), Optional.of(stanza.sent()), stanza.outcome());
        } catch (RuntimeException bug) {
            log.atError().addKeyValue("jid", jid).setCause(bug).log("A stanza for a session that ended is lost");
        }
    }

    private void giveBack(Element stanza, Optional<Instant> sent, Outcome outcome) {
        if (outcome.lost()) {
            home.inbound().undelivered(new Undelivered(Stanza.of(stanza), sent, false), this);
        }
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
