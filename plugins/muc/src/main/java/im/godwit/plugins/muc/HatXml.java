package im.godwit.plugins.muc;

import im.godwit.plugins.muc.engine.Hat;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Hats in presence (XEP-0317 §4.1). */
final class HatXml {
    static final Name HATS = new Name("urn:xmpp:hats:0", "hats");

    private static final Name HAT = new Name(HATS.namespace(), "hat");

    private HatXml() {}

    /** §2: changes when the list of hats does. */
    static String hash(Collection<Hat> hats) {
        try {
            byte[] list = hats.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(list));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }

    /** All that somebody wears. */
    static Element of(List<Hat> hats) {
        ElementBuilder all = Element.builder(HATS);
        hats.forEach(hat -> all.add(Element.builder(HAT)
                .attribute("title", hat.title())
                .attribute("uri", hat.uri())
                .attribute("hue", hat.hue())
                .build()));
        return all.build();
    }
}
