package im.godwit.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets what is sent to an account, in every state that the account may be in: the table of RFC 6121 §8.5.4, with
 * this server's choice where it leaves one. A row begins with the account's sessions and their priorities, and the
 * resource that is addressed; its cells name the sessions that get the stanza, or what else becomes of it.
 */
@XmppTest(plugins = {DeliveryTest.AvailabilityPlugin.class, DeliveryTest.KeepingPlugin.class})
class DeliveryTest {
    private static final List<String> MESSAGES = List.of("normal", "chat", "groupchat", "headline", "error");

    /** {@code missing}: there is no such account. {@code -}: no session, or no resource. {@code x}: unavailable. */
    private static final String MESSAGE_TABLE = """
            sessions      | to   | normal  | chat    | groupchat | headline | error
            missing       | -    | refused | refused | refused   | ignored  | ignored
            missing       | gone | refused | refused | refused   | refused  | ignored
            -             | -    | kept    | kept    | refused   | ignored  | ignored
            -             | gone | refused | kept    | refused   | refused  | ignored
            a:x           | -    | kept    | kept    | refused   | ignored  | ignored
            a:x           | a    | a       | a       | a         | a        | a
            a:x           | gone | refused | kept    | refused   | refused  | ignored
            a:-1          | -    | kept    | kept    | refused   | ignored  | ignored
            a:-1          | a    | a       | a       | a         | a        | a
            a:-1          | gone | refused | kept    | refused   | refused  | ignored
            a:-1 b:-128   | -    | kept    | kept    | refused   | ignored  | ignored
            a:-1 b:-128   | b    | b       | b       | b         | b        | b
            a:0           | -    | a       | a       | refused   | a        | ignored
            a:0           | a    | a       | a       | a         | a        | a
            a:0           | gone | refused | a       | refused   | refused  | ignored
            a:0 b:-1      | -    | a       | a       | refused   | a        | ignored
            a:0 b:-1      | b    | b       | b       | b         | b        | b
            a:0 b:-1      | gone | refused | a       | refused   | refused  | ignored
            a:0 b:0       | -    | a b     | a b     | refused   | a b      | ignored
            a:0 b:5 c:-1  | -    | a b     | a b     | refused   | a b      | ignored
            a:0 b:5 c:-1  | a    | a       | a       | a         | a        | a
            a:0 b:5 c:-1  | gone | refused | a b     | refused   | refused  | ignored
            a:127 b:x     | -    | a       | a       | refused   | a        | ignored
            a:127 b:x     | b    | b       | b       | b         | b        | b
            a:127 b:x     | gone | refused | a       | refused   | refused  | ignored
            """;

    private static final List<String> OTHERS = List.of("presence", "unavailable", "get", "set", "result");

    private static final String OTHER_TABLE = """
            sessions      | to   | presence | unavailable | get     | set     | result
            missing       | -    | ignored  | ignored     | refused | refused | ignored
            missing       | gone | ignored  | ignored     | refused | refused | ignored
            -             | -    | ignored  | ignored     | refused | refused | ignored
            -             | gone | ignored  | ignored     | refused | refused | ignored
            a:x           | -    | ignored  | ignored     | refused | refused | ignored
            a:x           | a    | a        | a           | a       | a       | a
            a:-1          | -    | a        | a           | refused | refused | ignored
            a:-1          | a    | a        | a           | a       | a       | a
            a:0 b:5 c:-1  | -    | a b c    | a b c       | refused | refused | ignored
            a:0 b:5 c:-1  | c    | c        | c           | c       | c       | c
            a:0 b:5 c:-1  | gone | ignored  | ignored     | refused | refused | ignored
            a:0 b:x       | -    | a        | a           | refused | refused | ignored
            """;

    /** As much of presence as delivery looks at. */
    public static final class AvailabilityPlugin implements Plugin {
        @Override
        public void start(Host host) {
            host.outgoing(Phase.DELIVER, Presence.class, passage -> take(passage));
        }

        private static Verdict take(Passage<? extends Presence> passage) {
            if (passage.stanza().to().isPresent()) {
                return Verdict.pass();
            }
            Session session = passage.session().orElseThrow();
            session.presence(Optional.of(passage.stanza()));
            return Verdict.done();
        }
    }

    /** Keeps what nobody is there for. */
    public static final class KeepingPlugin implements Plugin {
        /** What was kept. */
        record Kept(List<Message> messages) {}

        @Override
        public void start(Host host) {
            Kept kept = new Kept(new ArrayList<>());
            host.provide(Kept.class, kept);
            host.incoming(Phase.FALLBACK, Message.class, passage -> {
                kept.messages().add(passage.stanza());
                return Verdict.done();
            });
        }
    }

    static Stream<Arguments> messages() {
        return cells(MESSAGE_TABLE, MESSAGES);
    }

    static Stream<Arguments> others() {
        return cells(OTHER_TABLE, OTHERS);
    }

    private static Stream<Arguments> cells(String table, List<String> kinds) {
        return table.lines().skip(1).flatMap(row -> {
            List<String> cells =
                    Arrays.stream(row.split("\\|")).map(String::strip).toList();
            return Stream.iterate(0, i -> i + 1)
                    .limit(kinds.size())
                    .map(i -> Arguments.of(cells.get(0), cells.get(1), kinds.get(i), cells.get(i + 2)));
        });
    }

    @ParameterizedTest(name = "{2} to resource {1} of [{0}]: {3}")
    @MethodSource
    @Spec(value = "RFC 6121 §8.5.4", says = "the summary of message delivery rules")
    void messages(String sessions, String to, String type, String outcome, Stage stage) {
        Map<String, Actor> juliet = open(stage, sessions);
        Actor romeo = stage.client("romeo");

        romeo.sends("<message id='m' type='%s' to='%s'><body>hi</body></message>".formatted(type, address(to)));

        check(stage, romeo, juliet, "message", outcome);
    }

    @ParameterizedTest(name = "{2} to resource {1} of [{0}]: {3}")
    @MethodSource
    @Spec(value = "RFC 6121 §8.5", says = "presence goes to all that are available, requests to one or to the server")
    void others(String sessions, String to, String kind, String outcome, Stage stage) {
        Map<String, Actor> juliet = open(stage, sessions);
        Actor romeo = stage.client("romeo");

        romeo.sends(
                switch (kind) {
                    case "presence" -> "<presence id='m' to='%s'/>".formatted(address(to));
                    case "unavailable" -> "<presence id='m' type='unavailable' to='%s'/>".formatted(address(to));
                    case "result" -> "<iq id='m' type='result' to='%s'/>".formatted(address(to));
                    default ->
                        "<iq id='m' type='%s' to='%s'><q xmlns='urn:example'/></iq>".formatted(kind, address(to));
                });

        check(stage, romeo, juliet, kind.equals("presence") || kind.equals("unavailable") ? "presence" : "iq", outcome);
    }

    private static Map<String, Actor> open(Stage stage, String sessions) {
        Map<String, Actor> opened = new LinkedHashMap<>();
        if (sessions.equals("missing")) {
            return opened;
        }
        stage.account("juliet");
        if (!sessions.equals("-")) {
            for (String session : sessions.split(" ")) {
                String resource = session.substring(0, 1);
                String priority = session.substring(2);
                Actor actor = stage.client("juliet/" + resource);
                if (!priority.equals("x")) {
                    actor.sends("<presence><priority>" + priority + "</priority></presence>");
                }
                opened.put(resource, actor);
            }
        }
        return opened;
    }

    private static String address(String resource) {
        return resource.equals("-") ? "juliet@example.org" : "juliet@example.org/" + resource;
    }

    private static void check(Stage stage, Actor romeo, Map<String, Actor> juliet, String kind, String outcome) {
        List<String> receivers = new ArrayList<>(juliet.keySet());
        receivers.retainAll(List.of(outcome.split(" ")));
        juliet.forEach((resource, actor) -> {
            if (receivers.contains(resource)) {
                assertThat(actor.receives().attribute("id")).contains("m");
            }
            actor.receivesNothing();
        });
        if (outcome.equals("refused")) {
            // RFC 6120 §8.3.1: what was not delivered may stand in the error
            romeo.receives("""
                    <%s type='error' id='m'>
                      %s
                      <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                    </%s>""".formatted(kind, kind.equals("message") ? "<body>hi</body>" : "", kind));
        }
        romeo.receivesNothing();
        assertThat(stage.service(KeepingPlugin.Kept.class).messages()).hasSize(outcome.equals("kept") ? 1 : 0);
        boolean known =
                !receivers.isEmpty() || List.of("refused", "kept", "ignored").contains(outcome);
        assertThat(known).as("what \"%s\" means", outcome).isTrue();
    }
}
