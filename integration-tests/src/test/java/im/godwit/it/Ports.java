package im.godwit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports for one server.
 *
 * @param starttls for XMPP with STARTTLS
 * @param directTls for XMPP over TLS
 * @param http for HTTP
 * @param https for HTTP over TLS
 * @param alone for HTTP of a gateway on its own
 */
public record Ports(int starttls, int directTls, int http, int https, int alone) {
    /** Five ports that nobody used a moment ago. */
    public static Ports free() {
        try (ServerSocket one = listen();
                ServerSocket two = listen();
                ServerSocket three = listen();
                ServerSocket four = listen();
                ServerSocket five = listen()) {
            return new Ports(
                    one.getLocalPort(),
                    two.getLocalPort(),
                    three.getLocalPort(),
                    four.getLocalPort(),
                    five.getLocalPort());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Lines of configuration that set them. */
    public String configuration() {
        return """
                c2s.port = %d
                c2s.direct-tls-port = %d
                http.port = %d
                http.tls-port = %d
                """.formatted(starttls, directTls, http, https);
    }
}
