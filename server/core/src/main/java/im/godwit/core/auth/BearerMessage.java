package im.godwit.core.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client says with OAUTHBEARER (RFC 7628 §3.1).
 *
 * @param authzid who it wants to act as; may be empty
 * @param token after {@code Bearer}; empty where it has none, or one of another kind
 */
record BearerMessage(String authzid, String token) {
    private static final String SEPARATOR = "\u0001";

    /** RFC 5801 §4: without the flag of mechanisms that are none, and without channel binding, which there is not. */
    private static final Pattern GS2_HEADER = Pattern.compile("[ny],(a=[^,\0]+)?,");

    private static final Pattern PAIR = Pattern.compile("[A-Za-z]+=[\t\r\n -~]*+");

    /** RFC 6750 §2.1; RFC 9110 §11.1: the name of the scheme in any case. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

    /** Reads a message; nothing if it is not as it should be. Pairs other than {@code auth} mean nothing here. */
    static Optional<BearerMessage> of(byte[] message) {
        return Utf8Text.of(message)
                .filter(text -> text.endsWith(SEPARATOR + SEPARATOR))
                .flatMap(BearerMessage::of);
    }

    private static Optional<BearerMessage> of(String text) {
        String[] parts = text.substring(0, text.length() - 2).split(SEPARATOR, -1);
        List<String> pairs = Arrays.asList(parts).subList(1, parts.length);
        List<String> auth =
                pairs.stream().filter(pair -> pair.startsWith("auth=")).toList();
        if (!GS2_HEADER.matcher(parts[0]).matches() || !pairs.stream().allMatch(BearerMessage::isPair)) {
            return Optional.empty();
        }
        String authzid = parts[0].substring(2, parts[0].length() - 1);
        return auth.size() == 1
                ? ScramMessage.authzid(authzid)
                        .map(name ->
                                new BearerMessage(name, token(auth.getFirst().substring("auth=".length()))))
                : Optional.empty();
    }

    private static boolean isPair(String text) {
        return PAIR.matcher(text).matches();
    }

    private static String token(String authorization) {
        var bearer = BEARER.matcher(authorization);
        return bearer.matches() ? bearer.group(1) : "";
    }

    /** Not the token. */
    @Override
    public String toString() {
        return "BearerMessage[" + authzid + "]";
    }
}
