/**
 * Publish-subscribe without XML: nodes with their configuration, affiliations, subscriptions and items, who may do what
 * (XEP-0060 §4), and who is told of it. Knows neither stanzas nor the server; what speaks XML or HTTP stands before it,
 * what keeps things stands behind {@link im.godwit.plugins.pubsub.engine.NodeStore}.
 */
package im.godwit.plugins.pubsub.engine;
