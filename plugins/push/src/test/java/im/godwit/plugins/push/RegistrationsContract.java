package im.godwit.plugins.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every database keeps of the clients that want notifications. */
interface RegistrationsContract {
    Jid SERVICE = Jid.ofDomain("push.example.org");

    Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    Instant LATER = NOW.plusSeconds(60);

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

        assertThat(registrations().of(account(), NOW)).containsExactly(whole);
    }

    @Test
    default void replacesAtTheLimitButAddsNoMore() {
        registrations().put(account(), at("a"), 1);

        assertThat(registrations().put(account(), at("a"), 1)).isTrue();
        assertThat(registrations().put(account(), at("b"), 1)).isFalse();

        assertThat(registrations().of(account(), NOW)).containsExactly(at("a"));
    }

    @Test
    default void removesOneOrAllOfAService() {
        for (String node : List.of("a", "b", "c")) {
            registrations().put(account(), at(node), 5);
        }

        assertThat(registrations().remove(account(), SERVICE, Optional.of("b"))).isEqualTo(1);
        assertThat(registrations().of(account(), NOW)).containsExactly(at("a"), at("c"));
        assertThat(registrations().remove(account(), SERVICE)).isEqualTo(2);
        assertThat(registrations().of(account(), NOW)).isEmpty();
    }

    @Test
    default void countsFailuresInARow() {
        registrations().put(account(), at("a"), 5);
        registrations().failed(account(), at("a"), 2, LATER);
        registrations().succeeded(account(), at("a"));
        registrations().failed(account(), at("a"), 2, LATER);
        assertThat(registrations().of(account(), NOW)).containsExactly(at("a"));

        registrations().failed(account(), at("a"), 2, LATER);

        assertThat(registrations().of(account(), NOW)).isEmpty();
    }

    @Test
    default void triesAgainOnce() {
        registrations().put(account(), at("a"), 5);
        registrations().refused(account(), at("a"), LATER);
        assertThat(registrations().of(account(), NOW)).isEmpty();
        assertThat(registrations().of(account(), LATER)).containsExactly(at("a"));

        registrations().refused(account(), at("a"), LATER.plusSeconds(60));
        assertThat(registrations().of(account(), LATER.plusSeconds(60))).isEmpty();
    }

    @Test
    default void whatWorksAgainIsAsNew() {
        registrations().put(account(), at("a"), 5);
        registrations().refused(account(), at("a"), LATER);
        registrations().succeeded(account(), at("a"));
        assertThat(registrations().of(account(), NOW)).containsExactly(at("a"));

        registrations().refused(account(), at("a"), LATER);
        assertThat(registrations().of(account(), LATER)).containsExactly(at("a"));
    }

    @Test
    default void whatIsEnabledAgainIsAsNew() {
        registrations().put(account(), at("a"), 5);
        registrations().refused(account(), at("a"), LATER);

        registrations().put(account(), at("a"), 5);

        assertThat(registrations().of(account(), NOW)).containsExactly(at("a"));
    }

    @Test
    default void disabledOnesMakeRoom() {
        registrations().put(account(), at("a"), 1);
        registrations().refused(account(), at("a"), LATER);

        assertThat(registrations().put(account(), at("b"), 1)).isTrue();

        assertThat(registrations().of(account(), LATER)).containsExactly(at("b"));
    }

    @Test
    default void forgetsAnAccount() {
        registrations().put(account(), at("a"), 5);

        registrations().clear(account());

        assertThat(registrations().of(account(), NOW)).isEmpty();
    }
}
