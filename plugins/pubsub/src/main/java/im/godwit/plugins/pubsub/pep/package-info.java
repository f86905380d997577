/**
 * Personal Eventing Protocol (XEP-0163): each account is a publish-subscribe service of its own, on the engine that the
 * service on a domain has. Here is what presence adds to it, and what is different about strangers.
 */
package im.godwit.plugins.pubsub.pep;
