package im.godwit.core.auth;

import java.util.OptionalLong;

/**
 * What a client says beside the mechanism when it logs in with a token (XEP-0484 §3.4).
 *
 * @param userAgent the id of its installation (XEP-0388 §2.3)
 * @param count how often it has used the token, if it counts
 */
public record FastRequest(String userAgent, OptionalLong count) {}
