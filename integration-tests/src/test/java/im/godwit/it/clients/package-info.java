/**
 * Clients of others, as published: libraries in JavaScript that run in Node and slixmpp in Python, which have programs
 * of their own in {@code clients/src}, and Debian's Profanity and go-sendxmpp.
 */
package im.godwit.it.clients;
