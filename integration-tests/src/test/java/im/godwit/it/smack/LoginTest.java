package im.godwit.it.smack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.it.GodwitServer;
import java.util.UUID;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smackx.ping.PingManager;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoginTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Clients clients = new Clients(server);

    @ParameterizedTest
    @EnumSource
    void aUserLogsInAndTheServerAnswersAPing(Way way) throws Exception {
        String user = "juliet-" + UUID.randomUUID();
        server.addUser(user);

        AbstractXMPPConnection juliet = clients.connect(way, "balcony");
        juliet.login(user, GodwitServer.PASSWORD);

        assertThat(juliet.getUser().toString()).isEqualTo(user + "@localhost/balcony");
        assertThat(juliet.isSecureConnection()).isEqualTo(way == Way.TCP);
        assertThat(PingManager.getInstanceFor(juliet).pingMyServer()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordIsRefusedLikeAnUnknownUser(Way way) throws Exception {
        String user = "romeo-" + UUID.randomUUID();
        server.addUser(user);

        for (String name : new String[] {user, "nobody"}) {
            AbstractXMPPConnection romeo = clients.connect(way, "orchard");
            assertThatThrownBy(() -> romeo.login(name, "wrong"))
                    .isInstanceOfSatisfying(
                            SASLErrorException.class,
                            failure -> assertThat(failure.getSASLFailure().getSASLErrorString())
                                    .isEqualTo("not-authorized"));
        }
    }
}
