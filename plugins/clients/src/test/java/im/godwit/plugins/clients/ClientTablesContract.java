package im.godwit.plugins.clients;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The statements about clients that were seen, on each engine. */
interface ClientTablesContract {
    ClientsOptions OPTIONS = new ClientsOptions(Duration.ofDays(1), 2);
    Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    Database database();

    private ClientTables tables() {
        return new ClientTables(database(), OPTIONS);
    }

    private static Jid account() {
        return Jid.of(UUID.randomUUID().toString(), "example.org");
    }

    private static Event.LoggedIn login(Jid account, String client, Event.LoggedIn.With with) {
        return new Event.LoggedIn(account, client, Optional.of("app"), Optional.empty(), with);
    }

    private static List<String> names(List<SeenClient> clients) {
        return clients.stream().map(SeenClient::name).toList();
    }

    @Test
    default void laterLoginKeepsWhatWasKnown() {
        Jid account = account();
        Instant later = NOW.plusSeconds(60);
        tables().seen(login(account, "one", Event.LoggedIn.With.PASSWORD), NOW);
        tables().seen(login(account, "one", Event.LoggedIn.With.TOKEN), later);

        assertThat(tables().of(account, later))
                .containsExactly(new SeenClient("one", NOW, later, true, Optional.of("app"), Optional.empty()));
    }

    @Test
    default void newPasswordIsKnownToNobody() {
        Jid account = account();
        tables().seen(login(account, "one", Event.LoggedIn.With.PASSWORD), NOW);

        tables().passwordChanged(account);

        assertThat(tables().of(account, NOW).getFirst().knowsPassword()).isFalse();
    }

    @Test
    default void thoseSeenLastAreRemembered() {
        Jid account = account();
        for (int i = 0; i < 3; i++) {
            tables().seen(login(account, "client" + i, Event.LoggedIn.With.PASSWORD), NOW.plusSeconds(i));
        }

        assertThat(names(tables().of(account, NOW))).containsExactly("client2", "client1");
        assertThat(tables().of(account, NOW.plus(OPTIONS.memory()).plusSeconds(5)))
                .isEmpty();
    }

    @Test
    default void clientsAndAccountsAreForgotten() {
        Jid account = account();
        tables().seen(login(account, "one", Event.LoggedIn.With.PASSWORD), NOW);
        tables().seen(login(account, "two", Event.LoggedIn.With.PASSWORD), NOW);

        tables().forget(account, "one");
        assertThat(names(tables().of(account, NOW))).containsExactly("two");
        tables().forget(account);
        assertThat(tables().of(account, NOW)).isEmpty();
    }
}
