/**
 * A hub of WebSub (the recommendation of 2018-01-23) for the nodes of a publish-subscribe service: who subscribes at it
 * with the address of a web server is sent what is at a node's address each time that it changes.
 */
package im.godwit.plugins.pubsub.websub;
