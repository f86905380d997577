package im.godwit.it.smack;

import im.godwit.it.GodwitServer;
import java.util.ArrayList;
import java.util.List;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.roster.Roster;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Logs Smack in, and out again at the end of each test. */
public final class Clients implements AfterEachCallback {
    private final GodwitServer server;
    private final List<AbstractXMPPConnection> open = new ArrayList<>();

    /** Clients of one server. */
    public Clients(GodwitServer server) {
        this.server = server;
    }

    /** Logs in and sends initial presence; requests for a subscription are left to the test. */
    public AbstractXMPPConnection login(Way way, String user) throws Exception {
        AbstractXMPPConnection connection = connect(way, "test");
        Roster.getInstanceFor(connection).setSubscriptionMode(Roster.SubscriptionMode.manual);
        connection.login(user, GodwitServer.PASSWORD);
        return connection;
    }

    /** Connects and does not log in. */
    AbstractXMPPConnection connect(Way way, String resource) throws Exception {
        AbstractXMPPConnection connection = way.to(server, resource);
        open.add(connection);
        connection.connect();
        return connection;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        open.forEach(AbstractXMPPConnection::disconnect);
        open.clear();
    }
}
