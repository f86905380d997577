/**
 * A gateway on its own: each stream that a client opens over BOSH or WebSocket goes on, as a stream of its own, to
 * another XMPP server, the upstream. {@link im.godwit.core.upstream.GatewayStreams} stands where the server's own
 * streams stand otherwise; {@link im.godwit.core.upstream.Upstreams} makes the connections. No MINA and no Jetty types
 * here.
 */
package im.godwit.core.upstream;
