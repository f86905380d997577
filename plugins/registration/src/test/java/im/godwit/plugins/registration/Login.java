package im.godwit.plugins.registration;

import im.godwit.core.auth.ChannelBinding;
import im.godwit.core.auth.SaslStep;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.testkit.Stage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Tries passwords through the server's own SASL. */
final class Login {
    private static final ChannelBinding NO_BINDING = new ChannelBinding() {
        @Override
        public Set<String> types() {
            return Set.of();
        }

        @Override
        public Optional<byte[]> data(String type) {
            return Optional.empty();
        }
    };

    private static final Peer PEER = new Peer(InetAddress.getLoopbackAddress(), true);

    private Login() {}

    static boolean succeeds(Stage stage, String name, String password) {
        SaslStep step = stage.authentication()
                .begin("PLAIN", Jid.ofDomain(Stage.DOMAIN), PEER, NO_BINDING)
                .orElseThrow()
                .next(("\0" + name + "\0" + password).getBytes(StandardCharsets.UTF_8));
        return step instanceof SaslStep.Success success && success.account().equals(Jid.of(name, Stage.DOMAIN));
    }
}
