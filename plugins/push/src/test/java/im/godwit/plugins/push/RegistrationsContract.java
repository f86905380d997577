package im.godwit.plugins.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every database keeps of the clients that want notifications. */
interface RegistrationsContract {
    Jid SERVICE = Jid.ofDomain("push.example.org");

    Registrations registrations();

    /** An account that has no clients. */
    Jid account();

    private static Registration at(String node) {
        return new Registration(SERVICE, Optional.of(node), Optional.empty());
    }

    @Test
    default void keepsAllOfARegistration() {
        Registration whole = new Registration(
                SERVICE,
                Optional.empty(),
                Optional.of(DataForm.of(DataForm.Type.SUBMIT, Vocabulary.PUBLISH_OPTIONS, List.of())
                        .toElement()));

        assertThat(registrations().put(account(), whole, 1)).isTrue();

        assertThat(registrations().of(account())).containsExactly(whole);
    }

    @Test
    default void replacesAtTheLimitButAddsNoMore() {
        registrations().put(account(), at("a"), 1);

        assertThat(registrations().put(account(), at("a"), 1)).isTrue();
        assertThat(registrations().put(account(), at("b"), 1)).isFalse();

        assertThat(registrations().of(account())).containsExactly(at("a"));
    }

    @Test
    default void removesOneOrAllOfAService() {
        for (String node : List.of("a", "b", "c")) {
            registrations().put(account(), at(node), 5);
        }

        assertThat(registrations().remove(account(), SERVICE, Optional.of("b"))).isEqualTo(1);
        assertThat(registrations().of(account())).containsExactly(at("a"), at("c"));
        assertThat(registrations().remove(account(), SERVICE)).isEqualTo(2);
        assertThat(registrations().of(account())).isEmpty();
    }

    @Test
    default void countsFailuresInARow() {
        registrations().put(account(), at("a"), 5);
        registrations().failed(account(), at("a"), 2);
        registrations().succeeded(account(), at("a"));
        registrations().failed(account(), at("a"), 2);
        assertThat(registrations().of(account())).containsExactly(at("a"));

        registrations().failed(account(), at("a"), 2);

        assertThat(registrations().of(account())).isEmpty();
    }

    @Test
    default void forgetsAnAccount() {
        registrations().put(account(), at("a"), 5);

        registrations().clear(account());

        assertThat(registrations().of(account())).isEmpty();
    }
}
