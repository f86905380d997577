/** XMPP addresses (RFC 7622). */
package im.godwit.jid;
