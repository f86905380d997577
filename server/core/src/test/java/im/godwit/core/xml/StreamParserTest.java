package im.godwit.core.xml;

import static im.godwit.core.xml.ParsedStream.HEADER;
import static im.godwit.core.xml.ParsedStream.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What streams are made of; what is refused is in {@link RefusedXmlTest}. */
class StreamParserTest {
    private static final ParseLimits LIMITS = ParseLimits.AUTHENTICATED;

    private static ParsedStream parse(String xml) {
        return ParsedStream.whole(utf8(xml), LIMITS);
    }

    @Test
    void theHeaderIsReportedAsItCame() {
        ParsedStream parsed = parse("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<stream:stream"
                + " xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.org'"
                + " from='juliet@example.org' version='1.1' xml:lang='de'>");

        assertThat(parsed.header())
                .isEqualTo(new StreamHeader(
                        new Name(Namespaces.STREAMS, "stream"),
                        "jabber:client",
                        Optional.of("example.org"),
                        Optional.of("juliet@example.org"),
                        Optional.of("1.1"),
                        Optional.of("de")));
        assertThat(parsed.events()).hasSize(1);
    }

    @Test
    void aForeignRootIsReportedUnjudged() {
        assertThat(parse("<html to=''>").header())
                .isEqualTo(new StreamHeader(
                        Name.of("html"), "", Optional.of(""), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** RFC 6120 §4.7.3. */
    @Test
    void theHeaderOfTheSideThatAnswersHasAnId() {
        ParsedStream parsed = parse("<stream:stream xmlns='jabber:client' xmlns:stream='" + Namespaces.STREAMS
                + "' from='example.org' id='x1' version='1.0'>");

        assertThat(parsed.header().id()).contains("x1");
    }

    @Test
    void childrenComeWholeWithNamespacesResolvedAndPrefixesGone() {
        ParsedStream parsed = parse(HEADER
                + "<message xml:lang='en' to='a@b'><body>x &lt; y</body><p:q xmlns:p='urn:p' p:r='1'><p:s/></p:q></message>"
                + "<presence/></stream:stream>");

        Element message = Element.builder("jabber:client", "message")
                .attribute(new Name(Name.XML, "lang"), "en")
                .attribute("to", "a@b")
                .child("body", "x < y")
                .add(Element.builder("urn:p", "q")
                        .attribute(new Name("urn:p", "r"), "1")
                        .child("s")
                        .build())
                .build();
        assertThat(parsed.children()).containsExactly(message, Element.of(new Name("jabber:client", "presence")));
        assertThat(parsed.ended()).isTrue();
    }

    @Test
    void characterDataSectionsAreText() {
        Element only = parse(HEADER + "<a>x<![CDATA[<b>&amp;]]]]><![CDATA[>]]>y</a>")
                .children()
                .getFirst();

        assertThat(only.text()).isEqualTo("x<b>&amp;]]>y");
        assertThat(only.children()).hasSize(1);
    }

    @Test
    void whatLooksLikeTheEndOfASectionIsLegalInAttributesAndEscaped() {
        Element only = parse(HEADER + "<a b=']]>'>]]&gt;]] ></a>").children().getFirst();

        assertThat(only.attribute("b")).contains("]]>");
        assertThat(only.text()).isEqualTo("]]>]] >");
    }

    @Test
    void controlElementsInsideAStanzaArePayload() {
        ParsedStream parsed = parse(HEADER + "<message><stream:error/><stream:stream/></message><presence/>");

        assertThat(parsed.children()).hasSize(2);
        assertThat(parsed.ended()).isFalse();
    }

    @Test
    void namespacesMayBeRedeclaredInsideAStanza() {
        Element only = parse(HEADER + "<message xmlns:stream='urn:x'><stream:a/><b xmlns=''/></message>")
                .children()
                .getFirst();

        assertThat(only.elements()).containsExactly(Element.of(new Name("urn:x", "a")), Element.of(Name.of("b")));
    }

    @Test
    void whitespaceBetweenStanzasIsNotReported() {
        assertThat(parse(HEADER + " \n<presence/>\r\n\t </stream:stream>").events())
                .hasSize(3);
    }

    @Test
    void whitespaceBetweenChildrenIsReportedWhereItIsNotFree() {
        byte[] bytes = utf8(HEADER + " <presence> <show/> </presence>\n</stream:stream>");

        assertThat(ParsedStream.whole(bytes, ParseLimits.UNAUTHENTICATED).events())
                .hasSize(5)
                .filteredOn(StreamEvent.Space.class::isInstance)
                .hasSize(2);
    }

    @Test
    void anEmptyRootIsAHeaderAndAnEnd() {
        ParsedStream parsed = parse("<stream xmlns='urn:x'/>");

        assertThat(parsed.header().root()).isEqualTo(new Name("urn:x", "stream"));
        assertThat(parsed.ended()).isTrue();
    }

    @Test
    void nothingIsParsedAfterTheEnd() {
        ParsedStream parsed = parse(HEADER + "</stream:stream><presence/><<<");

        assertThat(parsed.events()).hasSize(2);
    }

    @Test
    void whitespaceMayStandBeforeTheDeclaration() {
        assertThat(parse("\n <?xml version='1.0'?>\n" + HEADER + "<presence/>").children())
                .hasSize(1);
    }

    @Test
    void everySplitOfTheBytesGivesTheSameEvents() {
        byte[] bytes = utf8("<?xml version='1.0'?>" + HEADER
                + "<message to='\u00e4\u20ac\uD83D\uDE00@b' x=']]>'><body>\u00e4\u20ac\uD83D\uDE00 &amp;&#x1F600;&#13; "
                + "a\r\nb\rc</body><![CDATA[]]]><![CDATA[]]]]><![CDATA[>]]></message> "
                + "<p:iq xmlns:p='jabber:client' xmlns='urn:q' id='1'><query><item/></query></p:iq>\n</stream:stream>");
        ParsedStream whole = ParsedStream.whole(bytes, LIMITS);
        assertThat(whole.events()).hasSize(4);
        assertThat(ParsedStream.byteByByte(bytes, LIMITS)).isEqualTo(whole);

        Random random = new Random(6120);
        for (int round = 0; round < 500; round++) {
            assertThat(ParsedStream.split(bytes, LIMITS, random)).isEqualTo(whole);
        }
    }

    @Test
    void everySplitOfDamagedBytesGivesTheSameEvents() {
        byte[] good = utf8("<?xml version='1.0'?>" + HEADER
                + "<message a='1' b=\"2\" xml:lang='en'><body>t\u00e4\u20ac&amp;]]&gt;</body><![CDATA[x]]></message>"
                + "<presence/> <p:iq xmlns:p='urn:p'/></stream:stream>");
        Random random = new Random(3920);
        String alphabet = "<>&;'\"]]!?/=-:[x \u0000\u00c0\u00ed\u00f4\u00bf\u0080\u00ff";
        for (int round = 0; round < 4000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            ParsedStream whole = ParsedStream.whole(bytes, LIMITS);
            assertThat(whole.faults()).hasSizeLessThan(2);
            assertThat(ParsedStream.byteByByte(bytes, LIMITS))
                    .as(new String(bytes, StandardCharsets.ISO_8859_1))
                    .isEqualTo(whole);
            assertThat(ParsedStream.split(bytes, LIMITS, random)).isEqualTo(whole);
        }
    }

    @Test
    void limitsCanBeRaisedInTheMiddleOfAStream() {
        StreamParser parser = new StreamParser(ParseLimits.UNAUTHENTICATED);
        byte[] header = utf8(HEADER);
        parser.feed(header, 0, header.length);
        assertThat(parser.next()).isInstanceOf(StreamEvent.Header.class);
        assertThat(parser.next()).isInstanceOf(StreamEvent.NeedsInput.class);

        parser.limit(LIMITS);
        byte[] big = utf8("<a>" + "<b/>".repeat(1000) + "</a>");
        parser.feed(big, 0, big.length);

        assertThat(parser.next())
                .isInstanceOfSatisfying(
                        StreamEvent.Child.class,
                        child -> assertThat(child.element().children()).hasSize(1000));
    }

    @Test
    void aPieceIsNotTakenBeforeTheLastOneIsParsed() {
        StreamParser parser = new StreamParser(LIMITS);
        byte[] bytes = utf8(HEADER + "<a/><b/>");
        parser.feed(bytes, 0, bytes.length);

        assertThatThrownBy(() -> parser.feed(bytes, 0, bytes.length)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFaultIsReportedOnce() {
        ParsedStream parsed = ParsedStream.byteByByte(utf8(HEADER + "<a></b><c/></d>"), LIMITS);

        assertThat(parsed.faults()).containsExactly(StreamCondition.NOT_WELL_FORMED);
    }
}
