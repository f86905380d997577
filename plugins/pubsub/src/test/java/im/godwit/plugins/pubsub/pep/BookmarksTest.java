package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.ownerSet;
import static im.godwit.plugins.pubsub.pep.PepStage.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bookmarks, which clients of three ages keep in three places, are the same everywhere. */
class BookmarksTest {
    private static final String PLAY = "play@conference.example.org";
    private static final String ORCHARD = "orchard@conference.example.org";
    private static final String URL = "<url name='Works' url='https://example.org/works'/>";

    private PepStage stage;
    private Actor juliet;

    @BeforeEach
    void open() {
        stage = new PepStage();
        juliet = stage.client("juliet");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** A device that hears of one of the nodes. */
    private Actor device(String resource, String node) {
        Actor device = stage.client("juliet/" + resource);
        stage.arrives(device, node);
        device.ignoresAll();
        return device;
    }

    private static String legacy(String room, String name) {
        return "<conference jid='%s' name='%s' autojoin='true'><nick>JC</nick></conference>".formatted(room, name);
    }

    private static String list(String content) {
        return "<storage xmlns='storage:bookmarks'>%s</storage>".formatted(content);
    }

    private static String item(String room, String name, String more) {
        return """
                <item id='%s'>
                  <conference xmlns='urn:xmpp:bookmarks:1' name='%s' autojoin='true'><nick>JC</nick>%s</conference>
                </item>""".formatted(room, name, more);
    }

    private void storesPrivately(String content) {
        juliet.sends("<iq type='set' id='p'><query xmlns='jabber:iq:private'>%s</query></iq>".formatted(list(content)));
        juliet.receives("<iq type='result' id='p'/>");
    }

    private void hasPrivately(Actor client, String content) {
        client.sends("<iq type='get' id='p'><query xmlns='jabber:iq:private'>%s</query></iq>".formatted(list("")));
        client.receives(
                "<iq type='result' id='p'><query xmlns='jabber:iq:private'>%s</query></iq>".formatted(list(content)));
    }

    private void publishesList(String content) {
        does(set("<publish node='storage:bookmarks'><item id='current'>%s</item></publish>".formatted(list(content))));
    }

    private void publishes(String item) {
        does(set("""
                <publish node='urn:xmpp:bookmarks:1'>%s</publish>
                <publish-options>
                  <x xmlns='jabber:x:data' type='submit'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>http://jabber.org/protocol/pubsub#publish-options</value>
                    </field>
                    <field var='pubsub#persist_items'><value>true</value></field>
                    <field var='pubsub#max_items'><value>max</value></field>
                    <field var='pubsub#send_last_published_item'><value>never</value></field>
                    <field var='pubsub#access_model'><value>whitelist</value></field>
                  </x>
                </publish-options>""".formatted(item)));
    }

    private void does(String request) {
        juliet.sends(request).receives("<iq type='result' id='ask'>{any}</iq>");
    }

    private void has(String node, String items) {
        juliet.sends("""
                <iq type='get' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='%s'/></pubsub>
                </iq>""".formatted(node));
        juliet.receives("""
                <iq type='result' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='%s'>%s</items></pubsub>
                </iq>""".formatted(node, items));
    }

    private void hasItems(String items) {
        has("urn:xmpp:bookmarks:1", items);
    }

    private void hasList(String content) {
        has("storage:bookmarks", "<item id='current'>" + list(content) + "</item>");
    }

    private void hears(Actor device, String node, String content) {
        device.receives("""
                <message from='%s' to='%s' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='%s'>%s</items></event>
                  <addresses xmlns='http://jabber.org/protocol/address'>
                    <address type='replyto' jid='%s'/>
                  </addresses>
                </message>""".formatted(juliet.jid().bare(), device.jid(), node, content, juliet.jid()));
    }

    private void hearsOfRetraction(Actor device, String room) {
        device.receives("""
                <message from='%s' to='%s' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'>
                    <items node='urn:xmpp:bookmarks:1'><retract id='%s'/></items>
                  </event>
                </message>""".formatted(juliet.jid().bare(), device.jid(), room));
    }

    @Test
    @Spec(value = "XEP-0402 §5.3, §6; XEP-0411 §2", says = "announced as features of the account")
    void conversionIsAdvertised() {
        juliet.sends("<iq type='get' id='d' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
                .formatted(juliet.jid().bare()));
        String answer = juliet.receives().toString();
        assertThat(answer)
                .contains(
                        "'urn:xmpp:bookmarks:1#compat'",
                        "urn:xmpp:bookmarks:1#compat-pep",
                        "urn:xmpp:bookmarks-conversion:0");
    }

    @Test
    @Spec(value = "XEP-0411 §3", says = "when a legacy client modifies private XML, subscribers MUST be notified")
    void privateListsReachBothNodes() {
        Actor phone = device("phone", "urn:xmpp:bookmarks:1");
        Actor laptop = device("laptop", "storage:bookmarks");
        phone.ignoresAll();

        storesPrivately(legacy(PLAY, "The Play") + URL);

        hears(phone, "urn:xmpp:bookmarks:1", item(PLAY, "The Play", ""));
        hears(laptop, "storage:bookmarks", "<item id='current'>" + list(legacy(PLAY, "The Play") + URL) + "</item>");
        phone.receivesNothing();
        laptop.receivesNothing();
        hasItems(item(PLAY, "The Play", ""));
        hasPrivately(juliet, legacy(PLAY, "The Play") + URL);
    }

    @Test
    @Spec(value = "XEP-0402 §5.3.1", says = "the server collates all items, with the item's id as jid attribute")
    void newItemsJoinTheList() {
        Actor laptop = device("laptop", "storage:bookmarks");
        storesPrivately(URL + legacy(PLAY, "The Play"));
        laptop.ignoresAll();

        publishes(item(ORCHARD, "The Orchard", "<extensions><state xmlns='urn:example:s'/></extensions>"));

        String all = URL + legacy(PLAY, "The Play") + legacy(ORCHARD, "The Orchard");
        hears(laptop, "storage:bookmarks", "<item id='current'>" + list(all) + "</item>");
        laptop.receivesNothing();
        hasPrivately(juliet, all);
        hasList(all);
    }

    @Test
    void theFirstItemMakesTheList() {
        publishes(item(PLAY, "The Play", ""));

        hasPrivately(juliet, legacy(PLAY, "The Play"));
        hasList(legacy(PLAY, "The Play"));
    }

    @Test
    @Spec(
            value = "XEP-0402 §5.3.2",
            says = "update the individual items as required; SHOULD NOT send notifications for unchanged items")
    void listsChangeOnlyWhatIsDifferent() {
        String state = "<extensions><state xmlns='urn:example:s'/></extensions>";
        publishes(item(PLAY, "The Play", state));
        publishes(item(ORCHARD, "The Orcard", state));
        publishes(item("hall@conference.example.org", "The Hall", ""));
        Actor phone = device("phone", "urn:xmpp:bookmarks:1");

        publishesList(legacy(PLAY, "The Play") + legacy(ORCHARD, "The Orchard"));

        hearsOfRetraction(phone, "hall@conference.example.org");
        hears(phone, "urn:xmpp:bookmarks:1", item(ORCHARD, "The Orchard", state));
        phone.receivesNothing();
        hasItems(item(PLAY, "The Play", state) + item(ORCHARD, "The Orchard", state));
    }

    @Test
    void aRetractedItemLeavesTheList() {
        storesPrivately(legacy(PLAY, "The Play") + URL + legacy(ORCHARD, "The Orchard"));

        does(set("<retract node='urn:xmpp:bookmarks:1' notify='true'><item id='%s'/></retract>".formatted(PLAY)));

        hasPrivately(juliet, URL + legacy(ORCHARD, "The Orchard"));
    }

    @Test
    void whatIsDeletedWithItsNodeLeavesTheList() {
        storesPrivately(legacy(PLAY, "The Play") + URL);

        does(ownerSet("<delete node='urn:xmpp:bookmarks:1'/>"));

        hasPrivately(juliet, URL);
    }

    @Test
    void aListThatIsRemovedTakesNoBookmarkAlong() {
        publishes(item(PLAY, "The Play", ""));

        does(ownerSet("<delete node='storage:bookmarks'/>"));

        hasItems(item(PLAY, "The Play", ""));
        hasPrivately(juliet, legacy(PLAY, "The Play"));
    }

    @Test
    @Spec(value = "XEP-0411 §5", says = "the service MUST make sure that the user is the only one who has access")
    void whatIsCopiedIsPrivate() {
        does(set("<create node='storage:bookmarks'/>")); // open to contacts, as all nodes are at first
        Actor romeo = stage.client("romeo");
        stage.sees("romeo", "juliet");

        storesPrivately(legacy(PLAY, "The Play"));

        for (String node : new String[] {"storage:bookmarks", "urn:xmpp:bookmarks:1"}) {
            romeo.sends(PepStage.request("get", juliet, "<items node='%s'/>".formatted(node)));
            romeo.receives("""
                    <iq type='error' id='ask'>
                      <error type='cancel'>
                        <not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <closed-node xmlns='http://jabber.org/protocol/pubsub#errors'/>
                      </error>
                    </iq>""");
        }
    }

    @Test
    @Spec(value = "XEP-0402 §5.1, XEP-0223 §2", says = "the storage MUST be private; whatever a client forgets to ask")
    void bookmarksAreForNobodyElse() {
        Actor romeo = stage.client("romeo");
        stage.sees("romeo", "juliet");
        stage.arrives(romeo, "urn:xmpp:bookmarks:1");
        romeo.ignoresAll();

        does(set("<publish node='urn:xmpp:bookmarks:1'>%s</publish>".formatted(item(PLAY, "The Play", ""))));
        does(set("<publish node='urn:xmpp:bookmarks:1'>%s</publish>".formatted(item(ORCHARD, "The Orchard", ""))));

        romeo.receivesNothing();
        hasPrivately(juliet, legacy(PLAY, "The Play") + legacy(ORCHARD, "The Orchard"));
    }

    @Test
    @Spec(value = "XEP-0411 §4, §5", says = "no conversion where others have access; later, before the user logs in")
    void whatWasKeptApartIsTakenOver() {
        publishes(item(ORCHARD, "The Orchard", ""));
        Jid romeo = stage.stage().account("romeo");
        does(ownerSet("""
                <affiliations node='storage:bookmarks'>
                  <affiliation jid='%s' affiliation='member'/>
                </affiliations>""".formatted(romeo)));
        storesPrivately(legacy(PLAY, "The Play") + legacy(ORCHARD, "Another"));
        hasItems(item(ORCHARD, "The Orchard", ""));
        hasPrivately(juliet, legacy(PLAY, "The Play") + legacy(ORCHARD, "Another"));
        does(ownerSet("""
                <affiliations node='storage:bookmarks'>
                  <affiliation jid='%s' affiliation='none'/>
                </affiliations>""".formatted(romeo)));

        stage.client("juliet/later");

        hasItems(item(ORCHARD, "The Orchard", "") + item(PLAY, "The Play", ""));
        hasPrivately(juliet, legacy(ORCHARD, "The Orchard") + legacy(PLAY, "The Play"));
    }

    @Test
    void listsThatAreNoneAreRefused() {
        juliet.sends("""
                <iq type='set' id='p'>
                  <query xmlns='jabber:iq:private'><conference xmlns='storage:bookmarks' jid='%s'/></query>
                </iq>""".formatted(PLAY));
        juliet.receives("""
                <iq type='error' id='p'>
                  <error type='modify'>
                    <not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""");
    }
}
