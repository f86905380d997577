/**
 * Rooms over HTTP, for anybody who has no account: read only, and only rooms whose owners have opened them to the
 * world. Nothing here tells a JID of anybody.
 */
package im.godwit.plugins.muc.web;
