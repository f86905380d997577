/**
 * TCP: listeners, connections, TLS and certificates. A {@link im.godwit.core.net.TcpListener} makes a
 * {@link im.godwit.core.net.TcpTransport} of each connection, which feeds a parser with what comes and queues what
 * goes; what the stream means is not its concern. This is the only package that knows MINA.
 *
 * <p>MINA's I/O threads, and for TLS handshakes its few task threads, run everything that comes in; what is sent is
 * serialised by the thread that sends it.
 */
package im.godwit.core.net;
