package im.godwit.plugins.vcard;

import java.util.List;

/**
 * A part of a property that has several, in both forms (XEP-0292 §11).
 *
 * @param old its name in vcard-temp
 * @param modern its name in vCard4
 */
record Part(String old, String modern) {
    /** Of a name: all parts, in the order in which vCard4 has them (RFC 6351 appendix A). */
    static final List<Part> OF_NAME = List.of(
            new Part("FAMILY", "surname"),
            new Part("GIVEN", "given"),
            new Part("MIDDLE", "additional"), // §11.1.3
            new Part("PREFIX", "prefix"),
            new Part("SUFFIX", "suffix"));

    /** Of an address, likewise. */
    static final List<Part> OF_ADDRESS = List.of(
            new Part("POBOX", "pobox"),
            new Part("EXTADD", "ext"),
            new Part("STREET", "street"),
            new Part("LOCALITY", "locality"),
            new Part("REGION", "region"),
            new Part("PCODE", "code"),
            new Part("CTRY", "country"));
}
