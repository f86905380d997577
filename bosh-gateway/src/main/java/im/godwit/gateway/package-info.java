/**
 * The gateway for browsers: one HTTP server with BOSH (XEP-0124, XEP-0206), the discovery of it (XEP-0156) and the chat
 * page. To the core a BOSH session is a {@link im.godwit.core.transport.Transport} like any other; nothing outside this
 * package knows Jetty. Stanzas are not looked at here.
 */
package im.godwit.gateway;
