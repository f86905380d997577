/**
 * The gateway for browsers: one HTTP server with BOSH (XEP-0124, XEP-0206), WebSocket (RFC 7395), the discovery of both
 * (XEP-0156), the chat page, and what plugins offer in {@link im.godwit.http}. To the core a BOSH session or a
 * WebSocket is a {@link im.godwit.core.transport.Transport} like any other; nothing outside this package knows Jetty.
 * Stanzas are not looked at here.
 */
package im.godwit.gateway;
