package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The access models that go by the rosters of owners. */
@XmppTest(
        plugins = {RosterPlugin.class, PresencePlugin.class},
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class ContactsTest {
    private Stage stage;
    private Actor hamlet;
    private Actor horatio;

    @BeforeEach
    void create(Stage stage) {
        this.stage = stage;
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
        creates(hamlet, "mood", "access_model=presence");
        creates(hamlet, "diary", "access_model=roster", "roster_groups_allowed=Friends");
    }

    private void inRoster(UnaryOperator<Contact> edit) {
        stage.service(Rosters.class).update(hamlet.jid().bare(), horatio.jid().bare(), edit);
    }

    private static UnaryOperator<Contact> grouped(String... groups) {
        return contact -> contact.withNameAndGroups(Optional.empty(), new LinkedHashSet<>(List.of(groups)));
    }

    private void isRefused(String node, String detail) {
        horatio.sends(set("<subscribe node='%s' jid='{horatio/}'/>".formatted(node)));
        horatio.receives(error("auth", "not-authorized", detail));
        horatio.sends(get("<items node='%s'/>".formatted(node)));
        horatio.receives(error("auth", "not-authorized", detail));
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.2, §6.5.9.6", says = "who does not receive the owner's presence has no access")
    void presenceNodesAreClosedToStrangers() {
        isRefused("mood", "presence-subscription-required");
        inRoster(contact -> contact.withListed(true).withTo(true));
        isRefused("mood", "presence-subscription-required");
    }

    @Test
    @Spec(value = "XEP-0060 §4.5", says = "a subscription of from or both opens the node")
    void presenceNodesAreOpenToThoseWhoReceivePresence() {
        inRoster(contact -> contact.withListed(true).withFrom(true));
        subscribesInFull(horatio, "mood");

        publishes(hamlet, "mood", "one");

        horatio.receives(event("{horatio/}", "<items node='mood'>" + song("one") + "</items>"));
        horatio.sends(get("<items node='mood'/>"));
        horatio.receives(result("<items node='mood'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(
            value = "XEP-0060 §12.14, §14.3",
            says = "who loses the presence subscription loses access and the subscription, and is told")
    void presenceNodesCloseToThoseWhoAreRemoved() {
        inRoster(contact -> contact.withListed(true).withFrom(true));
        subscribesInFull(horatio, "mood");
        inRoster(contact -> contact.withFrom(false));

        hasLost("mood");

        publishes(hamlet, "mood", "one");

        horatio.receivesNothing();
        horatio.sends(get("<items node='mood'/>"));
        horatio.receives(error("auth", "not-authorized", "presence-subscription-required"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.3, §6.5.9.7", says = "who is not in a group that is allowed has no access")
    void rosterNodesAreClosedToOtherGroups() {
        isRefused("diary", "not-in-roster-group");
        inRoster(contact -> contact.withListed(true).withFrom(true));
        isRefused("diary", "not-in-roster-group");
        inRoster(grouped("Enemies", "friends"));
        isRefused("diary", "not-in-roster-group");
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.1", says = "the group alone is not enough without the presence subscription")
    void rosterNodesAreClosedToThoseWhoDoNotReceivePresence() {
        inRoster(grouped("Friends"));

        isRefused("diary", "not-in-roster-group");
    }

    @Test
    @Spec(value = "XEP-0060 §4.5", says = "who is in one of the groups has access, until moved (§12.14)")
    void rosterNodesAreOpenToTheirGroups() {
        inRoster(contact -> contact.withListed(true).withFrom(true));
        inRoster(grouped("Friends", "Court"));
        subscribesInFull(horatio, "diary");

        publishes(hamlet, "diary", "one");
        horatio.receives(event("{horatio/}", "<items node='diary'>" + song("one") + "</items>"));
        inRoster(grouped("Court"));
        hasLost("diary");
        publishes(hamlet, "diary", "two");

        horatio.receivesNothing();
    }

    private void hasLost(String node) {
        horatio.receives(
                event("{horatio/}", "<subscription node='%s' jid='{horatio/}' subscription='none'/>".formatted(node)));
        horatio.sends(get("<subscriptions/>"));
        horatio.receives(result("<subscriptions/>"));
    }

    @Test
    void whoStaysInAnotherAllowedGroupKeepsTheSubscription() {
        configures(hamlet, "diary", "roster_groups_allowed=Friends", "send_last_published_item=on_sub");
        inRoster(contact -> contact.withListed(true).withFrom(true));
        inRoster(grouped("Friends", "Court"));
        publishes(hamlet, "diary", "one");
        subscribesInFull(horatio, "diary");
        horatio.ignoresAll();

        inRoster(grouped("Friends"));

        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §12.1", says = "who is added to the roster group is sent the last published item")
    void whoGainsAccessGetsTheLastItem() {
        creates(hamlet, "news", "access_model=open", "send_last_published_item=on_sub");
        subscribesInFull(horatio, "news");
        configures(hamlet, "news", "access_model=roster", "roster_groups_allowed=Friends");
        publishes(hamlet, "news", "one");
        inRoster(contact -> contact.withListed(true).withFrom(true));
        horatio.receivesNothing();

        inRoster(grouped("Friends"));

        horatio.receives("""
                <message from='pubsub.example.org' to='{horatio/}' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='news'>%s</items></event>
                  <delay xmlns='urn:xmpp:delay' stamp='{any}'/>
                </message>""".formatted(song("one")));
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §4.1", says = "members and more need no contact")
    void membersGetInWithoutBeingContacts() {
        affiliates(hamlet, "mood", horatio, "member");
        affiliates(hamlet, "diary", horatio, "publisher");

        subscribesInFull(horatio, "mood");
        subscribesInFull(horatio, "diary");
    }

    @Test
    @Spec(value = "XEP-0060 §5.2", says = "nodes are listed to those to whom they are accessible")
    void nodesForContactsAreListedToContacts() {
        String nodes = """
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items'/>
                </iq>""";
        horatio.sends(nodes);
        horatio.receives("<iq type='result' id='ask'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");

        inRoster(contact -> contact.withListed(true).withFrom(true));

        horatio.sends(nodes);
        horatio.receives("<iq type='result' id='ask'><query xmlns='http://jabber.org/protocol/disco#items'>"
                + "<item jid='pubsub.example.org' node='mood'/></query></iq>");
    }
}
