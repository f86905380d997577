package im.godwit.core.xml;

import static im.godwit.core.transport.StreamCondition.BAD_FORMAT;
import static im.godwit.core.transport.StreamCondition.BAD_NAMESPACE_PREFIX;
import static im.godwit.core.transport.StreamCondition.NOT_WELL_FORMED;
import static im.godwit.core.transport.StreamCondition.RESTRICTED_XML;
import static im.godwit.core.transport.StreamCondition.UNSUPPORTED_ENCODING;
import static im.godwit.core.xml.ParsedStream.HEADER;
import static im.godwit.core.xml.ParsedStream.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.godwit.core.transport.StreamCondition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each input is refused with its exact condition: in a stream at once and byte by byte, with nothing of the bad part
 * delivered, and as a document.
 */
class RefusedXmlTest {
    private static final ParseLimits LIMITS = ParseLimits.AUTHENTICATED;

    private static void assertRefused(String bytes, StreamCondition expected) {
        byte[] stream = raw(bytes);
        assertThat(ParsedStream.whole(stream, LIMITS).faults()).containsExactly(expected);
        assertThat(ParsedStream.byteByByte(stream, LIMITS)).isEqualTo(ParsedStream.whole(stream, LIMITS));
    }

    private static void assertRefusedInside(String child, StreamCondition expected) {
        assertRefused(HEADER + "<message>" + child + "</message>", expected);
        assertThat(ParsedStream.whole(raw(HEADER + "<presence/><message>" + child + "</message>"), LIMITS)
                        .children())
                .as("only what came before")
                .hasSize(1);
        assertDocumentRefused("<message>" + child + "</message>", expected);
    }

    private static void assertDocumentRefused(String bytes, StreamCondition expected) {
        DocumentParser parser = new DocumentParser(LIMITS);
        InvalidXmlException thrown = catchThrowableOfType(InvalidXmlException.class, () -> parser.parse(raw(bytes)));
        assertThat(thrown).as("a document of " + bytes).isNotNull();
        assertThat(thrown.error().condition()).isEqualTo(expected);
    }

    // RFC 6120 §11.1
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x>",
                "<!DOCTYPE x [<!ENTITY a 'b'>]>",
                "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM 'http://localhost/'>]>",
                "<!-- a comment -->",
                "<?php x?>"
            })
    void nothingButADeclarationMayStandBeforeTheRoot(String prolog) {
        for (String before : new String[] {"", "<?xml version='1.0'?>", "<?xml version='1.0'?>\n  "}) {
            assertRefused(before + prolog + HEADER, RESTRICTED_XML);
            assertDocumentRefused(before + prolog + "<a/>", RESTRICTED_XML);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- a comment -->", "<!---->", "<?x y?>", "<?x?>"})
    void commentsAndProcessingInstructionsAreRestricted(String restricted) {
        assertRefusedInside(restricted, RESTRICTED_XML);
        assertRefused(HEADER + restricted, RESTRICTED_XML);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a></b>",
                "<a",
                "&nbsp;",
                "&lol9;",
                "<a b='&nbsp;'/>",
                "<a b='1' b='2'/>",
                "<a b=1/>",
                "<a b/>",
                "<a b='<'/>",
                "<a b='1'c='2'/>",
                "]]>",
                "<a>]]></a>",
                "&",
                "& b",
                "&#0;",
                "&#1;",
                "&#xFFFE;",
                "&#xD800;",
                "&#x110000;",
                "&#;",
                "&#x;",
                "<a b='&#0;'/>",
                "<1a/>",
                "<:a/>",
                "<a:b:c xmlns:a='u'/>",
                "<!DOCTYPE a>",
                "<![FOO[x]]>",
                "<?xml version='1.0'?>",
                "<a xmlns:p=''/>",
                "<a xmlns:xml='u'/>",
                "<a xmlns:xmlns='u'/>",
                "<a xmlns:p='u' xmlns:p='v'/>",
                "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
                "<p:a xmlns:p='u'></q:a>"
            })
    void whatIsNotWellFormedIsRefused(String malformed) {
        assertRefusedInside(malformed + (malformed.equals("<a") ? "<" : ""), NOT_WELL_FORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p:a/>", "<a p:b='1'/>", "<a xmlns:p='u'/><p:a/>"})
    void prefixesMustBeDeclared(String unbound) {
        assertRefusedInside(unbound, BAD_NAMESPACE_PREFIX);
    }

    /** What two parsers may read differently: overlong forms, surrogates, truncated and impossible sequences. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u0080",
                "\u00c1\u00bf",
                "\u00c0\u00bc",
                "\u00e0\u0080\u0080",
                "\u00e0\u009f\u00bf",
                "\u00f0\u0080\u0080\u0080",
                "\u00f0\u008f\u00bf\u00bf",
                "\u00ed\u00a0\u0080",
                "\u00ed\u00bf\u00bf",
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00f8\u0088\u0080\u0080\u0080",
                "\u00fe",
                "\u00ff",
                "\u0080",
                "\u00bf",
                "\u00c3",
                "\u00e2\u0082",
                "\u00f0\u009f\u0098",
                "\u00ef\u00bf\u00be",
                "\u00ef\u00bf\u00bf",
                "\u0000",
                "\u0001",
                "\u000b",
                "\u001f"
            })
    void whatIsNoCharacterIsNotWellFormed(String bytes) {
        assertRefusedInside(bytes, NOT_WELL_FORMED);
        assertRefusedInside("<a b='" + bytes + "'/>", NOT_WELL_FORMED);
        assertRefusedInside("<a" + bytes + "/>", NOT_WELL_FORMED);
        assertRefusedInside("<![CDATA[" + bytes + "]]>", NOT_WELL_FORMED);
    }

    // RFC 6120 §11.6
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0' encoding='UTF-16'?>",
                "<?xml version='1.0' encoding='ISO-8859-1'?>",
                "<?xml version='1.0' encoding='US-ASCII'?>",
                "<?xml version='1.0' encoding='klingon'?>",
                "\u00fe\u00ff\u0000<",
                "\u00ff\u00fe<\u0000",
                "\u0000<\u0000a",
                "<\u0000a\u0000"
            })
    void otherEncodingsAreNotSupported(String start) {
        assertRefused(start + HEADER, UNSUPPORTED_ENCODING);
        assertDocumentRefused(start + "<a/>", UNSUPPORTED_ENCODING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.1'?>",
                "<?xml version='2.0'?>",
                "<?xml?>",
                "\u00ef\u00bb\u00bf",
                "x",
                "<?xml version='1.0'?><?xml version='1.0'?>"
            })
    void aStreamBeginsAsXmlOneDotZeroWithoutByteOrderMark(String start) {
        assertRefused(start + HEADER, NOT_WELL_FORMED);
        assertDocumentRefused(start + "<a/>", NOT_WELL_FORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "&amp;", "<![CDATA[x]]>", " . "})
    void textBetweenStanzasIsBadFormat(String text) {
        assertRefused(HEADER + text + "<presence/>", BAD_FORMAT);
    }
}
