/** PubSub Server Information (XEP-0485): what a domain tells of itself at a node. */
package im.godwit.plugins.pubsub.serverinfo;
