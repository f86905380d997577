package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.ownerSet;
import static im.godwit.plugins.pubsub.pep.PepStage.request;
import static im.godwit.plugins.pubsub.pep.PepStage.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Up to where an account's clients have displayed its chats. */
class DisplayedTest {
    private static final String DISPLAYED = """
            <displayed xmlns='urn:xmpp:mds:displayed:0'>
              <stanza-id xmlns='urn:xmpp:sid:0' by='juliet@example.org' id='%s'/>
            </displayed>""";

    private PepStage stage;
    private Actor juliet;
    private Actor romeo;

    @BeforeEach
    void open() {
        stage = new PepStage();
        juliet = stage.client("juliet");
        romeo = stage.client("romeo");
        romeo.sends("<presence/>").receives("<presence/>");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void displays(String to, String id) {
        juliet.sends("<message to='%s' type='chat'><displayed xmlns='urn:xmpp:chat-markers:0' id='m'/>%s</message>"
                .formatted(to, DISPLAYED.formatted(id)));
        romeo.receives("""
                <message from='{juliet/}' type='chat'>
                  <displayed xmlns='urn:xmpp:chat-markers:0' id='m'/>
                </message>""");
    }

    private static String items(String... items) {
        return """
                <iq type='result' id='ask' from='{juliet}'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <items node='urn:xmpp:mds:displayed:0'>%s</items>
                  </pubsub>
                </iq>""".formatted(String.join("", items));
    }

    private static String item(String chat, String id) {
        return "<item id='%s'>%s</item>".formatted(chat, DISPLAYED.formatted(id));
    }

    @Test
    @Spec(
            value = "XEP-0490 §4.5.3",
            says = "the server MUST strip the element, and MUST publish it with the 'to' attribute as the item's id")
    void whatAMessageSaysIsPublished() {
        displays("romeo@example.org", "one");
        displays("romeo@example.org/home", "two");
        displays("romeo@example.org", "three");

        juliet.sends(request("get", juliet, "<items node='urn:xmpp:mds:displayed:0'/>"));
        juliet.receives(items(item("romeo@example.org/home", "two"), item("romeo@example.org", "three")));
    }

    @Test
    @Spec(value = "XEP-0490 §4.5.2", says = "the server announces the feature on the account")
    void assistanceIsAnnounced() {
        juliet.sends("<iq type='get' to='{juliet}' id='d'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        String answer = juliet.receives().toString();
        assertThat(answer).contains("urn:xmpp:mds:server-assist:0");
    }

    @Test
    @Spec(value = "XEP-0490 §5.2, §7", says = "an appropriate configuration: for the owner alone, and all of the items")
    void nodeIsPrivateAndKeepsAllChats() {
        for (String chat : new String[] {"a@example.org", "b@example.org"}) {
            juliet.sends(set("<publish node='urn:xmpp:mds:displayed:0'>%s</publish>".formatted(item(chat, "x"))));
            juliet.receives("<iq type='result' id='ask'>{any}</iq>");
        }
        stage.sees("romeo", "juliet");

        juliet.sends(request("get", juliet, "<items node='urn:xmpp:mds:displayed:0'/>"));
        juliet.receives(items(item("a@example.org", "x"), item("b@example.org", "x")));
        romeo.sends(request("get", juliet, "<items node='urn:xmpp:mds:displayed:0'/>"));
        romeo.receives("<iq type='error' id='ask' from='{juliet}'>{any}</iq>");
    }

    @Test
    @Spec(value = "XEP-0490 §7", says = "servers MUST strip the element from the message")
    void nothingIsPublishedWhereOthersCouldReadIt() {
        juliet.sends(set("<create node='urn:xmpp:mds:displayed:0'/>"))
                .receives("<iq type='result' id='ask'>{any}</iq>");
        juliet.sends(ownerSet("""
                <configure node='urn:xmpp:mds:displayed:0'>
                  <x xmlns='jabber:x:data' type='submit'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>http://jabber.org/protocol/pubsub#node_config</value>
                    </field>
                    <field var='pubsub#access_model'><value>open</value></field>
                  </x>
                </configure>""")).receives("<iq type='result' id='ask'/>");

        displays("romeo@example.org", "one");

        juliet.sends(request("get", juliet, "<items node='urn:xmpp:mds:displayed:0'/>"));
        juliet.receives(items());
    }
}
