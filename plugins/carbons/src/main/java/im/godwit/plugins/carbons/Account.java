package im.godwit.plugins.carbons;

import im.godwit.plugin.Session;
import java.util.List;

/**
 * An account with carbons: the sessions that enabled them, and what was copied last. Immutable but for the latter.
 *
 * @param sessions at least one
 */
record Account(List<Session> sessions, Recent recent) {}
