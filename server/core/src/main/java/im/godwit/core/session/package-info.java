/**
 * Bound resources: the sessions of each account, the way in from their streams and the ways out to their clients. A
 * session outlives its stream where the client acknowledges stanzas (XEP-0198).
 */
package im.godwit.core.session;
