/**
 * Rosters (RFC 6121 §2) with versions (§2.6, XEP-0237): what the client edits and sees of them, and how they are kept.
 * What subscriptions mean is the presence plugin's business.
 */
package im.godwit.plugins.roster;
