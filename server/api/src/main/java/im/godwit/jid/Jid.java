package im.godwit.jid;

import java.util.Optional;

/**
 * An XMPP address, prepared and enforced by RFC 7622, so that two JIDs are the same address exactly when they are
 * equal. Immutable; safe to use as a key and to store as text.
 */
public final class Jid implements Comparable<Jid> {
    private final String local;
    private final String domain;
    private final String resource;
    private final int hash;
    private String text; // made on first use, as the next; a race makes them twice, which is harmless
    private Jid bare;

    private Jid(String local, String domain, String resource) {
        this.local = local;
        this.domain = domain;
        this.resource = resource;
        this.hash = (local.hashCode() * 31 + domain.hashCode()) * 31 + resource.hashCode();
    }

    /**
     * Reads an address.
     *
     * @throws InvalidJidException if a part is missing, longer than 1023 bytes, or holds characters that RFC 7622
     *     forbids
     */
    public static Jid parse(String text) {
        // RFC 7622 §3.2: the first slash starts the resource; the first at-sign before it ends the localpart
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        int at = bare.indexOf('@');
        if (at == 0) {
            throw new InvalidJidException("the localpart is empty");
        }
        if (slash == text.length() - 1 && slash >= 0) {
            throw new InvalidJidException("the resourcepart is empty");
        }
        String local = at < 0 ? "" : JidParts.local(bare.substring(0, at));
        String domain = JidParts.domain(at < 0 ? bare : bare.substring(at + 1));
        String resource = slash < 0 ? "" : JidParts.resource(text.substring(slash + 1));
        return new Jid(local, domain, resource);
    }

    /** Reads an address if it is one. */
    public static Optional<Jid> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (InvalidJidException malformed) {
            return Optional.empty();
        }
    }

    /** Whether a text is a domain name, without a localpart or resource. */
    public static boolean isDomain(String text) {
        return tryParse(text).filter(jid -> !jid.hasLocal() && jid.isBare()).isPresent();
    }

    /**
     * A bare address from its parts.
     *
     * @throws InvalidJidException as {@link #parse}
     */
    public static Jid of(String local, String domain) {
        return new Jid(JidParts.local(local), JidParts.domain(domain), "");
    }

    /**
     * The address of a domain.
     *
     * @throws InvalidJidException as {@link #parse}
     */
    public static Jid ofDomain(String domain) {
        return new Jid("", JidParts.domain(domain), "");
    }

    /**
     * The same account or domain with a resource.
     *
     * @throws InvalidJidException if the resource is empty, too long or holds forbidden characters
     */
    public Jid withResource(String other) {
        return new Jid(local, domain, JidParts.resource(other));
    }

    /** This address without its resource: the account, or the domain. */
    public Jid bare() {
        if (resource.isEmpty()) {
            return this;
        }
        Jid known = bare;
        if (known == null) {
            known = new Jid(local, domain, "");
            bare = known;
        }
        return known;
    }

    /** The domain's own address. */
    public Jid domainJid() {
        return local.isEmpty() && resource.isEmpty() ? this : new Jid("", domain, "");
    }

    /** The localpart; empty for a domain's address. */
    public String local() {
        return local;
    }

    public String domain() {
        return domain;
    }

    /** The resourcepart; empty for a bare address. */
    public String resource() {
        return resource;
    }

    public boolean hasLocal() {
        return !local.isEmpty();
    }

    public boolean isBare() {
        return resource.isEmpty();
    }

    public boolean isFull() {
        return !resource.isEmpty();
    }

    /** Whether both are the same account or domain, whatever their resources. */
    public boolean sameBare(Jid other) {
        return local.equals(other.local) && domain.equals(other.domain);
    }

    @Override
    public int compareTo(Jid other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Jid that
                && hash == that.hash
                && local.equals(that.local)
                && domain.equals(that.domain)
                && resource.equals(that.resource);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The address as it goes on the wire and into the store. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = join();
            text = known;
        }
        return known;
    }

    private String join() {
        if (local.isEmpty()) {
            return resource.isEmpty() ? domain : domain + "/" + resource;
        }
        return resource.isEmpty() ? local + "@" + domain : local + "@" + domain + "/" + resource;
    }

    /**
     * Requires this to be a bare account address, as stores are keyed by it.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Jid requireAccount() {
        if (!isBare() || !hasLocal()) {
            throw new IllegalArgumentException("not the bare address of an account: " + this);
        }
        return this;
    }
}
