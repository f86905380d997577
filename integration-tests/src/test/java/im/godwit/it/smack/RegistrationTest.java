package im.godwit.it.smack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.it.GodwitServer;
import im.godwit.testkit.Spec;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jivesoftware.smack.AbstractXMPPConnection;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smackx.iqregister.AccountManager;
import org.jivesoftware.smackx.iqregister.packet.Registration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jxmpp.jid.parts.Localpart;

/** Smack makes an account over the stream that it has, and gives it up again. */
class RegistrationTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Clients clients = new Clients(server);

    @ParameterizedTest
    @EnumSource(names = {"TCP", "BOSH"})
    @Spec(value = "XEP-0077 §3.2", says = "who has removed an account has none, and no stream of it")
    void anAccountIsMadeUsedAndRemoved(Way way) throws Exception {
        Localpart user = Localpart.from("juliet-" + UUID.randomUUID());
        AbstractXMPPConnection juliet = clients.connect(way, "balcony");
        AccountManager accounts = AccountManager.getInstance(juliet);
        accounts.sensitiveOperationOverInsecureConnection(true); // BOSH is not encrypted here
        accounts.createAccount(user, GodwitServer.PASSWORD);
        juliet.login(user, GodwitServer.PASSWORD);
        assertThat(juliet.getUser().getLocalpartOrThrow()).isEqualTo(user);

        // as AccountManager.deleteAccount does, which may hear of the end of the stream before it reads the result
        Registration removal = new Registration(Map.of("remove", ""));
        removal.setType(IQ.Type.set);
        juliet.sendStanza(removal);
        Awaitility.await().until(() -> !juliet.isConnected());

        AbstractXMPPConnection again = clients.connect(way, "balcony");
        assertThatThrownBy(() -> again.login(user, GodwitServer.PASSWORD)).isInstanceOf(SASLErrorException.class);
    }
}
