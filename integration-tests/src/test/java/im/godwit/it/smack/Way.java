package im.godwit.it.smack;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;

/** How a client reaches the server. */
public enum Way {
    /** Over TCP with STARTTLS; the server's certificate is verified. */
    TCP {
        @Override
        AbstractXMPPConnection to(GodwitServer server, String resource) throws IOException {
            return new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
                    .setXmppDomain(GodwitServer.DOMAIN)
                    .setHost("127.0.0.1")
                    .setPort(server.ports().starttls())
                    .setSecurityMode(SecurityMode.required)
                    .setCustomX509TrustManager(server.trust())
                    .setResource(resource)
                    .build());
        }
    },
    /** Over BOSH, as a web page would. */
    BOSH {
        @Override
        AbstractXMPPConnection to(GodwitServer server, String resource) throws IOException {
            return WebClients.bosh(server.front(), resource);
        }
    },
    /** Over WebSocket, with Smack's modular connection and the JDK's client. */
    WEBSOCKET {
        @Override
        AbstractXMPPConnection to(GodwitServer server, String resource) throws IOException {
            return WebClients.webSocket(server.front(), resource);
        }
    },
    /** Over BOSH to a gateway on its own. */
    BOSH_ALONE {
        @Override
        AbstractXMPPConnection to(GodwitServer server, String resource) throws IOException {
            return WebClients.bosh(server.frontAlone(), resource);
        }
    },
    /** Over WebSocket to a gateway on its own. */
    WEBSOCKET_ALONE {
        @Override
        AbstractXMPPConnection to(GodwitServer server, String resource) throws IOException {
            return WebClients.webSocket(server.frontAlone(), resource);
        }
    };

    /** A connection that is not connected yet. */
    abstract AbstractXMPPConnection to(GodwitServer server, String resource) throws IOException;
}
