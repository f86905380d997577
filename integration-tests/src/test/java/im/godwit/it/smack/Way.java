package im.godwit.it.smack;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.bosh.BOSHConfiguration;
import org.jivesoftware.smack.bosh.XMPPBOSHConnection;
import org.jivesoftware.smack.c2s.ModularXmppClientToServerConnection;
import org.jivesoftware.smack.c2s.ModularXmppClientToServerConnectionConfiguration;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.websocket.XmppWebSocketTransportModuleDescriptor;

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
            return new XMPPBOSHConnection(BOSHConfiguration.builder()
                    .setXmppDomain(GodwitServer.DOMAIN)
                    .setHost(GodwitServer.DOMAIN)
                    .setPort(server.ports().http())
                    .setFile("/http-bind")
                    .setSecurityMode(SecurityMode.disabled)
                    .setResource(resource)
                    .build());
        }
    },
    /** Over WebSocket, with Smack's modular connection and the JDK's client. */
    WEBSOCKET {
        @Override
        AbstractXMPPConnection to(GodwitServer server, String resource) throws IOException {
            var builder = ModularXmppClientToServerConnectionConfiguration.builder();
            builder.removeAllModules();
            builder.setXmppDomain(GodwitServer.DOMAIN)
                    .setSecurityMode(SecurityMode.disabled)
                    .setResource(resource);
            builder.with(XmppWebSocketTransportModuleDescriptor.Builder.class)
                    .explicitlySetWebSocketEndpointAndDiscovery(server.webSocket(), false)
                    .buildModule();
            return new ModularXmppClientToServerConnection(builder.build());
        }
    };

    /** A connection that is not connected yet. */
    abstract AbstractXMPPConnection to(GodwitServer server, String resource) throws IOException;
}
