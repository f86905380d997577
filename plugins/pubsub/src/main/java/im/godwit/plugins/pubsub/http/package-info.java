/**
 * Publish-subscribe over HTTP: JSON, Atom and XML, and server-sent events, over the same
 * {@link im.godwit.plugins.pubsub.engine engine} and the same access rules as over XMPP. No rule of who may do what is
 * here.
 */
package im.godwit.plugins.pubsub.http;
