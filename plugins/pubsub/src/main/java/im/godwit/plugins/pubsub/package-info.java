/**
 * Publish-subscribe in XML (XEP-0060): each class here turns one family of requests into calls of the
 * {@link im.godwit.plugins.pubsub.engine engine} and its answers into elements. No rule of who may do what is here.
 */
package im.godwit.plugins.pubsub;
