package im.godwit.plugins.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;

/** What every database does with the keys of services. */
interface VapidKeysContract {
    /** Keys as a new start of the server finds them. */
    VapidKeys keys();

    @Test
    default void keysStayTheSame() {
        KeyPair made = keys().of(Jid.ofDomain("push.example.org"));
        KeyPair later = keys().of(Jid.ofDomain("push.example.org"));
        KeyPair other = keys().of(Jid.ofDomain("push.example.net"));

        assertThat(later.getPublic()).isEqualTo(made.getPublic()).isNotEqualTo(other.getPublic());
        assertThat(later.getPrivate()).isEqualTo(made.getPrivate());
    }
}
