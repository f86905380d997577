package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.NO_SUBJECT;
import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.leaves;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.shown;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** vCards and avatars of rooms. */
@XmppTest(
        plugins = {},
        services =
                @XmppTest.Service(
                        name = "conference",
                        plugins = {DiscoPlugin.class, MucPlugin.class}))
class CardTest {
    private static final String SERVICE = "conference.example.org";
    private static final String CHANGED = "<message from='" + ROOM + "' type='groupchat' id='{any}'>"
            + "<x xmlns='http://jabber.org/protocol/muc#user'><status code='104'/></x></message>";

    /** The SHA-1 hashes of "abc" (FIPS 180-2 §A.1) and of "a" (RFC 3174 §7.3), which stand for images. */
    private static final String ABC = "a9993e364706816aba3e25717850c26c9cd0d89d";

    private static final String A = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8";
    private static final String CARD = card(photo("YW\nJj"));

    private Actor crone;
    private Actor hag;

    @BeforeEach
    void enter(Stage stage) {
        crone = stage.client("crone");
        hag = stage.client("hag");
        opens(crone, "first");
    }

    private static String photo(String base64) {
        return "<PHOTO><TYPE>image/png</TYPE><BINVAL>" + base64 + "</BINVAL></PHOTO>";
    }

    private static String card(String content) {
        return "<vCard xmlns='vcard-temp'>" + content + "</vCard>";
    }

    private static String set(String card) {
        return "<iq type='set' id='ask' to='%s'>%s</iq>".formatted(ROOM, card);
    }

    private static String get() {
        return "<iq type='get' id='ask' to='%s'><vCard xmlns='vcard-temp'/></iq>".formatted(ROOM);
    }

    private static String result(String card) {
        return "<iq type='result' id='ask' from='%s'>%s</iq>".formatted(ROOM, card);
    }

    private static String update(String hash) {
        return """
                <presence from='%s'><x xmlns='vcard-temp:x:update'><photo>%s</photo></x></presence>""".formatted(ROOM, hash);
    }

    private static String disco(String to) {
        return "<iq type='get' id='ask' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
                .formatted(to);
    }

    private void portrays() {
        crone.sends(set(CARD));
        crone.receives(done());
        crone.ignoresAll();
    }

    @Test
    @Spec(value = "XEP-0486 §3.2, §5.2", says = "an owner publishes an avatar, and all present are told")
    void anOwnerPublishesAnAvatar() {
        enters(hag, "third", crone);

        crone.sends(set(CARD));

        crone.receives(done());
        crone.receives(CHANGED);
        crone.receives(update(ABC));
        hag.receives(CHANGED);
        hag.receives(update(ABC));
    }

    @Test
    @Spec(value = "XEP-0054 §3.1", says = "where no vCard exists, the answer is an empty one")
    void aRoomWithoutCardHasAnEmptyOne() {
        hag.sends(get());

        hag.receives(result(card("")));
    }

    @Test
    @Spec(value = "XEP-0486 §3.2", says = "setting an empty vCard unpublishes the avatar")
    void anEmptyCardIsNone() {
        portrays();

        crone.sends(set(card("")));

        crone.receives(done());
        crone.receives(CHANGED);
        crone.receives(update(""));
        hag.sends(get());
        hag.receives(result(card("")));
        crone.sends(set(card("")));
        crone.receives(done());
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0486 §3.2, §6", says = "only owners set it; others get forbidden of type auth")
    void nobodyElsePublishesAnAvatar() {
        enters(hag, "third", crone);

        hag.sends(set(CARD));

        hag.receives(error("iq", "auth", "forbidden"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0486 §3.1, §3.3, §5.1", says = "the feature and the hashes of all formats are advertised")
    void hashesAreAdvertised() {
        hag.sends(disco(SERVICE));
        assertThat(hag.receives().toString()).contains("<feature var='vcard-temp'/>");
        hag.sends(disco(ROOM));
        assertThat(hag.receives().toString())
                .contains("<feature var='vcard-temp'/>")
                .doesNotContain("muc#roominfo_avatarhash");
        crone.sends(set(card(photo("YWJj") + photo("YQ=="))));
        crone.receives(done());

        hag.sends(disco(ROOM));

        assertThat(hag.receives().toString())
                .contains("var='muc#roominfo_avatarhash' type='text-multi'")
                .contains("<value>" + ABC + "</value><value>" + A + "</value>");
    }

    @Test
    @Spec(value = "XEP-0486 §3.4", says = "a user who is not in the room retrieves the vCard")
    void everybodyReadsTheCard() {
        portrays();

        hag.sends(get());

        hag.receives(result(CARD));
    }

    @Test
    @Spec(value = "XEP-0486 §5.2", says = "who enters sees the hash in presence of the room, after the occupants")
    void whoEntersSeesTheHash() {
        portrays();

        sendsEntry(hag, "third");

        hag.receives(shown("first", "affiliation='owner' role='moderator'"));
        hag.receives(shown("third", "affiliation='none' role='participant' jid='{hag/}'", 110));
        hag.receives(update(ABC));
        hag.receives(NO_SUBJECT);
    }

    @Test
    void theCardLastsWithARoomThatBecomesPersistent() {
        portrays();
        crone.sends(configuration("persistentroom=1"));
        crone.receives(done());
        leaves(crone, "first");

        hag.sends(get());

        hag.receives(result(CARD));
        crone.sends(set(card("<FN>Cave</FN>")));
        crone.receives(done());
        hag.sends(get());
        hag.receives(result(card("<FN>Cave</FN>")));
        crone.sends(set(card("")));
        crone.receives(done());
        hag.sends(get());
        hag.receives(result(card("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "", "Y"})
    @Spec(value = "XEP-0153 §4.5", says = "the image data MUST be Base64")
    void aPhotoThatIsNoneIsRefused(String base64) {
        crone.sends(set(card(photo(base64))));

        crone.receives(explained("iq", "modify", "not-acceptable"));
        crone.receivesNothing();
    }

    @Test
    void aCardThatIsTooLargeIsRefused() {
        crone.sends(set(card("<DESC>" + "x".repeat(128 * 1024) + "</DESC>")));
        crone.receives(explained("iq", "modify", "policy-violation"));
        crone.sends(set(card(photo("YQ==").repeat(11))));
        crone.receives(explained("iq", "modify", "not-acceptable"));
    }

    @Test
    void aRoomThatIsNotThereHasNoCard() {
        hag.sends(get().replace("coven", "nowhere"));

        hag.receives(error("iq", "cancel", "item-not-found"));
    }
}
