package im.godwit.it;

import java.net.URI;

/**
 * Where browsers reach a server: its own web gateway, or one on its own.
 *
 * @param port of HTTP without encryption, on loopback
 */
public record Front(int port) {
    /** An address, such as {@code url("/http-bind")}. */
    public URI url(String path) {
        return URI.create("http://" + GodwitServer.DOMAIN + ":" + port + path);
    }

    /** The address of WebSocket. */
    public URI webSocket() {
        return URI.create("ws://" + GodwitServer.DOMAIN + ":" + port + "/xmpp-websocket");
    }
}
