package im.godwit.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InviteCommandTest {
    @RegisterExtension
    final Installation installation = new Installation();

    @Test
    void aLinkIsPrintedWhetherTheServerRunsOrNot() {
        Launched alone = installation.launch("invite");
        assertThat(alone.exit()).isZero();
        assertThat(alone.output()).contains("/invite/localhost/", "xmpp:localhost?register;preauth=");

        installation.run();
        Launched named = installation.launch("invite", "juliet@localhost");
        assertThat(named.exit()).isZero();
        assertThat(named.output()).contains("/invite/localhost/", "xmpp:juliet@localhost?register;preauth=");
        Launched again = installation.launch("invite", "juliet@localhost");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.output()).contains("somebody is invited to this name already");
    }
}
