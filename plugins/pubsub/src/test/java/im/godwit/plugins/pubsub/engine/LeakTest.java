package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.paging.Position;
import im.godwit.plugins.pubsub.engine.SubscriptionManagement.Decision;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a node gets to those whom its access model keeps out, by no way at all (XEP-0060 §14.3). */
class LeakTest extends EngineTest {
    private static final Jid WHO = Jid.parse("laertes@example.org/paris");
    private static final Jid FAR = Jid.parse("laertes@elsewhere.example/paris");

    /** What somebody is to the node. */
    private enum Who {
        STRANGER,
        REMOTE,
        /** In the owner's roster, in the right group, but without the owner's presence. */
        CONTACT_TO,
        CONTACT_FROM,
        CONTACT_IN_GROUP,
        /** Subscribed while the node was open to all. */
        FORMER,
        /** Waits for approval, or waited when the node became what it is. */
        PENDING,
        APPROVED,
        DENIED,
        MEMBER,
        OUTCAST;

        Jid jid() {
            return this == REMOTE ? FAR : WHO;
        }
    }

    /** Who may read items. */
    private static Set<Who> readers(AccessModel model) {
        return switch (model) {
            case OPEN -> EnumSet.complementOf(EnumSet.of(Who.OUTCAST));
            case PRESENCE -> EnumSet.of(Who.CONTACT_FROM, Who.CONTACT_IN_GROUP, Who.MEMBER);
            case ROSTER -> EnumSet.of(Who.CONTACT_IN_GROUP, Who.MEMBER);
            case AUTHORIZE -> EnumSet.of(Who.FORMER, Who.APPROVED);
            case WHITELIST -> EnumSet.noneOf(Who.class);
        };
    }

    /** Who may see what the node tells of itself, such as how many subscribers it has. */
    private static Set<Who> knowers(AccessModel model) {
        Set<Who> knowers = EnumSet.copyOf(readers(model));
        knowers.add(Who.MEMBER);
        return knowers;
    }

    static Stream<Arguments> matrix() {
        return Stream.of(AccessModel.values())
                .flatMap(model -> Stream.of(Who.values()).map(who -> Arguments.of(model, who)));
    }

    private static final Map<Who, Set<String>> GROUPS =
            Map.of(Who.CONTACT_FROM, Set.of("Court"), Who.CONTACT_IN_GROUP, Set.of("Court", "Friends"));

    /** Sets the node up; answers whether somebody has an approved subscription. */
    private boolean isSubscribed(AccessModel model, Who who) {
        publish(OWNER, "one");
        configure(Settings.ROSTER_GROUPS_ALLOWED, List.of("Friends"));
        configure(Settings.SEND_LAST, SendLast.ON_SUBSCRIPTION_AND_PRESENCE);
        Optional.ofNullable(GROUPS.get(who)).ifPresent(groups -> contacts.put(WHO.bare(), groups));
        switch (who) {
            case FORMER -> subscribe(WHO);
            case PENDING, APPROVED, DENIED -> {
                configure(Settings.ACCESS_MODEL, AccessModel.AUTHORIZE);
                subscribe(WHO);
                if (who != Who.PENDING) {
                    Decision decision = who == Who.APPROVED ? Decision.APPROVE : Decision.DENY;
                    pubsub.subscriptions().decide(OWNER, NODE, WHO, Optional.empty(), decision);
                }
            }
            case MEMBER -> affiliate(WHO, Affiliation.MEMBER);
            case OUTCAST -> {
                subscribe(WHO);
                affiliate(WHO, Affiliation.OUTCAST);
            }
            case STRANGER, REMOTE, CONTACT_TO, CONTACT_FROM, CONTACT_IN_GROUP -> {}
        }
        configure(Settings.ACCESS_MODEL, model);
        return who == Who.FORMER || who == Who.APPROVED;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("matrix")
    void tellsReadersAloneWhatIsPublished(AccessModel model, Who who) {
        boolean subscribed = isSubscribed(model, who);
        boolean reads = readers(model).contains(who);
        Jid jid = who.jid();

        Map<String, Boolean> ways = new LinkedHashMap<>();
        ways.put("items", done(() -> pubsub.retrieval().page(jid, NODE, Optional.empty(), ItemQuery.newest(10))));
        ways.put("item", done(() -> pubsub.retrieval().named(jid, NODE, Optional.empty(), List.of("one"))));
        ways.put("no item", done(() -> pubsub.retrieval().named(jid, NODE, Optional.empty(), List.of("none"))));
        ways.put("archive", done(() -> pubsub.histories().ends(jid, NODE)));
        ways.put("disco#items", done(() -> pubsub.discovery().items(jid, node(), new Position.First(), 10)));

        assertThat(ways).allSatisfy((way, open) -> assertThat(open).isEqualTo(reads));
        assertThat(notified(publish(OWNER, "two"), jid)).as("notification").isEqualTo(reads && subscribed);
        boolean last = pubsub.attendance().came(SERVICE, jid, node -> false).stream()
                .anyMatch(outcome -> notified(outcome, jid));
        assertThat(last).as("last item").isEqualTo(reads && subscribed);
        boolean missed =
                pubsub.catchingUp().subscribed(SERVICE, pubsub.catchingUp().absence(jid, Instant.EPOCH)).stream()
                        .anyMatch(outcome -> notified(outcome, jid));
        assertThat(missed).as("what was missed").isEqualTo(reads && subscribed);
        boolean retracted = notified(pubsub.publishing().retract(OWNER, NODE, List.of("one"), true), jid);
        assertThat(retracted).as("retraction").isEqualTo(reads && subscribed);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("matrix")
    void tellsOthersNothingOfTheNode(AccessModel model, Who who) {
        isSubscribed(model, who);
        Jid jid = who.jid();

        assertThat(pubsub.discovery().isOpenTo(jid, node()))
                .as("metadata")
                .isEqualTo(knowers(model).contains(who));
        // whom an authorize node would ask its owners about may know that it is there
        boolean asks = model == AccessModel.AUTHORIZE && who != Who.OUTCAST;
        assertThat(!pubsub.discovery()
                        .nodes(jid, SERVICE, new Position.First(), 100)
                        .isEmpty())
                .as("list of nodes")
                .isEqualTo(asks || knowers(model).contains(who));
        assertThat(done(() -> pubsub.subscribing().defaults(jid, Optional.of(NODE))))
                .as("default options")
                .isEqualTo(asks || knowers(model).contains(who));
        assertThat(said(() -> pubsub.management().configuration(jid, NODE))).isEqualTo("FORBIDDEN");
        assertThat(said(() -> pubsub.management().configure(jid, NODE, UnaryOperator.identity())))
                .isEqualTo("FORBIDDEN");
        assertThat(said(() -> pubsub.affiliating().list(jid, NODE))).isEqualTo("FORBIDDEN");
        assertThat(said(() -> pubsub.subscriptions().list(jid, NODE))).isEqualTo("FORBIDDEN");
        assertThat(said(() -> pubsub.subscriptions().decide(jid, NODE, jid, Optional.empty(), Decision.APPROVE)))
                .isEqualTo("FORBIDDEN");
        for (String guess : List.of(model.text(), "nothing")) {
            Preconditions oracle = new Preconditions(Map.of("access_model", List.of(guess)));
            assertThat(said(() -> pubsub.publishing().publish(jid, NODE, draft("x"), oracle)))
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(subscribes(jid)).as("subscribing").isEqualTo(knowers(model).contains(who));
    }

    /** Whether somebody gets in by subscribing, without anybody's approval. */
    private boolean subscribes(Jid who) {
        try {
            return subscribe(who).value().state() == SubscriptionState.SUBSCRIBED;
        } catch (RefusedException refused) {
            return false;
        }
    }

    private Node node() {
        return pubsub.discovery().node(NODE).orElseThrow();
    }

    private static boolean done(Runnable request) {
        return said(request).equals("yes");
    }

    private static boolean notified(Outcome<?> outcome, Jid who) {
        return outcome.notifications().stream()
                .flatMap(notification -> notification.recipients().stream())
                .anyMatch(recipient -> recipient.jid().sameBare(who));
    }
}
