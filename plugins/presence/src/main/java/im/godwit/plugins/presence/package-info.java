/**
 * Presence (RFC 6121 §4) and subscriptions to it (§3, appendix A): who sees whose presence, and how they come to. The
 * rosters that remember it are the roster plugin's.
 */
package im.godwit.plugins.presence;
