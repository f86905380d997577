package im.godwit.plugins.archive;

import static im.godwit.plugins.archive.Archiving.form;
import static im.godwit.plugins.archive.Archiving.page;
import static im.godwit.plugins.archive.Archiving.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.archive.Archiving.Answer;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of an archive, and the errors. */
@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, ArchivePlugin.class})
class QueryTest {
    /** Romeo with messages 0, 1, 2 … to Juliet and the Nurse in turn, a minute apart from 12:00 on. */
    private static Actor romeoWith(int messages, Stage stage) {
        stage.account("juliet");
        stage.account("nurse");
        Actor romeo = stage.client("romeo");
        for (int i = 0; i < messages; i++) {
            romeo.sends("<message to='{%s}' type='chat'><body>%d</body></message>"
                    .formatted(i % 2 == 0 ? "juliet" : "nurse", i));
            stage.clock().advance(Duration.ofMinutes(1));
        }
        romeo.ignoresAll(); // what bounced, since nobody keeps what waits
        return romeo;
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.1", says = "with a bare JID, messages to and from it and its resources")
    void withMatchesEitherDirection(Stage stage) {
        Actor romeo = romeoWith(4, stage);
        Actor juliet = stage.client("juliet");
        juliet.sends("<message to='{romeo/}' type='chat'><body>back</body></message>");
        romeo.ignoresAll();

        assertThat(query(romeo, form("with", "juliet@example.org")).bodies()).containsExactly("0", "2", "back");
        assertThat(query(romeo, form("with", "juliet@example.org/home")).bodies())
                .containsExactly("back");
        assertThat(query(romeo, form("with", "JULIET@Example.org")).bodies()).containsExactly("0", "2", "back");
        assertThat(query(romeo, form("with", "nobody@example.org")).bodies()).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.1", says = "with the account itself, only messages to itself")
    void withOneselfMatchesNotesOnly(Stage stage) {
        Actor romeo = romeoWith(2, stage);
        romeo.sends("<message to='{romeo}'><body>note</body></message>").ignoresAll();

        assertThat(query(romeo, form("with", "romeo@example.org")).bodies()).containsExactly("note");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:02:00Z, 2026-03-01T12:04:00Z, 2, 5",
        "2026-03-01T14:02:00+02:00, 2026-03-01T07:04:00-05:00, 2, 5",
        "2026-03-01T12:02:00.001Z, 2026-03-01T12:03:59.999Z, 3, 4",
        "2026-03-01T12:01:30Z, '', 2, 6",
        "'', 2026-03-01T12:01:30Z, 0, 2",
        "0001-01-01T00:00:00Z, 9999-12-31T23:59:59Z, 0, 6",
        "2026-03-01T12:04:00Z, 2026-03-01T12:02:00Z, 0, 0",
        "2027-01-01T00:00:00Z, '', 0, 0",
        "'', 2025-01-01T00:00:00Z, 0, 0"
    })
    @Spec(value = "XEP-0313 §4.1.2", says = "start and end are part of the span")
    void timesLimit(String start, String end, int from, int to, Stage stage) {
        Answer answer = query(romeoWith(6, stage), form("start", start, "end", end));

        assertThat(answer.bodies()).isEqualTo(numbers(from, to));
        assertThat(answer.complete()).isTrue();
        assertThat(answer.set("count").text()).isEqualTo(Integer.toString(to - from));
    }

    @Test
    void clockThatGoesBackDoesNotMixTheOrder(Stage stage) {
        Actor romeo = romeoWith(3, stage);
        stage.clock().advance(Duration.ofHours(-1));
        romeo.sends("<message to='{juliet}'><body>3</body></message>").ignoresAll();

        assertThat(query(romeo, "").bodies()).isEqualTo(numbers(0, 4));
        assertThat(query(romeo, form("start", "2026-03-01T12:02:00Z")).bodies()).isEqualTo(numbers(2, 4));
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.3", says = "before-id, after-id and ids limit; paging by RSM goes on within them")
    void idsLimit(Stage stage) {
        Actor romeo = romeoWith(8, stage);
        List<String> ids = query(romeo, "").ids();

        String between = form("after-id", ids.get(1), "before-id", ids.get(6));
        assertThat(query(romeo, between).bodies()).isEqualTo(numbers(2, 6));
        Answer first = query(romeo, between + page("<max>3</max>"));
        assertThat(first.bodies()).isEqualTo(numbers(2, 5));
        assertThat(first.complete()).isFalse();
        assertThat(first.set("count").text()).isEqualTo("4");
        Answer second = query(romeo, between + page("<max>3</max><after>" + ids.get(4) + "</after>"));
        assertThat(second.bodies()).isEqualTo(numbers(5, 6));
        assertThat(second.complete()).isTrue();
        assertThat(second.set("first").attribute("index")).contains("3");
        assertThat(query(romeo, form("after-id", ids.get(7))).bodies()).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.3", says = "ids fetch these entries, in chronological order")
    void namedEntriesAreFetched(Stage stage) {
        Actor romeo = romeoWith(6, stage);
        List<String> ids = query(romeo, "").ids();
        String named = "<x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>"
                + "<field var='ids'><value>%s</value><value>%s</value><value>%s</value><value>%s</value></field>"
                        .formatted(ids.get(4), ids.get(1), ids.get(4), ids.get(0));

        Answer answer = query(romeo, named + "</x>");
        assertThat(answer.bodies()).containsExactly("0", "1", "4");
        assertThat(answer.complete()).isTrue();
        String her = "<field var='with'><value>juliet@example.org</value></field></x>";
        assertThat(query(romeo, named + her).bodies()).containsExactly("0", "4");
        assertThat(query(romeo, named + "</x>" + page("<max>0</max>"))
                        .set("count")
                        .text())
                .isEqualTo("3");
        Answer last = query(romeo, named + "</x>" + page("<max>1</max><before/>"));
        assertThat(last.bodies()).containsExactly("4");
        assertThat(last.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field><field var='ids'><value>%s</value><value>gone</value></field></x>",
                "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field><field var='before-id'><value>gone</value></field></x>",
                "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field><field var='after-id'><value>gone</value></field></x>",
                "<set xmlns='http://jabber.org/protocol/rsm'><after>gone</after></set>",
                "<set xmlns='http://jabber.org/protocol/rsm'><before>gone</before></set>"
            })
    @Spec(value = "XEP-0313 §4.1.3, §4.3.2", says = "an id that is not in the archive is item-not-found")
    void unknownIdsAreErrors(String content, Stage stage) {
        Actor romeo = romeoWith(2, stage);
        String known = query(romeo, "").ids().getFirst();

        Archiving.sendQuery(romeo, content.replace("%s", known));

        romeo.receives("""
                <iq type='error' id='q'>
                  <error type='cancel'>
                    <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""");
        romeo.receivesNothing();
    }

    @Test
    void idsOfOthersAreUnknown(Stage stage) {
        Actor romeo = romeoWith(2, stage);
        String his = query(romeo, "").ids().getFirst();
        Actor juliet = stage.client("juliet");

        Archiving.sendQuery(juliet, form("after-id", his));

        juliet.receives("""
                <iq type='error' id='q'>
                  <error type='cancel'>
                    <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad-request | modify | <x xmlns='jabber:x:data' type='submit'><field var='with'/></x>",
                "bad-request | modify | <x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>other</value></field></x>",
                "bad-request | modify | <x xmlns='jabber:x:data' type='form'><field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field></x>",
                "bad-request | modify | <x xmlns='jabber:x:data'/>",
                "bad-request | modify | FORM(start=yesterday)",
                "bad-request | modify | FORM(start=2026-03-01)",
                "bad-request | modify | FORM(end=2026-02-30T00:00:00Z)",
                "bad-request | modify | FORM(end=+999999999-12-31T23:59:59Z)",
                "bad-request | modify | FORM(include-groupchat=maybe)",
                "jid-malformed | modify | FORM(with=a@b@c)",
                "feature-not-implemented | cancel | FORM({http://example.com/}mood=lonely)",
                "bad-request | modify | <set xmlns='http://jabber.org/protocol/rsm'><max>-1</max></set>",
                "bad-request | modify | <set xmlns='http://jabber.org/protocol/rsm'><max>2147483648</max></set>",
                "bad-request | modify | <set xmlns='http://jabber.org/protocol/rsm'><before/><after>x</after></set>"
            })
    @Spec(value = "XEP-0313 §4.1.5", says = "unknown fields are feature-not-implemented; nonsense is bad-request")
    void nonsenseIsRefused(String condition, String type, String content, Stage stage) {
        Actor romeo = romeoWith(1, stage);
        Matcher field = Pattern.compile("FORM\\((.*)=(.*)\\)").matcher(content);
        String written = field.matches() ? form(field.group(1), field.group(2)) : content;

        Archiving.sendQuery(romeo, written);

        romeo.receives("""
                <iq type='error' id='q'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""".formatted(type, condition));
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0313 §5.1.3", says = "a node is not an account's archive")
    void nodesAreNotHere(Stage stage) {
        Actor romeo = romeoWith(1, stage);

        romeo.sends("<iq type='set' id='q'><query xmlns='urn:xmpp:mam:2' node='news'/></iq>");

        assertThat(romeo.receives().toString()).contains("feature-not-implemented");
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.4", says = "include-groupchat is understood")
    void groupchatFieldIsUnderstood(Stage stage) {
        Actor romeo = romeoWith(2, stage);

        assertThat(query(romeo, form("include-groupchat", "true")).bodies()).containsExactly("0", "1");
        assertThat(query(romeo, form("include-groupchat", "0")).bodies()).containsExactly("0", "1");
    }

    @Test
    @Spec(value = "XEP-0313 §4.3", says = "pages forwards and backwards are in order, complete at the end")
    void pagesCoverTheArchive(Stage stage) {
        Actor romeo = romeoWith(7, stage);
        List<String> forwards = new ArrayList<>();
        Answer answer = query(romeo, page("<max>3</max>"));
        int pages = 1;
        while (!answer.complete()) {
            forwards.addAll(answer.bodies());
            answer = query(
                    romeo,
                    page("<max>3</max><after>%s</after>"
                            .formatted(answer.set("last").text())));
            pages++;
        }
        forwards.addAll(answer.bodies());
        assertThat(forwards).isEqualTo(numbers(0, 7));
        assertThat(pages).isEqualTo(3);
        assertThat(answer.set("first").attribute("index")).contains("6");
        assertThat(answer.set("count").text()).isEqualTo("7");

        List<String> backwards = new ArrayList<>();
        answer = query(romeo, page("<max>3</max><before/>"));
        while (!answer.complete()) {
            backwards.addAll(0, answer.bodies());
            answer = query(
                    romeo,
                    page("<max>3</max><before>%s</before>"
                            .formatted(answer.set("first").text())));
        }
        backwards.addAll(0, answer.bodies());
        assertThat(backwards).isEqualTo(numbers(0, 7));
    }

    @Test
    void exactlyFullPageIsComplete(Stage stage) {
        Actor romeo = romeoWith(3, stage);

        assertThat(query(romeo, page("<max>3</max>")).complete()).isTrue();
        assertThat(query(romeo, page("<max>3</max><before/>")).complete()).isTrue();
    }

    @Test
    @Spec(value = "XEP-0059 §2.6", says = "a page begins at the index; behind the end it is empty")
    void pageIsFoundByIndex(Stage stage) {
        Actor romeo = romeoWith(5, stage);

        Answer answer = query(romeo, page("<max>2</max><index>2</index>"));

        assertThat(answer.bodies()).isEqualTo(numbers(2, 4));
        assertThat(answer.set("first").attribute("index")).contains("2");
        assertThat(query(romeo, page("<index>5</index>")).results()).isEmpty();
        assertThat(query(romeo, page("<index>2147483647</index>")).results()).isEmpty();
        String with = form("with", "juliet@example.org");
        assertThat(query(romeo, with + page("<max>1</max><index>0</index>")).bodies())
                .containsExactly("0");
        Archiving.sendQuery(romeo, with + page("<index>1</index>"));
        assertThat(romeo.receives().toString()).contains("feature-not-implemented");
    }

    @Test
    @Spec(value = "XEP-0059 §2.7", says = "a page of no items tells the count")
    void countIsToldAlone(Stage stage) {
        Actor romeo = romeoWith(5, stage);

        Answer all = query(romeo, page("<max>0</max>"));

        assertThat(all.results()).isEmpty();
        assertThat(all.complete()).isFalse();
        assertThat(all.tells("first")).isFalse();
        assertThat(all.set("count").text()).isEqualTo("5");
        assertThat(query(romeo, form("with", "nurse@example.org") + page("<max>0</max>"))
                        .set("count")
                        .text())
                .isEqualTo("2");
    }

    @Test
    @Spec(value = "XEP-0313 §4.3.4", says = "a flipped page has the same results in reverse order, and the same ends")
    void flippedPageIsSentFromItsEnd(Stage stage) {
        Actor romeo = romeoWith(5, stage);
        String wanted = page("<max>3</max><before/>");
        Answer straight = query(romeo, wanted);

        Answer flipped = query(romeo, wanted + "<flip-page/>");

        assertThat(flipped.ids()).isEqualTo(straight.ids().reversed());
        assertThat(flipped.fin()).isEqualTo(straight.fin());
    }

    @Test
    void pageIsLimited() {
        var options = new ArchiveOptions(Policy.ALWAYS, 0, Duration.ZERO, 2, 3);
        try (Stage stage = Stage.builder()
                .plugins(List.of(new ArchivePlugin()))
                .options("archive", options)
                .build()) {
            Actor romeo = romeoWith(5, stage);

            assertThat(query(romeo, "").bodies()).isEqualTo(numbers(0, 2));
            Answer most = query(romeo, page("<max>1000</max>"));
            assertThat(most.bodies()).isEqualTo(numbers(0, 3));
            assertThat(most.complete()).isFalse();
            List<String> ids = query(romeo, page("<max>3</max>")).ids();
            String four = ("<value>" + ids.getFirst() + "</value>").repeat(4);
            Archiving.sendQuery(
                    romeo, form("ids", ids.getFirst()).replaceFirst("<value>" + ids.getFirst() + "</value>", four));
            assertThat(romeo.receives().toString()).contains("policy-violation");
        }
    }

    @Test
    void largeMessagesMakeShortPages(Stage stage) {
        Actor romeo = romeoWith(0, stage);
        for (int i = 0; i < 4; i++) {
            romeo.sends("<message to='{juliet}'><body>%s</body></message>".formatted(("" + i).repeat(100_000)));
        }
        romeo.ignoresAll();

        Answer oldest = query(romeo, "");
        assertThat(oldest.bodies().stream().map(body -> body.substring(0, 1))).containsExactly("0", "1");
        assertThat(oldest.complete()).isFalse();
        Answer newest = query(romeo, page("<before/>"));
        assertThat(newest.bodies().stream().map(body -> body.substring(0, 1))).containsExactly("2", "3");
        assertThat(newest.complete()).isFalse();
    }

    @Test
    @Spec(
            value = "XEP-0313 §5",
            says = "metadata names the first and the last message; of an empty archive it is empty")
    void metadataTellsTheEnds(Stage stage) {
        Actor romeo = romeoWith(0, stage);
        romeo.sends("<iq type='get' id='m1'><metadata xmlns='urn:xmpp:mam:2'/></iq>");
        romeo.receives("<iq type='result' id='m1'><metadata xmlns='urn:xmpp:mam:2'/></iq>");

        for (int i = 0; i < 3; i++) {
            romeo.sends("<message to='{romeo}'><body>hi</body></message>").ignoresAll();
            stage.clock().advance(Duration.ofMinutes(1));
        }
        List<String> ids = query(romeo, "").ids();
        romeo.sends("<iq type='get' id='m2' to='{romeo}'><metadata xmlns='urn:xmpp:mam:2'/></iq>");

        romeo.receives("""
                <iq type='result' id='m2'>
                  <metadata xmlns='urn:xmpp:mam:2'>
                    <start id='%s' timestamp='2026-03-01T12:00:00Z'/>
                    <end id='%s' timestamp='2026-03-01T12:02:00Z'/>
                  </metadata>
                </iq>""".formatted(ids.getFirst(), ids.getLast()));
    }

    @Test
    @Spec(
            value = "XEP-0313 §4.1.5",
            says = "the form has all fields, none of them required, and the list of ids is open")
    void formIsTold(Stage stage) {
        Actor romeo = romeoWith(0, stage);

        romeo.sends("<iq type='get' id='f'><query xmlns='urn:xmpp:mam:2'/></iq>");

        romeo.receives("""
                <iq type='result' id='f'>
                  <query xmlns='urn:xmpp:mam:2'>
                    <x xmlns='jabber:x:data' type='form'>
                      <field type='hidden' var='FORM_TYPE'><value>urn:xmpp:mam:2</value></field>
                      <field type='jid-single' var='with'/>
                      <field type='text-single' var='start'/>
                      <field type='text-single' var='end'/>
                      <field type='text-single' var='before-id'/>
                      <field type='text-single' var='after-id'/>
                      <field type='list-multi' var='ids'>
                        <validate xmlns='http://jabber.org/protocol/xdata-validate' datatype='xs:string'><open/></validate>
                      </field>
                      <field type='boolean' var='include-groupchat'/>
                      <field type='text-single' var='{urn:xmpp:fulltext:0}fulltext'/>
                      <field type='text-single' var='withtext'/>
                    </x>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0431 §3", says = "messages with words that begin so are found, in every script")
    void wordsAreFound(Stage stage) {
        Actor romeo = romeoWith(0, stage);
        for (String body :
                List.of("What light through yonder window", "The LIGHT is café-bright", "光は東", "it's 5 o'clock")) {
            romeo.sends("<message to='{juliet}'><body>" + body + "</body></message>");
        }
        romeo.sends("<message to='{nurse}'><body>light</body></message>").ignoresAll();

        String field = "{urn:xmpp:fulltext:0}fulltext";
        assertThat(query(romeo, form(field, "light")).results()).hasSize(3);
        assertThat(query(romeo, form(field, "Yonder light")).bodies())
                .containsExactly("What light through yonder window");
        assertThat(query(romeo, form(field, "CAFE")).bodies()).containsExactly("The LIGHT is café-bright");
        assertThat(query(romeo, form(field, "東光")).bodies()).containsExactly("光は東");
        assertThat(query(romeo, form(field, "ligh")).results()).hasSize(3);
        assertThat(query(romeo, form(field, "ight")).results()).isEmpty();
        assertThat(query(romeo, form(field, "l_ght")).results()).isEmpty();
        assertThat(query(romeo, form(field, "%")).results()).isEmpty();
        assertThat(query(romeo, form(field, "?!")).results()).isEmpty();
        assertThat(query(romeo, form("withtext", "light", "with", "nurse@example.org"))
                        .bodies())
                .containsExactly("light");
        Answer page = query(romeo, form(field, "light") + page("<max>1</max><before/>"));
        assertThat(page.bodies()).containsExactly("light");
        assertThat(page.complete()).isFalse();
        assertThat(query(romeo, form(field, "light") + page("<max>0</max>"))
                        .set("count")
                        .text())
                .isEqualTo("3");
        // an empty field is none
        assertThat(query(romeo, form(field, "")).results()).hasSize(5);
    }
}
