package im.godwit.plugins.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Spec;
import im.godwit.testkit.Xml;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vCard in its two forms. */
class FormsTest {
    private static Card old(String content) {
        return new Card(Xml.parse("<vCard xmlns='vcard-temp'>" + content + "</vCard>"));
    }

    private static Element modern(String content) {
        return Xml.parse("<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'>" + content + "</vcard>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<FN>Juliet</FN>|<fn><text>Juliet</text></fn>",
                "<N><FAMILY>C</FAMILY><GIVEN>J</GIVEN><MIDDLE>M</MIDDLE></N>"
                        + "|<n><surname>C</surname><given>J</given><additional>M</additional><prefix/><suffix/></n>",
                "<NICKNAME>J</NICKNAME><NICKNAME>Jules</NICKNAME>"
                        + "|<nickname><text>J</text></nickname><nickname><text>Jules</text></nickname>",
                "<PHOTO><TYPE>image/png</TYPE><BINVAL>YWJj</BINVAL></PHOTO>"
                        + "|<photo><uri>data:image/png;base64,YWJj</uri></photo>",
                "<PHOTO><EXTVAL>https://example.org/j.png</EXTVAL></PHOTO>"
                        + "|<photo><uri>https://example.org/j.png</uri></photo>",
                "<SOUND><BINVAL>YWJj</BINVAL></SOUND>|<sound><uri>data:audio/basic;base64,YWJj</uri></sound>",
                "<BDAY>1966-08-06</BDAY>|<bday><date>1966-08-06</date></bday>",
                "<BDAY>1966-08-06T10:00:00Z</BDAY>|<bday><date-time>1966-08-06T10:00:00Z</date-time></bday>",
                "<BDAY>circa 1800</BDAY>|<bday><text>circa 1800</text></bday>",
                "<ADR><HOME/><PREF/><STREET>Via Cappello</STREET><LOCALITY>Verona</LOCALITY></ADR>"
                        + "|<adr><parameters><type><text>home</text></type><pref><integer>1</integer></pref></parameters>"
                        + "<pobox/><ext/><street>Via Cappello</street><locality>Verona</locality>"
                        + "<region/><code/><country/></adr>",
                "<TEL><WORK/><VOICE/><NUMBER>+1-303-308-3282</NUMBER></TEL>"
                        + "|<tel><parameters><type><text>work</text><text>voice</text></type></parameters>"
                        + "<uri>tel:+1-303-308-3282</uri></tel>",
                "<TEL><NUMBER>+1 303 308</NUMBER></TEL>|<tel><text>+1 303 308</text></tel>",
                "<EMAIL><WORK/><USERID>j@example.org</USERID></EMAIL>"
                        + "|<email><parameters><type><text>work</text></type></parameters><text>j@example.org</text></email>",
                "<JABBERID>j@example.org</JABBERID>|<impp><uri>xmpp:j@example.org</uri></impp>",
                "<TZ>America/Denver</TZ>|<tz><text>America/Denver</text></tz>",
                "<GEO><LAT>39.59</LAT><LON>-105.01</LON></GEO>|<geo><uri>geo:39.59,-105.01</uri></geo>",
                "<TITLE>Ms</TITLE>|<title><text>Ms</text></title>",
                "<ROLE>Lover</ROLE>|<role><text>Lover</text></role>",
                "<ORG><ORGNAME>Capulet</ORGNAME><ORGUNIT>Balcony</ORGUNIT></ORG>"
                        + "|<org><text>Capulet</text><text>Balcony</text></org>",
                "<CATEGORIES><KEYWORD>a</KEYWORD><KEYWORD>b</KEYWORD></CATEGORIES>"
                        + "|<categories><text>a</text><text>b</text></categories>",
                "<NOTE>Hi</NOTE>|<note><text>Hi</text></note>",
                "<PRODID>p</PRODID>|<prodid><text>p</text></prodid>",
                "<REV>20260101T000000Z</REV>|<rev><timestamp>20260101T000000Z</timestamp></rev>",
                "<UID>urn:uuid:1</UID>|<uid><uri>urn:uuid:1</uri></uid>",
                "<UID>one</UID>|<uid><text>one</text></uid>",
                "<URL>https://example.org</URL>|<url><uri>https://example.org</uri></url>",
                "<KEY><CRED>key</CRED></KEY>|<key><text>key</text></key>",
            })
    @Spec(value = "XEP-0292 §11", says = "how the properties of vcard-temp map to those of vCard4")
    void eachHasItsCounterpart(String old, String modern) {
        assertThat(Forms.of(old(old)).vcard4()).isEqualTo(modern(modern));
        assertThat(Forms.EMPTY.with(modern(modern)).card()).isEqualTo(old(old));
    }

    @Test
    @Spec(value = "XEP-0292 §11.1.1", says = "mapping DESC to the NOTE property is appropriate")
    void descriptionIsANote() {
        Forms forms = Forms.of(old("<DESC>Hi</DESC>"));

        assertThat(forms.vcard4()).isEqualTo(modern("<note><text>Hi</text></note>"));
        assertThat(forms.with(modern("<note><text>Hi</text></note><fn><text>J</text></fn>"))
                        .card())
                .isEqualTo(old("<DESC>Hi</DESC><FN>J</FN>"));
    }

    @Test
    void whatOnlyTheOldFormSaysStaysInIt() {
        Forms forms = Forms.of(old("<CLASS><PUBLIC/></CLASS><TEL><MSG/><NUMBER>1</NUMBER></TEL><FN>J</FN>"));

        Forms written = forms.with(modern("<fn><text>Juliet</text></fn><tel><uri>tel:1</uri></tel>"));

        assertThat(written.card())
                .isEqualTo(old("<CLASS><PUBLIC/></CLASS><TEL><MSG/><NUMBER>1</NUMBER></TEL><FN>Juliet</FN>"));
    }

    @Test
    void whatOnlyTheNewFormSaysStaysInIt() {
        String gender = "<gender><sex>F</sex></gender>";
        String nickname = "<nickname><parameters><language><language-tag>it</language-tag></language></parameters>"
                + "<text>Giulia</text></nickname>";
        Forms forms = Forms.EMPTY.with(modern(gender + nickname + "<impp><uri>sip:j@example.org</uri></impp>"));

        Forms written = forms.with(old("<NICKNAME>Giulia</NICKNAME><FN>J</FN>"));

        assertThat(written.vcard4())
                .isEqualTo(modern(
                        gender + nickname + "<impp><uri>sip:j@example.org</uri></impp>" + "<fn><text>J</text></fn>"));
    }

    @Test
    void whatIsRemovedFromOneIsRemovedFromTheOther() {
        Forms forms = Forms.of(old("<FN>J</FN><ROLE>r</ROLE>"));

        assertThat(forms.with(old("<FN>J</FN>")).vcard4()).isEqualTo(modern("<fn><text>J</text></fn>"));
        assertThat(forms.with(modern("<fn><text>J</text></fn>")).card()).isEqualTo(old("<FN>J</FN>"));
        assertThat(forms.with(old(""))).isEqualTo(Forms.EMPTY);
        assertThat(forms.with(modern(""))).isEqualTo(Forms.EMPTY);
    }

    @Test
    void photoStaysWhereTheNewFormHasNone() {
        String photo = "<PHOTO><TYPE>image/png</TYPE><BINVAL>YWJj</BINVAL></PHOTO>";

        Forms written = Forms.of(old(photo)).with(modern("<fn><text>J</text></fn>"));

        assertThat(written.card()).isEqualTo(old(photo + "<FN>J</FN>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<FN/>", "<PHOTO/>", "<GEO><LAT>1</LAT></GEO>", "<TEL><HOME/></TEL>", "<FN xmlns='urn:x'>J</FN>"
            })
    void whatSaysNothingHasNoCounterpart(String property) {
        assertThat(Forms.of(old(property)).vcard4()).isEqualTo(modern(""));
    }
}
