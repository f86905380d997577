package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of rooms, in pages. */
class RoomListTest {
    private static final String SERVICE = "conference.example.org";

    private Stage stage;
    private Actor crone;
    private Actor hag;

    @BeforeEach
    void open() {
        MucOptions few = MucTesting.options(ServiceAdmins.NOBODY);
        stage = Stage.builder()
                .plugins(List.of())
                .service("conference", List.of(new DiscoPlugin(), new MucPlugin()))
                .options("muc", few)
                .build();
        crone = stage.client("crone");
        hag = stage.client("hag");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void opens(String room, String... settings) {
        crone.sends("<presence to='%s@%s/first'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                .formatted(room, SERVICE));
        crone.ignoresAll();
        crone.sends(configuration(settings).replace(MucTesting.ROOM, room + "@" + SERVICE));
        crone.receives("<iq type='result' id='ask'/>");
        crone.ignoresAll();
    }

    private static String asks(String set) {
        return "<iq type='get' id='disco' to='%s'><query xmlns='http://jabber.org/protocol/disco#items'>%s</query></iq>"
                .formatted(SERVICE, set);
    }

    private static String page(String position) {
        return asks("<set xmlns='http://jabber.org/protocol/rsm'>" + position + "</set>");
    }

    /** A page as it is answered. */
    private static String items(int index, int count, String... rooms) {
        String items = Arrays.stream(rooms)
                .map(room -> "<item jid='%s@%s'/>".formatted(room, SERVICE))
                .collect(Collectors.joining());
        String ends = rooms.length == 0
                ? ""
                : "<first index='%d'>%s@%s</first><last>%s@%s</last>"
                        .formatted(index, rooms[0], SERVICE, rooms[rooms.length - 1], SERVICE);
        return """
                <iq type='result' id='disco' from='%s'>
                  <query xmlns='http://jabber.org/protocol/disco#items'>%s
                    <set xmlns='http://jabber.org/protocol/rsm'>%s<count>%d</count></set>
                  </query>
                </iq>""".formatted(SERVICE, items, ends, count);
    }

    @Test
    @Spec(value = "XEP-0045 §6.3", says = "a partial list of rooms says that it is not the full result set")
    void aPartialListSaysSo() {
        for (String room : List.of("d", "b", "a", "c")) {
            opens(room, "persistentroom=" + (room.equals("b") ? 1 : 0));
        }

        hag.sends(asks(""));

        hag.receives(items(0, 4, "a", "b", "c"));
    }

    @Test
    @Spec(value = "XEP-0059 §2.2, §2.3, §2.5", says = "pages forwards, backwards and from the end, in a stable order")
    void roomsComeInPages() {
        for (String room : List.of("d", "b", "a", "e", "c")) {
            opens(room, "persistentroom=" + (room.compareTo("c") < 0 ? 1 : 0));
        }

        hag.sends(page("<max>2</max>"));
        hag.receives(items(0, 5, "a", "b"));
        hag.sends(page("<max>2</max><after>b@%s</after>".formatted(SERVICE)));
        hag.receives(items(2, 5, "c", "d"));
        hag.sends(page("<max>2</max><after>d@%s</after>".formatted(SERVICE)));
        hag.receives(items(4, 5, "e"));
        hag.sends(page("<max>2</max><after>e@%s</after>".formatted(SERVICE)));
        hag.receives(items(0, 5));
        hag.sends(page("<max>2</max><before>d@%s</before>".formatted(SERVICE)));
        hag.receives(items(1, 5, "b", "c"));
        hag.sends(page("<max>2</max><before/>"));
        hag.receives(items(3, 5, "d", "e"));
        hag.sends(page("<max>0</max>"));
        hag.receives(items(0, 5));
        hag.sends(page("<max>100</max>"));
        hag.receives(items(0, 5, "a", "b", "c"));
    }

    @Test
    @Spec(value = "XEP-0059 §2.2, §2.4", says = "no item is left out or given twice while rooms come and go")
    void aRoomThatIsGoneStillHasItsPlace() {
        for (String room : List.of("a", "c", "e")) {
            opens(room, "persistentroom=1");
        }
        hag.sends(page("<max>2</max>"));
        hag.receives(items(0, 3, "a", "c"));
        crone.sends("<iq type='set' id='end' to='c@%s'>".formatted(SERVICE)
                + "<query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query></iq>");
        crone.ignoresAll();
        opens("b");
        opens("d");

        hag.sends(page("<max>2</max><after>c@%s</after>".formatted(SERVICE)));

        hag.receives(items(2, 4, "d", "e"));
    }

    @Test
    @Spec(value = "XEP-0045 §4.2", says = "a hidden room cannot be found by any means but its exact name")
    void hiddenRoomsAreOnNoPage() {
        opens("a", "publicroom=0", "persistentroom=1");
        opens("b", "publicroom=0");
        opens("c", "persistentroom=1");
        crone.sends("<presence to='d@%s/first'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                .formatted(SERVICE)); // and one that nobody has configured yet
        crone.ignoresAll();

        hag.sends(page(""));
        hag.receives(items(0, 1, "c"));
        crone.sends(page("<before/>"));
        assertThat(crone.receives().toString()).contains("c@" + SERVICE).doesNotContain("a@", "b@", "d@");
    }

    @Test
    @Spec(value = "XEP-0059 §2.6", says = "a place by its number is not supported")
    void placesHaveNoNumbers() {
        hag.sends(page("<index>1</index>"));
        hag.receives(explained("iq", "cancel", "feature-not-implemented"));
        hag.sends(page("<max>-1</max>"));
        hag.receives(explained("iq", "modify", "bad-request"));
        hag.sends(page("<max>1</max>").replace(SERVICE, MucTesting.ROOM));
        hag.receives(error("iq", "cancel", "item-not-found"));
    }
}
