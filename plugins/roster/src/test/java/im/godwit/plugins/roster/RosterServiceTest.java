package im.godwit.plugins.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.stanza.Iq;
import im.godwit.stanza.StanzaException;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What other plugins do with rosters. */
class RosterServiceTest {
    /** Hands the test the host that a plugin sees. */
    private static final class Insider implements Plugin {
        private final List<Rosters.Removed> removed = new ArrayList<>();
        private Host host;

        @Override
        public void start(Host on) {
            host = on;
            host.on(Rosters.Removed.class, removed::add);
        }
    }

    private final Insider insider = new Insider();

    private Stage stage(RosterOptions options) {
        return Stage.builder()
                .plugins(List.of(new RosterPlugin(), insider))
                .options("roster", options)
                .build();
    }

    private static Actor interested(Stage stage, String name) {
        return stage.client(name)
                .sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                .ignoresAll();
    }

    @Test
    void updatesFromManyThreadsAreAllKeptAndPushedInOrder() throws InterruptedException, ExecutionException {
        try (Stage stage = stage(RosterOptions.DEFAULTS);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Actor romeo = interested(stage, "romeo");
            Jid account = romeo.jid().bare();
            Rosters rosters = stage.service(Rosters.class);
            List<Future<Rosters.Change>> updates = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(
                            () -> rosters.update(account, Jid.of("c" + i, Stage.DOMAIN), c -> c.withListed(true))))
                    .toList();
            for (Future<Rosters.Change> update : updates) {
                update.get();
            }

            List<Integer> versions = IntStream.range(0, 40)
                    .mapToObj(i -> romeo.receives().firstChild().orElseThrow())
                    .map(query -> query.attribute("ver").orElseThrow())
                    .map(ver -> Integer.valueOf(ver.substring(ver.indexOf(':') + 1)))
                    .toList();
            assertThat(versions).isEqualTo(IntStream.rangeClosed(1, 40).boxed().toList());
            assertThat(rosters.contacts(account)).hasSize(40);
        }
    }

    @Test
    void anUpdateThatThrowsChangesNothing() {
        try (Stage stage = stage(RosterOptions.DEFAULTS)) {
            Actor romeo = interested(stage, "romeo");
            Jid account = romeo.jid().bare();
            Jid nurse = Jid.of("nurse", Stage.DOMAIN);
            Rosters rosters = stage.service(Rosters.class);

            assertThatThrownBy(() -> rosters.update(account, nurse, c -> {
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            romeo.receivesNothing();
            assertThat(rosters.contact(account, nurse)).isEmpty();
        }
    }

    @Test
    void aChangeThatNoClientSeesIsNotPushed() {
        try (Stage stage = stage(RosterOptions.DEFAULTS)) {
            Actor romeo = interested(stage, "romeo");

            Contact after = stage.service(Rosters.class)
                    .update(
                            romeo.jid().bare(),
                            Jid.of("nurse", Stage.DOMAIN),
                            c -> c.withRequest(Optional.of(
                                    Element.builder("jabber:client", "presence").build())))
                    .after();

            romeo.receivesNothing();
            assertThat(after.request()).isPresent();
        }
    }

    @Test
    @Spec(value = "RFC 6121 §2.1.6", says = "what must not be overtaken by the push comes before it")
    void whatIsToComeBeforeThePushDoes() {
        try (Stage stage = stage(RosterOptions.DEFAULTS)) {
            Actor romeo = interested(stage, "romeo");
            Jid account = romeo.jid().bare();
            Rosters rosters = stage.service(Rosters.class);

            rosters.update(
                    account,
                    Jid.of("nurse", Stage.DOMAIN),
                    c -> c.withListed(true),
                    done -> rosters.interested(account)
                            .forEach(session -> session.send(
                                    Iq.of(Iq.builder(Iq.Type.RESULT, "first").build()))));

            romeo.receives("<iq type='result' id='first'/>");
            romeo.receives("<iq type='set' id='{any}'><query xmlns='jabber:iq:roster'>"
                    + "<item jid='{nurse}' subscription='none'/></query></iq>");
        }
    }

    @Test
    void aCacheTooSmallForAnyRosterLosesNothing() {
        try (Stage stage = stage(new RosterOptions(2000, 200, 256, 50, 1))) {
            stage.friends("romeo", "juliet");
            Jid romeo = stage.account("romeo");
            stage.service(Rosters.class)
                    .update(romeo, stage.account("juliet"), c -> c.withAsk(true).withApproved(true));

            Contact kept = stage.service(Rosters.class)
                    .contact(romeo, stage.account("juliet"))
                    .orElseThrow();

            assertThat(kept.subscription()).isEqualTo("both");
            assertThat(kept.ask()).isTrue();
            assertThat(kept.approved()).isTrue();
        }
    }

    @Test
    void aRosterInMemoryIsNotReadAgain() {
        try (Stage stage = stage(RosterOptions.DEFAULTS)) {
            stage.friends("romeo", "juliet");

            insider.host.database(RosterTables.MIGRATIONS).write(sql -> sql.update("DELETE FROM roster_contacts"));

            assertThat(stage.service(Rosters.class).contacts(stage.account("romeo")))
                    .hasSize(1);
        }
    }

    @Test
    void aRemovalIsTold() {
        try (Stage stage = stage(RosterOptions.DEFAULTS)) {
            stage.friends("romeo", "juliet");
            Actor romeo = stage.client("romeo");

            romeo.sends("<iq type='set' id='s'><query xmlns='jabber:iq:roster'>"
                    + "<item jid='{juliet}' subscription='remove'/></query></iq>");

            assertThat(insider.removed).singleElement().satisfies(removed -> {
                assertThat(removed.account()).isEqualTo(romeo.jid().bare());
                assertThat(removed.before().subscription()).isEqualTo("both");
            });
        }
    }

    @Test
    @Spec(value = "RFC 6121 §2.1.6", says = "a client never sees a push that its own account did not send")
    void aPushFromElsewhereDoesNotReachTheClient() {
        try (Stage stage = stage(RosterOptions.DEFAULTS)) {
            Actor romeo = interested(stage, "romeo");

            insider.host.send(Iq.of(Iq.builder(Iq.Type.SET, "evil")
                    .attribute("from", "mallory@elsewhere.example")
                    .attribute("to", romeo.jid().toString())
                    .add(Element.builder("jabber:iq:roster", "query")
                            .child("item", item -> item.attribute("jid", "mallory@elsewhere.example"))
                            .build())
                    .build()));

            romeo.receivesNothing();
        }
    }

    @Test
    void tooManyUnansweredRequestsAreRefused() {
        try (Stage stage = stage(new RosterOptions(1, 1, 256, 50, 1000))) {
            Jid romeo = stage.account("romeo");
            Rosters rosters = stage.service(Rosters.class);
            Element request = Element.builder("jabber:client", "presence").build();
            rosters.update(romeo, Jid.of("a", Stage.DOMAIN), c -> c.withRequest(Optional.of(request)));

            assertThatThrownBy(() ->
                            rosters.update(romeo, Jid.of("b", Stage.DOMAIN), c -> c.withRequest(Optional.of(request))))
                    .isInstanceOf(StanzaException.class);

            rosters.update(romeo, Jid.of("c", Stage.DOMAIN), c -> c.withListed(true));
            assertThat(rosters.contacts(romeo)).hasSize(2);
        }
    }
}
