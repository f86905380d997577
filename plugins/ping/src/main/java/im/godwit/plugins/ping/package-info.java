/** XMPP Ping (XEP-0199). */
package im.godwit.plugins.ping;
