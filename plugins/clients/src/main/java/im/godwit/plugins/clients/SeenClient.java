package im.godwit.plugins.clients;

import java.time.Instant;
import java.util.Optional;

/**
 * A client that has logged in.
 *
 * @param name under which the server knows it
 * @param knowsPassword whether it has shown the password that holds
 * @param software what it says its software is
 * @param device what it says where it runs
 */
record SeenClient(
        String name,
        Instant firstSeen,
        Instant lastSeen,
        boolean knowsPassword,
        Optional<String> software,
        Optional<String> device) {}
