package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.ownerSet;
import static im.godwit.plugins.pubsub.pep.PepStage.request;
import static im.godwit.plugins.pubsub.pep.PepStage.set;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** vCards in the node of vCard4, and vCards that are none. */
class CardNodeTest {
    private static final String PHOTO = "<PHOTO><TYPE>image/png</TYPE><BINVAL>YWJj</BINVAL></PHOTO>";

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

    private static String vcard(String content) {
        return "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'>" + content + "</vcard>";
    }

    private void publishes(String content, String options) {
        juliet.sends(set("<publish node='urn:xmpp:vcard4'><item id='current'>%s</item></publish>%s"
                .formatted(vcard(content), options)));
        juliet.receives("<iq type='result' id='ask'>{any}</iq>");
    }

    private void writes(String content) {
        juliet.sends("<iq type='set' id='c'><vCard xmlns='vcard-temp'>%s</vCard></iq>".formatted(content));
        juliet.receives("<iq type='result' id='c'/>");
    }

    private void hasCard(String content) {
        juliet.sends("<iq type='get' id='card'><vCard xmlns='vcard-temp'/></iq>");
        juliet.receives("<iq type='result' id='card'><vCard xmlns='vcard-temp'>%s</vCard></iq>".formatted(content));
    }

    private void hasItem(Actor asking, String content) {
        asking.sends(request("get", juliet, "<items node='urn:xmpp:vcard4'/>"));
        asking.receives("""
                <iq type='result' id='ask' from='{juliet}'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <items node='urn:xmpp:vcard4'><item id='current'>%s</item></items>
                  </pubsub>
                </iq>""".formatted(vcard(content)));
    }

    @Test
    @Spec(value = "XEP-0292 §4.1, §8", says = "a vCard is published to the node, and is world-readable")
    void vcard4IsForEverybodyAndInTheOldForm() {
        publishes("<fn><text>Juliet</text></fn><kind><text>individual</text></kind>", "");

        hasItem(stage.client("stranger"), "<fn><text>Juliet</text></fn><kind><text>individual</text></kind>");
        hasCard("<FN>Juliet</FN>");
    }

    @Test
    void oldFormIsInTheNode() {
        publishes("<fn><text>J</text></fn><kind><text>individual</text></kind>", "");

        writes("<FN>Juliet</FN>");

        hasItem(juliet, "<kind><text>individual</text></kind><fn><text>Juliet</text></fn>");
    }

    @Test
    @Spec(value = "XEP-0292 §4.2.2", says = "there is no payload, because this is a pure notification")
    void contactsAreToldThatThereIsSomethingNew() {
        stage.sees("romeo", "juliet");
        Actor romeo = stage.client("romeo");
        stage.arrives(romeo, "urn:xmpp:vcard4");

        writes("<FN>Juliet</FN>");

        romeo.receives("""
                <message from='{juliet}' to='{romeo/}' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'>
                    <items node='urn:xmpp:vcard4'><item id='current'/></items>
                  </event>
                  <addresses xmlns='http://jabber.org/protocol/address'>
                    <address type='replyto' jid='{juliet/}'/>
                  </addresses>
                </message>""");
    }

    @Test
    void nodeForSomeAndCardForAllAreApart() {
        writes("<FN>J</FN>");
        juliet.sends(ownerSet("<delete node='urn:xmpp:vcard4'/>")).receives("<iq type='result' id='ask'/>");
        publishes("<tel><text>112</text></tel>", """
                <publish-options>
                  <x xmlns='jabber:x:data' type='submit'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>http://jabber.org/protocol/pubsub#publish-options</value>
                    </field>
                    <field var='pubsub#access_model'><value>presence</value></field>
                  </x>
                </publish-options>""");

        hasCard("<FN>J</FN>");
        writes("<FN>Juliet</FN>");
        hasItem(juliet, "<tel><text>112</text></tel>");
    }

    @Test
    void avatarOfACardIsNotLostWithAVcard4WithoutOne() {
        writes(PHOTO);

        publishes("<fn><text>Juliet</text></fn>", "");

        hasCard(PHOTO + "<FN>Juliet</FN>");
        juliet.sends(request("get", juliet, "<items node='urn:xmpp:avatar:metadata'/>"));
        juliet.receives("<iq type='result' id='ask' from='{juliet}'>{any}</iq>");
    }

    @Test
    void photoOfAVcard4IsAnAvatar() {
        publishes("<photo><uri>data:image/png;base64,YWJj</uri></photo>", "");

        hasCard(PHOTO);
        juliet.sends(request("get", juliet, "<items node='urn:xmpp:avatar:data'/>"));
        juliet.receives("""
                <iq type='result' id='ask' from='{juliet}'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <items node='urn:xmpp:avatar:data'>
                      <item id='a9993e364706816aba3e25717850c26c9cd0d89d'>
                        <data xmlns='urn:xmpp:avatar:data'>YWJj</data>
                      </item>
                    </items>
                  </pubsub>
                </iq>""");
    }

    @Test
    @Spec(
            value = "XEP-0292 §5.2",
            says = "the node of contacts' vCards MUST have an access model of whitelist by default")
    void cardsOfContactsArePrivate() {
        stage.sees("romeo", "juliet");
        Actor romeo = stage.client("romeo");
        juliet.sends(set("<publish node='urn:xmpp:contacts'><item id='romeo@example.org'>%s</item></publish>"
                .formatted(vcard("<fn><text>R</text></fn>"))));
        juliet.receives("<iq type='result' id='ask'>{any}</iq>");

        romeo.sends(request("get", juliet, "<items node='urn:xmpp:contacts'/>"));
        romeo.receives("<iq type='error' id='ask' from='{juliet}'>{any}</iq>");
    }
}
