/** Smack, the XMPP library of many Java applications, against a running server. */
package im.godwit.it.smack;
