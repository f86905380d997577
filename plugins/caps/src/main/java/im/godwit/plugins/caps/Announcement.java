package im.godwit.plugins.caps;

import im.godwit.stanza.Presence;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client announces with its presence.
 *
 * @param hash of what it can do
 * @param node about which it is asked, to hear what that is
 */
record Announcement(CapsHash hash, String node) {
    static final Name CAPS = new Name("http://jabber.org/protocol/caps", "c");
    static final Name CAPS_2 = new Name("urn:xmpp:caps", "c");
    static final Name HASH = new Name("urn:xmpp:hashes:2", "hash");

    /** The longest hash has 88 characters in Base64. */
    private static final int MAX_HASH = 88;

    private static final int MAX_NODE = 1024;

    /**
     * The announcement in a presence, that of XEP-0390 before that of XEP-0115 (XEP-0390 §7.2).
     *
     * @return nothing where there is none, or none that can be verified
     */
    static Optional<Announcement> in(Presence presence) {
        Optional<Element> current = presence.element().child(CAPS_2);
        return current.isPresent()
                ? current.flatMap(Announcement::current)
                : presence.element().child(CAPS).flatMap(Announcement::older);
    }

    private static Optional<Announcement> current(Element c) {
        return c.elements(HASH)
                .flatMap(hash -> known(hash).stream())
                .min(Comparator.comparing(CapsHash::function))
                .map(hash -> new Announcement(hash, node(hash)));
    }

    private static Optional<CapsHash> known(Element hash) {
        return hash.attribute("algo")
                .flatMap(HashFunction::of)
                .filter(function -> function != HashFunction.SHA_1) // XEP-0390 §4.2: it is not safe enough
                .map(function -> new CapsHash(
                        CapsHash.Protocol.CAPS_2, function, hash.text().strip()))
                .filter(known -> known.value().length() <= MAX_HASH);
    }

    /** XEP-0390 §4.3. */
    static String node(CapsHash hash) {
        return CAPS_2.namespace() + "#" + hash.function().text() + "." + hash.value();
    }

    /** XEP-0115 §5.4: without a hash function it is the legacy format, which proves nothing. */
    private static Optional<Announcement> older(Element c) {
        Optional<HashFunction> function = c.attribute("hash").flatMap(HashFunction::of);
        Optional<String> node = c.attribute("node").filter(text -> text.length() <= MAX_NODE);
        Optional<String> ver = c.attribute("ver").filter(text -> text.length() <= MAX_HASH);
        boolean whole = Stream.of(function, node, ver).allMatch(Optional::isPresent);
        return whole
                ? Optional.of(new Announcement(
                        new CapsHash(CapsHash.Protocol.CAPS, function.get(), ver.get()), node.get() + "#" + ver.get()))
                : Optional.empty();
    }
}
