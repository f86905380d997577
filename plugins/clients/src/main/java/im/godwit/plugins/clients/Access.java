package im.godwit.plugins.clients;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A client as its owner sees it (XEP-0494 §3.1).
 *
 * @param id by which it is revoked
 * @param connected whether it has a session, on a stream or waiting for one
 * @param seen what is remembered of it
 * @param password whether it knows the password
 * @param token whether it has a token (XEP-0484)
 */
record Access(String id, boolean connected, Optional<SeenClient> seen, boolean password, boolean token) {
    static final String NAMESPACE = "urn:xmpp:cam:0";

    /** Whether it can use the account, or does. */
    boolean isThere() {
        return connected || password || token;
    }

    Element toElement(Instant now) {
        ElementBuilder client = Element.builder(new Name(NAMESPACE, "client"))
                .attribute("connected", Boolean.toString(connected))
                .attribute("id", id)
                .attribute("type", "session");
        seen.ifPresent(known -> client.child("first-seen", time(known.firstSeen()))
                .child("last-seen", time(connected ? now : known.lastSeen())));
        client.child("auth", auth -> {
            if (password) {
                auth.child("password");
            }
            if (token) {
                auth.child("fast");
            }
        });
        // §3.1: whoever logs in may do all that its owner may
        client.child("permission", permission -> permission.attribute("status", "unrestricted"));
        seen.filter(known -> known.software().isPresent() || known.device().isPresent())
                .ifPresent(known -> client.child("user-agent", agent -> {
                    known.software().ifPresent(software -> agent.child("software", software));
                    known.device().ifPresent(device -> agent.child("device", device));
                }));
        return client.build();
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString(); // XEP-0082
    }
}
