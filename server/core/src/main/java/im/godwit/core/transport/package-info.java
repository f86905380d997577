/**
 * The seam between streams and what carries them. TCP, BOSH and WebSocket are {@link im.godwit.core.transport.Transport
 * transports}; each hands what it reads to a {@link im.godwit.core.transport.StreamInput}, which a
 * {@link im.godwit.core.transport.StreamAcceptor} gives it. No MINA and no Jetty types here.
 */
package im.godwit.core.transport;
