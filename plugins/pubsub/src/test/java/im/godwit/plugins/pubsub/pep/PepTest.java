package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.MOOD;
import static im.godwit.plugins.pubsub.pep.PepStage.TUNE;
import static im.godwit.plugins.pubsub.pep.PepStage.event;
import static im.godwit.plugins.pubsub.pep.PepStage.item;
import static im.godwit.plugins.pubsub.pep.PepStage.last;
import static im.godwit.plugins.pubsub.pep.PepStage.nobody;
import static im.godwit.plugins.pubsub.pep.PepStage.ownerSet;
import static im.godwit.plugins.pubsub.pep.PepStage.plainEvent;
import static im.godwit.plugins.pubsub.pep.PepStage.publication;
import static im.godwit.plugins.pubsub.pep.PepStage.publishes;
import static im.godwit.plugins.pubsub.pep.PepStage.request;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.Conformance;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts as publish-subscribe services. */
class PepTest {
    private PepStage stage;
    private Actor juliet;
    private Actor romeo;

    @BeforeEach
    void open() {
        stage = new PepStage();
        juliet = stage.client("juliet");
        romeo = stage.client("romeo");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String items(String node, String items) {
        return """
                <iq type='result' id='ask' from='%s'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='%s'>%s</items></pubsub>
                </iq>""".formatted(juliet.jid().bare(), node, items);
    }

    private static String error(String type, String condition, String detail) {
        return """
                <iq type='error' id='ask'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <%s xmlns='http://jabber.org/protocol/pubsub#errors'/>
                  </error>
                </iq>""".formatted(type, condition, detail);
    }

    private void retrieves(Actor who, String node, String answer) {
        who.sends(request("get", juliet, "<items node='%s'/>".formatted(node)));
        who.receives(answer);
    }

    @Test
    @Spec(
            value = "XEP-0163 §3",
            says = "if the node does not exist, the service MUST create it; presence is the default")
    void publishingMakesANodeForContacts() {
        publishes(juliet, MOOD, "happy");
        stage.sees("romeo", "juliet");

        retrieves(romeo, MOOD, items(MOOD, item("happy")));
    }

    @Test
    @Spec(value = "XEP-0163 §2.2", says = "the owner-publisher for every node is the account owner")
    void nobodyElseMakesNodesOrPublishes() {
        stage.sees("romeo", "juliet");
        String forbidden = """
                <iq type='error' id='ask'>
                  <error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""";
        romeo.sends(request("set", juliet, "<create node='x'/>"));
        romeo.receives(forbidden);
        romeo.sends(request("set", juliet, "<publish node='x'>" + item("one") + "</publish>"));
        romeo.receives(forbidden);
        publishes(juliet, MOOD, "happy");
        romeo.sends(request("set", juliet, "<publish node='" + MOOD + "'>" + item("one") + "</publish>"));
        romeo.receives(forbidden);
    }

    @Test
    @Spec(value = "XEP-0163 §4.3.1", says = "from the bare JID, to the full JID of each available interested resource")
    void contactsAndOwnResourcesThatWantItAreTold() {
        Actor balcony = stage.client("juliet/balcony");
        stage.sees("romeo", "juliet");
        stage.arrives(balcony, MOOD);
        stage.arrives(romeo, MOOD);
        balcony.ignoresAll();
        romeo.ignoresAll();

        publishes(juliet, MOOD, "happy"); // juliet's own resource is not available

        balcony.receives(event(juliet, balcony.jid(), MOOD, "happy"));
        romeo.receives(event(juliet, romeo.jid(), MOOD, "happy"));
        balcony.receivesNothing();
        romeo.receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §12.1, XEP-0163 §4.3.4", says = "who gains access is sent the last published item")
    void newContactsThatWantItGetTheLastItem() {
        stage.arrives(romeo, MOOD);
        romeo.ignoresAll();
        publishes(juliet, MOOD, "happy");
        publishes(juliet, TUNE, "song");

        stage.edit("juliet", "romeo", contact -> contact.withListed(true).withFrom(true));

        romeo.receives(last(juliet, romeo.jid(), MOOD, "happy"));
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §9.2", says = "who did not say that they want it gets nothing; nor who said nothing")
    void othersAreNotTold() {
        Actor nurse = stage.client("nurse");
        stage.sees("romeo", "juliet");
        stage.sees("nurse", "juliet");
        stage.arrives(romeo, TUNE);
        nurse.sends("<presence/>");
        romeo.ignoresAll();
        nurse.ignoresAll();

        publishes(juliet, MOOD, "happy");

        romeo.receivesNothing();
        nurse.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0115 §5.4", says = "a description that does not have the announced hash is not believed")
    void aDescriptionThatIsNotProvenTellsNobody() {
        stage.sees("romeo", "juliet");
        romeo.sends("""
                <presence>
                  <c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:example:client' ver='bm90IHRoZSBoYXNo'/>
                </presence>""");
        Element question = romeo.receives();
        while (!question.local().equals("iq")) {
            question = romeo.receives();
        }
        romeo.sends("""
                <iq type='result' id='%s' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info' node='urn:example:client#bm90IHRoZSBoYXNo'>
                    <identity category='client' type='pc'/><feature var='%s+notify'/>
                  </query>
                </iq>""".formatted(question.attribute("id").orElseThrow(), MOOD));
        romeo.ignoresAll();

        publishes(juliet, MOOD, "happy");

        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0163 §4", says = "whoever does not receive the owner's presence is not told")
    void strangersAreNotTold() {
        stage.edit("romeo", "juliet", contact -> contact.withListed(true).withFrom(true));
        stage.edit("juliet", "romeo", contact -> contact.withListed(true).withTo(true));
        stage.arrives(romeo, MOOD);
        romeo.ignoresAll();

        publishes(juliet, MOOD, "happy");

        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0163 §4.3.3", says = "MUST NOT send notifications to a subscriber whom the user has blocked")
    void whoIsBlockedIsNotTold() {
        stage.sees("romeo", "juliet");
        stage.arrives(romeo, MOOD);
        juliet.sends("""
                <iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='%s'/></block></iq>""".formatted(romeo.jid().bare()));
        juliet.ignoresAll();
        romeo.ignoresAll();

        publishes(juliet, MOOD, "happy");

        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0163 §4.3.2", says = "where presence is shared, a subscription adds no second notification")
    void whoSubscribesTooIsToldOnce() {
        stage.sees("romeo", "juliet");
        stage.arrives(romeo, MOOD);
        publishes(juliet, MOOD, "happy");
        romeo.ignoresAll();
        romeo.sends(request("set", juliet, "<subscribe node='%s' jid='{romeo}'/>".formatted(MOOD)));
        romeo.receives("<iq type='result' id='ask'>{any}</iq>");
        romeo.receives(last(juliet, romeo.jid(), MOOD, "happy"));

        publishes(juliet, MOOD, "sad");

        romeo.receives(event(juliet, romeo.jid(), MOOD, "sad"));
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0163 §4, §4.3.2", says = "who subscribes to an open node is told, without the owner's resource")
    void strangersWhoSubscribeToOpenNodesAreTold() {
        publishes(juliet, MOOD, "happy", "access_model=open");
        romeo.sends("<presence/>");
        romeo.ignoresAll();
        romeo.sends(request("set", juliet, "<subscribe node='%s' jid='{romeo}'/>".formatted(MOOD)));
        romeo.receives("<iq type='result' id='ask'>{any}</iq>");
        romeo.receives(last(juliet, romeo.jid().bare(), MOOD, "happy"));

        publishes(juliet, MOOD, "sad");

        romeo.receives(plainEvent(juliet, romeo.jid().bare(), MOOD, "sad"));
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0163 §5", says = "whitelist: those whom the owner lists are told, and may retrieve; others not")
    void membersOfAWhitelistAreTold() {
        Actor nurse = stage.client("nurse");
        stage.sees("romeo", "juliet");
        stage.sees("nurse", "juliet");
        stage.arrives(romeo, MOOD);
        stage.arrives(nurse, MOOD);
        publishes(juliet, MOOD, "happy", "access_model=whitelist");
        juliet.sends(ownerSet("<affiliations node='%s'><affiliation jid='%s' affiliation='member'/></affiliations>"
                .formatted(MOOD, romeo.jid().bare())));
        juliet.receives("<iq type='result' id='ask'/>");
        romeo.ignoresAll();
        nurse.ignoresAll();

        publishes(juliet, MOOD, "sad");

        romeo.receives(event(juliet, romeo.jid(), MOOD, "sad"));
        nurse.receivesNothing();
        retrieves(romeo, MOOD, items(MOOD, item("sad")));
        retrieves(nurse, MOOD, error("cancel", "not-allowed", "closed-node"));
    }

    @Test
    @Spec(value = "XEP-0060 §4.5", says = "authorize: only those whom the owner approved are told")
    void thoseWhoAreAuthorisedAreTold() {
        stage.sees("romeo", "juliet");
        stage.arrives(romeo, MOOD);
        publishes(juliet, MOOD, "happy", "access_model=authorize");
        romeo.ignoresAll();
        publishes(juliet, MOOD, "merry");
        romeo.receivesNothing();
        retrieves(romeo, MOOD, error("auth", "not-authorized", "not-subscribed"));
        romeo.sends(request("set", juliet, "<subscribe node='%s' jid='{romeo}'/>".formatted(MOOD)));
        romeo.receives("<iq type='result' id='ask'>{any}</iq>");
        juliet.sends(
                ownerSet("<subscriptions node='%s'><subscription jid='%s' subscription='subscribed'/></subscriptions>"
                        .formatted(MOOD, romeo.jid().bare())));
        juliet.receives("<iq type='result' id='ask'/>");
        romeo.ignoresAll();

        publishes(juliet, MOOD, "sad");

        romeo.receives(event(juliet, romeo.jid(), MOOD, "sad"));
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §4.5", says = "roster: those in the groups are told")
    void membersOfRosterGroupsAreTold() {
        Actor nurse = stage.client("nurse");
        stage.sees("romeo", "juliet");
        stage.sees("nurse", "juliet");
        stage.edit(
                "juliet",
                "romeo",
                contact -> contact.withNameAndGroups(Optional.empty(), new LinkedHashSet<>(List.of("Friends"))));
        stage.arrives(romeo, MOOD);
        stage.arrives(nurse, MOOD);
        romeo.ignoresAll();
        nurse.ignoresAll();

        publishes(juliet, MOOD, "sad", "access_model=roster", "roster_groups_allowed=Friends");

        romeo.receives(event(juliet, romeo.jid(), MOOD, "sad"));
        nurse.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0163 §4.3.4", says = "MUST send the last item to newly available resources, of contacts and own")
    void thoseWhoComeAreSentTheLastItem() {
        publishes(juliet, MOOD, "happy");
        stage.sees("romeo", "juliet");
        Actor balcony = stage.client("juliet/balcony");

        stage.arrives(romeo, MOOD);
        romeo.receives(last(juliet, romeo.jid(), MOOD, "happy"));
        stage.arrives(balcony, MOOD);
        assertThat(balcony.receives().local()).isEqualTo("presence"); // its own
        balcony.receives(last(juliet, balcony.jid(), MOOD, "happy"));
    }

    @Test
    @Spec(value = "XEP-0163 §4.3.3", says = "any presence after the initial one MUST NOT trigger a notification")
    void theLastItemComesOncePerPresenceSession() {
        publishes(juliet, MOOD, "happy");
        publishes(juliet, TUNE, "finzi");
        stage.arrives(stage.client("nurse"), MOOD, TUNE); // what such clients can do is known from now on
        stage.sees("romeo", "juliet");
        stage.arrives(romeo, MOOD);
        romeo.receives(last(juliet, romeo.jid(), MOOD, "happy"));

        stage.arrives(romeo, MOOD, TUNE);

        assertThat(romeo.receives().local()).isEqualTo("presence"); // his own
        romeo.receives(last(juliet, romeo.jid(), TUNE, "finzi"));
        romeo.receivesNothing();
        romeo.sends("<presence type='unavailable'/>");
        romeo.ignoresAll();
        stage.arrives(romeo, MOOD);
        assertThat(romeo.receives().attribute("from")).contains(romeo.jid().toString()); // his own presence
        romeo.receives("<presence type='unavailable' from='juliet@example.org'/>"); // who is not there
        romeo.receives(last(juliet, romeo.jid(), MOOD, "happy"));
    }

    @Test
    @Spec(value = "XEP-0163 §4.3.4", says = "who begins again to want it is sent what was published meanwhile")
    void theLastItemComesAgainAfterAChangeOfFilters() {
        stage.sees("romeo", "juliet");
        publishes(juliet, MOOD, "happy");
        stage.arrives(romeo, MOOD);
        romeo.receives(last(juliet, romeo.jid(), MOOD, "happy"));
        stage.arrives(romeo);
        publishes(juliet, MOOD, "sad");
        romeo.receivesNothing();

        stage.arrives(romeo, MOOD);

        assertThat(romeo.receives().local()).isEqualTo("presence"); // his own
        romeo.receives(last(juliet, romeo.jid(), MOOD, "sad"));
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6120 §13.11", says = "an account that refuses answers as one that does not exist")
    void strangersCannotTellThatThereIsAnAccount() {
        publishes(juliet, MOOD, "happy");
        Jid none = Jid.of("nobody", "example.org");
        for (Jid account : List.of(juliet.jid().bare(), none)) {
            for (String action : List.of(
                    "<items node='%s'/>".formatted(MOOD), "<items node='x'/>", "<subscriptions/>", "<affiliations/>")) {
                romeo.sends(request("get", account, action));
                romeo.receives(nobody());
            }
            for (String action : List.of(
                    "<subscribe node='%s' jid='{romeo}'/>".formatted(MOOD), "<create node='x'/>", "<bogus/>", "")) {
                romeo.sends(request("set", account, action));
                romeo.receives(nobody());
            }
        }
    }

    @Test
    @Spec(value = "XEP-0163 §6.1", says = "the identity pubsub/pep, with all features, on behalf of the account")
    void theAccountSaysWhatItIs() {
        juliet.sends("<iq type='get' id='d' to='{juliet}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        Element query = juliet.receives().firstChild().orElseThrow();
        assertThat(query.elements().stream()
                        .filter(element -> element.local().equals("identity"))
                        .map(identity -> identity.attribute("category").orElseThrow() + "/"
                                + identity.attribute("type").orElseThrow()))
                .contains("pubsub/pep");
        assertThat(query.elements().stream()
                        .flatMap(element -> element.attribute("var").stream())
                        .map(var -> var.replace("http://jabber.org/protocol/pubsub#", "")))
                .contains(
                        "access-presence",
                        "auto-create",
                        "auto-subscribe",
                        "config-node",
                        "config-node-max",
                        "create-and-configure",
                        "create-nodes",
                        "filtered-notifications",
                        "last-published",
                        "persistent-items",
                        "publish",
                        "publish-options",
                        "retrieve-items",
                        "subscribe");
    }

    @Test
    @Spec(value = "XEP-0163 §6.1", says = "the account tells of the features that it has, and of no others")
    void theAccountTellsOfWhatItCanDo() {
        juliet.sends("<iq type='get' id='d' to='{juliet}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(Conformance.told(juliet.receives()))
                .containsExactlyInAnyOrderElementsOf(Conformance.features().stream()
                        .filter(row -> row.accounts().equals("yes"))
                        .map(Conformance.Row::feature)
                        .toList());
    }

    @Test
    @Spec(value = "XEP-0163 §6.2", says = "only those nodes to which the contact is allowed to subscribe")
    void contactsSeeTheNodesThatAreForThem() {
        publishes(juliet, MOOD, "happy");
        publishes(juliet, TUNE, "finzi", "access_model=whitelist");
        stage.sees("romeo", "juliet");
        String ask =
                "<iq type='get' id='d' to='{juliet}'><query xmlns='http://jabber.org/protocol/disco#items'%s/></iq>";
        romeo.sends(ask.formatted(""));
        romeo.receives("""
                <iq type='result' id='d'>
                  <query xmlns='http://jabber.org/protocol/disco#items'><item jid='{juliet}' node='%s'/></query>
                </iq>""".formatted(MOOD));
        romeo.sends(ask.formatted(" node='" + TUNE + "'"));
        romeo.receives("""
                <iq type='error' id='d'>
                  <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0223 §3", says = "a private node is closed to all but the owner")
    void privateNodesAreForTheOwnerAlone() {
        stage.sees("romeo", "juliet");
        stage.arrives(romeo, "private");
        Actor balcony = stage.client("juliet/balcony");
        stage.arrives(balcony, "private");
        romeo.ignoresAll();
        balcony.ignoresAll();
        publishes(juliet, "private", "one", "persist_items=true", "access_model=whitelist");

        balcony.receives(event(juliet, balcony.jid(), "private", "one"));
        romeo.receivesNothing();
        retrieves(romeo, "private", error("cancel", "not-allowed", "closed-node"));
        juliet.sends(publication("private", "two", "access_model=open"));
        juliet.receives(error("cancel", "conflict", "precondition-not-met"));
    }

    @Test
    @Spec(value = "XEP-0384 §5.3.2", says = "a list of devices that keeps all its items and is open to everybody")
    void listsKeepAllTheirItemsWhereTheyAreAskedTo() {
        for (String id : List.of("one", "two", "three")) {
            publishes(juliet, "devices", id, "access_model=open", "max_items=max");
        }

        retrieves(romeo, "devices", items("devices", item("one") + item("two") + item("three")));
    }

    @Test
    @Spec(value = "XEP-0163 §5", says = "a node keeps what is so now, unless it is configured otherwise")
    void aNodeKeepsTheLastItem() {
        publishes(juliet, MOOD, "happy");
        publishes(juliet, MOOD, "sad");
        stage.sees("romeo", "juliet");

        retrieves(romeo, MOOD, items(MOOD, item("sad")));
    }

    @Test
    @Spec(value = "XEP-0060 §12.4", says = "nothing is left of an account that is gone")
    void deletedAccountsLeaveNothing() {
        publishes(juliet, MOOD, "happy", "access_model=open");
        juliet.sends(ownerSet("<affiliations node='%s'><affiliation jid='%s' affiliation='owner'/></affiliations>"
                .formatted(MOOD, romeo.jid().bare())));
        publishes(romeo, MOOD, "merry", "access_model=open");
        juliet.ignoresAll();
        juliet.sends(request("set", romeo, "<subscribe node='%s' jid='{juliet}'/>".formatted(MOOD)));
        Accounts accounts = stage.stage().service(Accounts.class);

        accounts.delete(juliet.jid().bare());
        accounts.create(juliet.jid().bare(), "secret");
        romeo.ignoresAll();

        romeo.sends(request("get", juliet, "<items node='%s'/>".formatted(MOOD)));
        romeo.receives(nobody());
        romeo.sends("""
                <iq type='get' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><subscriptions node='%s'/></pubsub>
                </iq>""".formatted(MOOD));
        romeo.receives("""
                <iq type='result' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><subscriptions node='%s'/></pubsub>
                </iq>""".formatted(MOOD));
    }

    @Test
    @Spec(value = "XEP-0248 §7.1.3.1", says = "where there are no collections, none is made")
    void thereAreNoCollections() {
        String collection = "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
                + "<value>http://jabber.org/protocol/pubsub#node_config</value></field>"
                + "<field var='pubsub#node_type'><value>collection</value></field></x>";
        String unsupported = error("cancel", "feature-not-implemented", "unsupported feature='collections'");

        juliet.sends("""
                <iq type='set' id='ask'><pubsub xmlns='http://jabber.org/protocol/pubsub'>
                  <create node='blogs'/><configure>%s</configure></pubsub></iq>""".formatted(collection));
        juliet.receives(unsupported);
        juliet.sends("""
                <iq type='set' id='ask'><pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>
                  <collection node='blogs'><associate node='diary'/></collection></pubsub></iq>""");
        juliet.receives(unsupported);
        juliet.sends("""
                <iq type='get' id='ask'><pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>
                  <default type='collection'/></pubsub></iq>""");
        juliet.receives(unsupported);
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "the nodes of accounts can be read by those who confirm, too")
    void nodesOfAccountsHaveDurableSubscriptions() {
        stage.sees("romeo", "juliet");
        publishes(juliet, MOOD, "calm");
        romeo.sends(request("set", juliet, """
                <subscribe node='%s' jid='{romeo}'/>
                <options>
                  <x xmlns='jabber:x:data' type='submit'>
                    <field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#subscribe_options</value></field>
                    <field var='x-pubsub#durable'><value>1</value></field>
                  </x>
                </options>""".formatted(MOOD)));
        romeo.receives("<iq type='result' id='ask'>{any}</iq>");
        romeo.ignoresAll();
        publishes(juliet, MOOD, "happy");
        romeo.receivesNothing();

        romeo.sends("""
                <iq type='set' id='open' to='{juliet}'>
                  <open xmlns='urn:godwit:pubsub:cursor:0' node='%s'/>
                </iq>""".formatted(MOOD));
        romeo.receives("""
                <iq type='result' id='open' from='{juliet}'>
                  <opened xmlns='urn:godwit:pubsub:cursor:0' node='%s' subid='{any}' position='{any}'/>
                </iq>""".formatted(MOOD));
        romeo.receives("""
                <message from='{juliet}' to='{romeo/}' type='headline'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='%s'>%s</items></event>
                  <stanza-id xmlns='urn:xmpp:sid:0' by='{juliet}' id='{any}'/>
                  <delay xmlns='urn:xmpp:delay' stamp='{any}'/>
                </message>""".formatted(MOOD, item("happy")));
    }
}
