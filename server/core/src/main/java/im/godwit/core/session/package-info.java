/** Bound resources: the sessions of each account, the way in from their streams and the way out to their clients. */
package im.godwit.core.session;
