package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.set;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Avatars in nodes and in vCards. */
class AvatarsTest {
    /** Of the three bytes "abc". */
    private static final String HASH = "a9993e364706816aba3e25717850c26c9cd0d89d";

    private static final String INFO = "<info id='%s' bytes='3' type='image/png'/>".formatted(HASH);
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

    private void publishesData(String access, String id) {
        publishes(
                Avatars.DATA, access, "<item id='%s'><data xmlns='%s'>YWJj</data></item>".formatted(id, Avatars.DATA));
    }

    private void publishesMetadata(String access, String infos) {
        publishes(
                Avatars.METADATA,
                access,
                "<item id='current'><metadata xmlns='%s'>%s</metadata></item>".formatted(Avatars.METADATA, infos));
    }

    private void publishes(String node, String access, String item) {
        juliet.sends(set("""
                <publish node='%s'>%s</publish>
                <publish-options>
                  <x xmlns='jabber:x:data' type='submit'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>http://jabber.org/protocol/pubsub#publish-options</value>
                    </field>
                    <field var='pubsub#access_model'><value>%s</value></field>
                  </x>
                </publish-options>""".formatted(node, item, access)));
        juliet.receives("<iq type='result' id='ask'>{any}</iq>");
    }

    private void hasCard(String content) {
        juliet.sends("<iq type='get' id='card'><vCard xmlns='vcard-temp'/></iq>");
        juliet.receives("<iq type='result' id='card'><vCard xmlns='vcard-temp'>%s</vCard></iq>".formatted(content));
    }

    private void hasNoCard() {
        juliet.sends("<iq type='get' id='card'><vCard xmlns='vcard-temp'/></iq>");
        juliet.receives("""
                <iq type='error' id='card'>
                  <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0398 §3.1, §4", says = "MUST store the content of the data element as a photo in the vCard")
    void avatarsAreCopiedToTheCard() {
        juliet.sends("<iq type='set' id='c'><vCard xmlns='vcard-temp'><FN>Juliet</FN></vCard></iq>");
        juliet.receives("<iq type='result' id='c'/>");
        publishesData("open", HASH);

        publishesMetadata("open", INFO);

        hasCard("<FN>Juliet</FN>" + PHOTO);
        juliet.sends("<presence/>");
        juliet.receives("""
                <presence from='{juliet/}'>
                  <x xmlns='vcard-temp:x:update'><photo>%s</photo></x>
                </presence>""".formatted(HASH));
    }

    @Test
    @Spec(value = "XEP-0398 §3.1", says = "MUST pick the info element that does not point to an external URL")
    void avatarsElsewhereAreLeftOut() {
        publishesData("open", HASH);

        publishesMetadata("open", "<info id='00' bytes='9' type='image/gif' url='https://example.org/a.gif'/>" + INFO);

        hasCard(PHOTO);
    }

    @Test
    @Spec(value = "XEP-0398 §7", says = "only if the access model of the data node is open")
    void avatarsForContactsStayWithThem() {
        publishesData("presence", HASH);

        publishesMetadata("open", INFO);

        hasNoCard();
    }

    @Test
    @Spec(value = "XEP-0398 §3.1", says = "should verify that the SHA-1 hash of the image matches the id")
    void whatDoesNotMatchItsHashIsNotCopied() {
        publishesData("open", "0000");

        publishesMetadata("open", INFO.replace(HASH, "0000"));

        hasNoCard();
    }

    private void writesCard(String photo) {
        juliet.sends("<iq type='set' id='c'><vCard xmlns='vcard-temp'><FN>Juliet</FN>%s</vCard></iq>".formatted(photo));
        juliet.receives("<iq type='result' id='c'/>");
    }

    private void has(String node, String id, String payload) {
        juliet.sends("""
                <iq type='get' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='%s' max_items='1'/></pubsub>
                </iq>""".formatted(node));
        juliet.receives("""
                <iq type='result' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <items node='%s'><item id='%s'>%s</item></items>
                  </pubsub>
                </iq>""".formatted(node, id, payload));
    }

    private static String metadata(String infos) {
        return "<metadata xmlns='urn:xmpp:avatar:metadata'>%s</metadata>".formatted(infos);
    }

    private static String info(String type) {
        return "<info id='%s' bytes='3' type='%s'/>".formatted(HASH, type);
    }

    @Test
    @Spec(
            value = "XEP-0398 §3.2, §4",
            says = "MUST publish the data by its SHA-1 hash and then the metadata, and SHOULD send notifications")
    void photosAreCopiedToTheNodes() {
        Actor romeo = stage.client("romeo");
        stage.sees("romeo", "juliet");
        stage.arrives(romeo, Avatars.METADATA);
        romeo.ignoresAll();

        writesCard("<PHOTO><TYPE>image/jpeg</TYPE><BINVAL>Y W\nJj</BINVAL></PHOTO>");

        String item = "<item id='%s'>%s</item>".formatted(HASH, metadata(info("image/jpeg")));
        romeo.receives("""
                <message from='%s' to='%s' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='%s'>%s</items></event>
                  <addresses xmlns='http://jabber.org/protocol/address'>
                    <address type='replyto' jid='%s'/>
                  </addresses>
                </message>""".formatted(juliet.jid().bare(), romeo.jid(), Avatars.METADATA, item, juliet.jid()));
        has(Avatars.DATA, HASH, "<data xmlns='urn:xmpp:avatar:data'>YWJj</data>");
        has(Avatars.METADATA, HASH, metadata(info("image/jpeg")));
        juliet.sends("<presence/>");
        juliet.receives("""
                <presence from='{juliet/}'>
                  <x xmlns='vcard-temp:x:update'><photo>%s</photo></x>
                </presence>""".formatted(HASH));
    }

    @Test
    void aPhotoThatIsShownAlreadyIsNotPublishedAgain() {
        publishesData("presence", HASH);
        publishesMetadata("presence", INFO.replace("/>", " width='1'/>"));

        writesCard(PHOTO);

        has(Avatars.METADATA, "current", metadata(INFO.replace("/>", " width='1'/>")));
    }

    @Test
    void aPhotoThatGoesTakesItsAvatarAlong() {
        writesCard(PHOTO);

        writesCard("");

        has(Avatars.METADATA, "none", metadata(""));
    }

    @Test
    void aCardWithoutPhotoLeavesOtherAvatarsAlone() {
        publishesData("open", "0000");
        publishesMetadata("open", INFO.replace(HASH, "0000"));

        writesCard("");

        has(Avatars.METADATA, "current", metadata(INFO.replace(HASH, "0000")));
    }

    @Test
    void whatIsNoImageIsNotPublished() {
        writesCard("<PHOTO><TYPE>image/png</TYPE><BINVAL>!</BINVAL></PHOTO>");

        juliet.sends(PepStage.request("get", juliet, "<items node='%s'/>".formatted(Avatars.METADATA)));
        juliet.receives("""
                <iq type='error' id='ask'>
                  <error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0084 §3.5", says = "an empty metadata element disables the avatar")
    void whoShowsNoAvatarHasNoPhoto() {
        publishesData("open", HASH);
        publishesMetadata("open", INFO);

        publishesMetadata("open", "");

        hasNoCard();
    }
}
