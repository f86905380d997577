package im.godwit.plugins.vcard;

import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hash of the photo in presence (XEP-0153). */
@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, VcardPlugin.class})
class PhotoTest {
    /** The SHA-1 hash of "abc" (RFC 3174 §7.3), which is YWJj in base64. */
    private static final String HASH = "a9993e364706816aba3e25717850c26c9cd0d89d";

    private static final String UPDATE = "<x xmlns='vcard-temp:x:update'><photo>" + HASH + "</photo></x>";

    private static void publishes(Actor actor, String content) {
        actor.sends("<iq type='set' id='v'><vCard xmlns='vcard-temp'>" + content + "</vCard></iq>")
                .receives("<iq type='result' id='v'/>");
    }

    private static String photo(String base64) {
        return "<PHOTO><TYPE>image/png</TYPE><BINVAL>" + base64 + "</BINVAL></PHOTO>";
    }

    @Test
    @Spec(value = "XEP-0153 §3.1, §4.5", says = "SHA-1 of the image in lower-case hex; whitespace is ignored")
    void presenceCarriesTheHash(Stage stage) {
        Actor juliet = stage.client("juliet");
        publishes(juliet, photo("\n  YW\n  Jj\n"));

        juliet.sends("<presence><show>away</show></presence>");

        juliet.receives("<presence><show>away</show>" + UPDATE + "</presence>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x xmlns='vcard-temp:x:update'/>",
                "<x xmlns='vcard-temp:x:update'><photo>0000</photo></x>",
            })
    void hashOfThePhotoOnFileReplacesWhatTheClientBelieves(String believed, Stage stage) {
        Actor juliet = stage.client("juliet");
        publishes(juliet, photo("YWJj"));

        juliet.sends("<presence>" + believed + "<show>away</show></presence>");

        juliet.receives("<presence><show>away</show>" + UPDATE + "</presence>");
    }

    @Test
    @Spec(value = "XEP-0398 §4", says = "not where an empty photo element says that there is none to show")
    void whoShowsNoPhotoIsNotContradicted(Stage stage) {
        Actor juliet = stage.client("juliet");
        publishes(juliet, photo("YWJj"));

        juliet.sends("<presence><x xmlns='vcard-temp:x:update'><photo/></x></presence>");

        juliet.receives("<presence><x xmlns='vcard-temp:x:update'><photo/></x></presence>");
    }

    @Test
    @Spec(value = "XEP-0153 §4.1", says = "directed presence carries it too, unavailable presence does not")
    void directedPresenceCarriesTheHash(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.client("juliet");
        publishes(juliet, photo("YWJj"));

        juliet.sends("<presence to='{romeo/}'/>");
        romeo.receives("<presence from='{juliet/}'>" + UPDATE + "</presence>");
        juliet.sends("<presence to='{romeo/}' type='unavailable'/>");
        romeo.receives("<presence from='{juliet/}' type='unavailable'/>");
    }

    @Test
    void everySessionKnowsTheNewPhoto(Stage stage) {
        Actor home = stage.client("juliet/home");
        Actor balcony = stage.client("juliet/balcony");
        home.sends("<presence/>").receives("<presence/>");

        publishes(balcony, photo("YWJj"));
        home.sends("<presence/>").receives("<presence>" + UPDATE + "</presence>");
        publishes(balcony, "<FN>Juliet</FN>");
        home.sends("<presence/>").receives("<presence/>");
    }

    @Test
    void hashIsThereAfterTheAccountWasAway(Stage stage) {
        Actor juliet = stage.client("juliet");
        publishes(juliet, photo("YWJj"));
        juliet.vanishes();

        stage.client("juliet").sends("<presence/>").receives("<presence>" + UPDATE + "</presence>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "Y"})
    void presenceStaysAsItIsWithoutAPhoto(String base64, Stage stage) {
        Actor juliet = stage.client("juliet");
        publishes(juliet, "<FN>Juliet</FN>" + photo(base64));

        juliet.sends("<presence><x xmlns='vcard-temp:x:update'/></presence>");

        juliet.receives("<presence><x xmlns='vcard-temp:x:update'/></presence>");
    }
}
