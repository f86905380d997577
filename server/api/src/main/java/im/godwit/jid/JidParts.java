package im.godwit.jid;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Preparation and enforcement of the three parts (RFC 7622 §3.2 to §3.4). ASCII in its prepared form, which nearly all
 * addresses on the wire are, is recognised without the PRECIS tables.
 */
final class JidParts {
    /** RFC 7622 §3.1: each part at most 1023 octets. */
    private static final int MAX_BYTES = 1023;

    private JidParts() {}

    static String local(String raw) {
        if (isPlainLocal(raw)) {
            return raw;
        }
        String prepared = enforce(PrecisProfiles.USERNAME_CASE_MAPPED, raw, "localpart");
        // RFC 7622 §3.3.1: excluded in addition to the profile
        for (int i = 0; i < prepared.length(); i++) {
            if ("\"&'/:<>@".indexOf(prepared.charAt(i)) >= 0) {
                throw new InvalidJidException("the localpart holds a character that RFC 7622 section 3.3.1 excludes");
            }
        }
        return sized(prepared, "localpart");
    }

    static String resource(String raw) {
        if (isPlainResource(raw)) {
            return raw;
        }
        return sized(enforce(PrecisProfiles.OPAQUE_STRING, raw, "resourcepart"), "resourcepart");
    }

    static String domain(String raw) {
        if (isPlainDomain(raw)) {
            return raw;
        }
        // RFC 7622 §3.2: a final dot is dropped before anything else
        String given = raw.endsWith(".") ? raw.substring(0, raw.length() - 1) : raw;
        if (given.startsWith("[") && given.endsWith("]")) {
            return sized(IpLiteral.ipv6(given), "domainpart");
        }
        return sized(internationalised(given), "domainpart");
    }

    private static String internationalised(String given) {
        String ascii;
        String unicode;
        try {
            String prepared = PrecisProfiles.IDN.enforce(given);
            ascii = IDN.toASCII(prepared, IDN.USE_STD3_ASCII_RULES);
            unicode = IDN.toUnicode(ascii, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException notAName) {
            throw new InvalidJidException("the domainpart is not a domain name");
        }
        if (ascii.isEmpty() || ascii.length() > 253 || ascii.contains("..") || ascii.startsWith(".")) {
            throw new InvalidJidException("the domainpart is not a domain name");
        }
        // RFC 7622 §3.2.1: U-labels, lower case, NFC
        return unicode.toLowerCase(java.util.Locale.ROOT);
    }

    private static String enforce(rocks.xmpp.precis.PrecisProfile profile, String raw, String part) {
        if (raw.length() > MAX_BYTES) {
            throw new InvalidJidException("the " + part + " is longer than " + MAX_BYTES + " bytes");
        }
        try {
            return profile.enforce(raw);
        } catch (RuntimeException refused) { // the library's own and IllegalArgumentException
            throw new InvalidJidException("the " + part + " holds characters that RFC 7622 forbids");
        }
    }

    private static String sized(String prepared, String part) {
        if (prepared.isEmpty()) {
            throw new InvalidJidException("the " + part + " is empty");
        }
        if (prepared.length() > MAX_BYTES / 3 && prepared.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidJidException("the " + part + " is longer than " + MAX_BYTES + " bytes");
        }
        return prepared;
    }

    private static boolean isPlainLocal(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' || c == '+';
            if (!plain) {
                return false;
            }
        }
        return !raw.isEmpty() && raw.length() <= MAX_BYTES;
    }

    private static boolean isPlainResource(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return !raw.isEmpty() && raw.length() <= MAX_BYTES;
    }

    private static boolean isPlainDomain(String raw) {
        int label = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain) {
                label++;
            } else if (c == '.' && label > 0) {
                label = 0;
            } else {
                return false; // hyphens too: they need the rules about A-labels and their place
            }
            if (label > 63) {
                return false;
            }
        }
        return label > 0 && raw.length() <= 253;
    }
}
