package im.godwit.core.xml;

import static im.godwit.core.transport.StreamCondition.POLICY_VIOLATION;
import static im.godwit.core.xml.ParsedStream.HEADER;
import static im.godwit.core.xml.ParsedStream.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a limit is taken, what goes one beyond is a policy-violation (RFC 6120 §13.12). */
class ParseLimitsTest {
    private static final ParseLimits LIMITS = new ParseLimits(20_000, 64, 64, 32, 2000, 1024, true);

    private static void assertTaken(String child) {
        ParsedStream parsed = ParsedStream.whole(utf8(HEADER + child), LIMITS);
        assertThat(parsed.faults()).isEmpty();
        assertThat(parsed.children()).hasSize(1);
        assertThat(ParsedStream.byteByByte(utf8(HEADER + child), LIMITS)).isEqualTo(parsed);
        assertThat(catchThrowableOfType(InvalidXmlException.class, () -> new DocumentParser(LIMITS).parse(utf8(child))))
                .isNull();
    }

    private static void assertRefused(String child) {
        ParsedStream parsed = ParsedStream.whole(utf8(HEADER + child), LIMITS);
        assertThat(parsed.faults()).containsExactly(POLICY_VIOLATION);
        assertThat(parsed.children()).isEmpty();
        assertThat(ParsedStream.byteByByte(utf8(HEADER + child), LIMITS)).isEqualTo(parsed);
        InvalidXmlException thrown =
                catchThrowableOfType(InvalidXmlException.class, () -> new DocumentParser(LIMITS).parse(utf8(child)));
        assertThat(thrown.error().condition()).isEqualTo(POLICY_VIOLATION);
    }

    private static String times(int count, java.util.function.IntFunction<String> piece) {
        return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining());
    }

    @Test
    void bytesOfAStanza() {
        assertTaken("<a>" + "x".repeat(20_000 - 7) + "</a>");
        assertRefused("<a>" + "x".repeat(20_000 - 6) + "</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>", "<a b='", "<a", "<a xmlns='urn:", "<a><![CDATA["})
    void aStanzaThatNeverEndsIsRefusedAtTheLimit(String start) {
        byte[] bytes = utf8(HEADER + start + "x".repeat(100_000));

        assertThat(ParsedStream.whole(bytes, LIMITS).faults()).containsExactly(POLICY_VIOLATION);
        assertThat(ParsedStream.byteByByte(bytes, LIMITS).faults()).containsExactly(POLICY_VIOLATION);
    }

    @Test
    void aHeaderThatNeverEndsIsRefusedAtTheLimit() {
        byte[] bytes = utf8("<stream:stream to='" + "x".repeat(100_000));

        assertThat(ParsedStream.whole(bytes, LIMITS).faults()).containsExactly(POLICY_VIOLATION);
        assertThat(ParsedStream.whole(utf8(" ".repeat(100_000)), LIMITS).faults())
                .containsExactly(POLICY_VIOLATION);
    }

    @Test
    void theLimitIsForEachStanza() {
        String stanza = "<a>" + "x".repeat(15_000) + "</a>";

        assertThat(ParsedStream.whole(utf8(HEADER + stanza.repeat(10)), LIMITS).children())
                .hasSize(10);
    }

    @Test
    void depth() {
        assertTaken("<a>".repeat(64) + "</a>".repeat(64));
        assertRefused("<a>".repeat(65) + "</a>".repeat(65));
        assertRefused("<a>".repeat(2500) + "</a>".repeat(1500));
    }

    @Test
    void elements() {
        assertTaken("<a>" + "<b/>".repeat(1999) + "</a>");
        assertRefused("<a>" + "<b/>".repeat(2000) + "</a>");
    }

    @Test
    void theNumberOfElementsIsForEachStanza() {
        String stanza = "<a>" + "<b/>".repeat(1500) + "</a>";

        assertThat(ParsedStream.whole(utf8(HEADER + stanza.repeat(3)), LIMITS).children())
                .hasSize(3);
    }

    @Test
    void attributes() {
        assertTaken("<a" + times(64, i -> " b" + i + "=''") + "/>");
        assertRefused("<a" + times(65, i -> " b" + i + "=''") + "/>");
    }

    @Test
    void namespaceDeclarations() {
        assertTaken("<a" + times(32, i -> " xmlns:b" + i + "='u'") + "/>");
        assertRefused("<a" + times(33, i -> " xmlns:b" + i + "='u'") + "/>");
    }

    @Test
    void namesOfElementsAttributesAndPrefixes() {
        String longest = "n".repeat(1024);
        assertTaken("<" + longest + "/>");
        assertTaken("<a " + longest + "=''/>");
        assertTaken("<a xmlns:" + longest + "='u'/>");
        assertRefused("<" + longest + "n/>");
        assertRefused("<a " + longest + "n=''/>");
        assertRefused("<a xmlns:" + longest + "n='u'/>");
    }

    @Test
    void theHeaderIsLimitedToo() {
        String header = "<stream" + times(65, i -> " b" + i + "=''") + ">";

        assertThat(ParsedStream.whole(utf8(header), LIMITS).faults()).containsExactly(POLICY_VIOLATION);
    }

    @Test
    void whitespaceCountsUntilAuthenticationAndIsFreeAfterwards() {
        byte[] bytes = utf8(HEADER + " ".repeat(100_000));

        assertThat(ParsedStream.whole(bytes, ParseLimits.UNAUTHENTICATED).faults())
                .containsExactly(POLICY_VIOLATION);
        assertThat(ParsedStream.byteByByte(bytes, ParseLimits.UNAUTHENTICATED).faults())
                .containsExactly(POLICY_VIOLATION);
        assertThat(ParsedStream.whole(bytes, LIMITS).faults()).isEmpty();
        assertThat(ParsedStream.byteByByte(bytes, LIMITS).faults()).isEmpty();
    }

    @Test
    void anUnauthenticatedPeerMaySendFewElements() {
        assertThat(ParsedStream.whole(utf8(HEADER + "<a>" + "<b/>".repeat(64) + "</a>"), ParseLimits.UNAUTHENTICATED)
                        .faults())
                .containsExactly(POLICY_VIOLATION);
    }
}
