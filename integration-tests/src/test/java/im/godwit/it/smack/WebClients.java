package im.godwit.it.smack;

import im.godwit.it.Front;
import im.godwit.it.GodwitServer;
import java.io.IOException;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.bosh.BOSHConfiguration;
import org.jivesoftware.smack.bosh.XMPPBOSHConnection;
import org.jivesoftware.smack.c2s.ModularXmppClientToServerConnection;
import org.jivesoftware.smack.c2s.ModularXmppClientToServerConnectionConfiguration;
import org.jivesoftware.smack.websocket.XmppWebSocketTransportModuleDescriptor;

/** Makes connections through a web gateway that are not connected yet. */
public final class WebClients {
    private WebClients() {}

    /** Over BOSH, as a web page would. */
    public static AbstractXMPPConnection bosh(Front front, String resource) throws IOException {
        return new XMPPBOSHConnection(BOSHConfiguration.builder()
                .setXmppDomain(GodwitServer.DOMAIN)
                .setHost(GodwitServer.DOMAIN)
                .setPort(front.port())
                .setFile("/http-bind")
                .setSecurityMode(SecurityMode.disabled)
                .setResource(resource)
                .build());
    }

    /** Over WebSocket, with Smack's modular connection and the JDK's client. */
    public static AbstractXMPPConnection webSocket(Front front, String resource) throws IOException {
        var builder = ModularXmppClientToServerConnectionConfiguration.builder();
        builder.removeAllModules();
        builder.setXmppDomain(GodwitServer.DOMAIN)
                .setSecurityMode(SecurityMode.disabled)
                .setResource(resource);
        builder.with(XmppWebSocketTransportModuleDescriptor.Builder.class)
                .explicitlySetWebSocketEndpointAndDiscovery(front.webSocket(), false)
                .buildModule();
        return new ModularXmppClientToServerConnection(builder.build());
    }
}
