package im.godwit.plugins.muc.engine;

import im.godwit.archive.Archived;
import java.time.Instant;

/** A message of a room's archive. */
public record Recorded(String uid, Instant stamp, HistoryEntry entry) implements Archived {}
