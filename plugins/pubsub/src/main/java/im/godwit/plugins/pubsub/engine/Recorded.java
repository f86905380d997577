package im.godwit.plugins.pubsub.engine;

import im.godwit.archive.Archived;
import java.time.Instant;

/**
 * An entry of a node's history, as readers of archives see it (XEP-0442).
 *
 * @param uid its name in the archive, by which the node knows it for ever
 * @param event as subscribers were told it
 */
public record Recorded(String uid, Instant stamp, NodeEvent event) implements Archived {}
