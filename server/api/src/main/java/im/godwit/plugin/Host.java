package im.godwit.plugin;

import im.godwit.jid.Jid;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.store.Codec;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Store;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a plugin sees of the domain it serves: a virtual host with accounts, or a service such as
 * {@code pubsub.example.org}.
 *
 * <p>Registrations are made in {@link Plugin#start}. State that two streams may touch lives in a {@link Store} or the
 * {@link Database}, whose updates are atomic.
 */
public interface Host {
    /** The domain's address. */
    Jid domain();

    /** Whether this is a host with accounts or a service. */
    Kind kind();

    /** What kind of domain a host serves. */
    enum Kind {
        ACCOUNTS,
        SERVICE
    }

    /**
     * The plugin's options: its block of the configuration over the given defaults. Component names are the keys, in
     * kebab-case.
     */
    <C extends Record> C options(C defaults);

    /** Offers a service to other plugins of this host. */
    <T> void provide(Class<T> service, T implementation);

    /**
     * Another plugin's service; starts that plugin first where it has not started yet.
     *
     * @throws IllegalStateException if no enabled plugin provides it
     */
    <T> T require(Class<T> service);

    /** Another plugin's service, where one is enabled; to be asked when needed, not at start. */
    <T> Optional<T> find(Class<T> service);

    /**
     * A plugin's service at a domain of this server, this one or another: what a pubsub service asks the roster of a
     * user's host, for example. To be asked when needed, not at start.
     *
     * @return nothing if the domain is not served here, or no enabled plugin of it provides the service
     */
    <T> Optional<T> find(Jid domain, Class<T> service);

    /** Adds to an extension point that another plugin reads with {@link #contributions}. */
    <T> void contribute(Class<T> point, T contribution);

    /** All contributions to an extension point so far, in plugin order; read it when needed, not at start. */
    <T> List<T> contributions(Class<T> point);

    /** Advertises a feature of the domain (XEP-0030 §3.1). */
    default void feature(String var) {
        feature(var, At.DOMAIN);
    }

    /** Advertises a feature of the domain or of each account. */
    void feature(String var, At where);

    /** Advertises an identity of the domain or of each account (XEP-0030 §3.1). */
    void identity(Identity identity, At where);

    /** What is advertised at this place now, sorted. */
    Set<String> features(At where);

    /** The identities advertised at this place now. */
    List<Identity> identities(At where);

    /**
     * Offers a stream feature (RFC 6120 §4.3.2).
     *
     * @param moment before or after authentication
     * @param feature the element for a peer; none where it is not offered to that peer
     */
    void streamFeature(Moment moment, Function<Peer, Optional<Element>> feature);

    /** When a stream feature is offered. */
    enum Moment {
        BEFORE_AUTHENTICATION,
        AFTER_AUTHENTICATION
    }

    /** Answers gets of one payload; the same payload twice at one place refuses the start. */
    void onGet(Name payload, IqHandler handler, At... where);

    /** Answers sets of one payload; see {@link #onGet}. */
    void onSet(Name payload, IqHandler handler, At... where);

    /** Where an IQ may be addressed for a handler to get it (RFC 6120 §10.3, §10.5). */
    enum At {
        /**
         * The requester's own account: no {@code to}, or its own bare JID. What is asked on behalf of an account has no
         * session (see {@link im.godwit.service.OnBehalf}).
         */
        SELF,
        /** The bare JID of any account of this host, asked by anybody; of a service, any of its localparts. */
        ACCOUNT,
        /** The domain itself. */
        DOMAIN,
        /** A stream that has not authenticated (XEP-0077 §3.1). */
        UNAUTHENTICATED
    }

    /** Sees stanzas that clients of this host send, before they are routed. */
    <S extends Stanza> void outgoing(Phase phase, Class<S> kind, Hook<? super S> hook);

    /**
     * Sees stanzas to accounts of this host, or to this service, before they are delivered; IQs also where there is no
     * such account, so that a refusal is the same.
     */
    <S extends Stanza> void incoming(Phase phase, Class<S> kind, Hook<? super S> hook);

    /** Listens to events of this host, on the thread that raised them. */
    <E extends Event> void on(Class<E> event, Consumer<E> listener);

    /** Tells all listeners; a listener that throws is logged and does not stop the others. */
    void raise(Event event);

    /** A value for each account, kept in the database under this name. */
    <V> Store<V> store(String name, Codec<V> codec);

    /** The server's database, with the plugin's tables brought up to date first. */
    Database database(Migrations migrations);

    /** The bound sessions of an account of this server, available or not. */
    Collection<Session> sessions(Jid account);

    /** Routes a stanza that the server or a service sends: {@code from} must be set; no outgoing hook sees it. */
    void send(Stanza stanza);

    /**
     * Routes stanzas of the server or a service to many, as {@link #send} would one by one: to each receiver in the
     * order of the list. What several of them bring to one client leaves in one write where its connection allows that.
     * Other streams get a turn in between; a receiver at whom something fails does not keep the others from theirs.
     */
    void broadcast(List<Broadcast> broadcasts);

    /**
     * Sends a request as the server and waits for the answer.
     *
     * @return the result or error, matched by id and peer
     * @throws java.util.concurrent.TimeoutException if none came in time
     */
    Iq request(Iq request, Duration timeout) throws java.util.concurrent.TimeoutException;

    /**
     * Sends a request as the server, and does not wait: what the same thread sends next comes after it (RFC 6120
     * §10.1).
     *
     * @param answered gets the result or error, or nothing if none came in time; called once, on any thread, perhaps
     *     before this returns; may block
     */
    void request(Iq request, Duration timeout, Consumer<Optional<Iq>> answered);

    /** The time; tests set it. */
    Clock clock();

    /** An unguessable identifier of 128 bits for stanzas and the like. */
    String newId();
}
