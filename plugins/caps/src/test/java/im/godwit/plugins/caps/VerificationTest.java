package im.godwit.plugins.caps;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.plugins.caps.CapsHash.Protocol;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
    private static final String EXODUS = """
            <identity category='client' name='Exodus 0.9.1' type='pc'/>
            <feature var='http://jabber.org/protocol/muc'/>
            <feature var='http://jabber.org/protocol/disco#items'/>
            <feature var='http://jabber.org/protocol/caps'/>
            <feature var='http://jabber.org/protocol/disco#info'/>""";

    private static final String FORM = """
            <x xmlns='jabber:x:data' type='result'>
              <field var='os'><value>Mac</value></field>
              <field var='FORM_TYPE' type='hidden'><value>urn:xmpp:dataforms:softwareinfo</value></field>
              <field var='ip_version' type='text-multi'><value>ipv6</value><value>ipv4</value></field>
              <field var='os_version'><value>10.5.1</value></field>
              <field var='software_version'><value>0.11</value></field>
              <field var='software'><value>Psi</value></field>
            </x>""";

    private static final String PSI = """
            <identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>
            <identity xml:lang='el' category='client' name='\u03a8 0.11' type='pc'/>
            <feature var='http://jabber.org/protocol/caps'/>
            <feature var='http://jabber.org/protocol/disco#info'/>
            <feature var='http://jabber.org/protocol/disco#items'/>
            <feature var='http://jabber.org/protocol/muc'/>""" + FORM;

    private static final String BOMBUS = """
            <identity category="client" name="BombusMod" type="mobile"/>
            <feature var="http://jabber.org/protocol/si"/>
            <feature var="http://jabber.org/protocol/bytestreams"/>
            <feature var="http://jabber.org/protocol/chatstates"/>
            <feature var="http://jabber.org/protocol/disco#info"/>
            <feature var="http://jabber.org/protocol/disco#items"/>
            <feature var="urn:xmpp:ping"/>
            <feature var="jabber:iq:time"/>
            <feature var="jabber:iq:privacy"/>
            <feature var="jabber:iq:version"/>
            <feature var="http://jabber.org/protocol/rosterx"/>
            <feature var="urn:xmpp:time"/>
            <feature var="jabber:x:oob"/>
            <feature var="http://jabber.org/protocol/ibb"/>
            <feature var="http://jabber.org/protocol/si/profile/file-transfer"/>
            <feature var="urn:xmpp:receipts"/>
            <feature var="jabber:iq:roster"/>
            <feature var="jabber:iq:last"/>""";

    private static final String TKABBER = """
            <identity category="client" name="Tkabber" type="pc" xml:lang="en"/>
            <identity category="client" name="\u0422\u043a\u0430\u0431\u0431\u0435\u0440" type="pc" xml:lang="ru"/>
            <feature var="games:board"/>
            <feature var="http://jabber.org/protocol/activity"/>
            <feature var="http://jabber.org/protocol/activity+notify"/>
            <feature var="http://jabber.org/protocol/bytestreams"/>
            <feature var="http://jabber.org/protocol/chatstates"/>
            <feature var="http://jabber.org/protocol/commands"/>
            <feature var="http://jabber.org/protocol/disco#info"/>
            <feature var="http://jabber.org/protocol/disco#items"/>
            <feature var="http://jabber.org/protocol/evil"/>
            <feature var="http://jabber.org/protocol/feature-neg"/>
            <feature var="http://jabber.org/protocol/geoloc"/>
            <feature var="http://jabber.org/protocol/geoloc+notify"/>
            <feature var="http://jabber.org/protocol/ibb"/>
            <feature var="http://jabber.org/protocol/iqibb"/>
            <feature var="http://jabber.org/protocol/mood"/>
            <feature var="http://jabber.org/protocol/mood+notify"/>
            <feature var="http://jabber.org/protocol/rosterx"/>
            <feature var="http://jabber.org/protocol/si"/>
            <feature var="http://jabber.org/protocol/si/profile/file-transfer"/>
            <feature var="http://jabber.org/protocol/tune"/>
            <feature var="http://www.facebook.com/xmpp/messages"/>
            <feature var="http://www.xmpp.org/extensions/xep-0084.html#ns-metadata+notify"/>
            <feature var="jabber:iq:avatar"/>
            <feature var="jabber:iq:browse"/>
            <feature var="jabber:iq:dtcp"/>
            <feature var="jabber:iq:filexfer"/>
            <feature var="jabber:iq:ibb"/>
            <feature var="jabber:iq:inband"/>
            <feature var="jabber:iq:jidlink"/>
            <feature var="jabber:iq:last"/>
            <feature var="jabber:iq:oob"/>
            <feature var="jabber:iq:privacy"/>
            <feature var="jabber:iq:roster"/>
            <feature var="jabber:iq:time"/>
            <feature var="jabber:iq:version"/>
            <feature var="jabber:x:data"/>
            <feature var="jabber:x:event"/>
            <feature var="jabber:x:oob"/>
            <feature var="urn:xmpp:avatar:metadata+notify"/>
            <feature var="urn:xmpp:ping"/>
            <feature var="urn:xmpp:receipts"/>
            <feature var="urn:xmpp:time"/>
            <x xmlns="jabber:x:data" type="result">
            <field type="hidden" var="FORM_TYPE">
            <value>urn:xmpp:dataforms:softwareinfo</value>
            </field>
            <field var="software">
            <value>Tkabber</value>
            </field>
            <field var="software_version">
            <value>0.11.1-svn-20111216-mod (Tcl/Tk 8.6b2)</value>
            </field>
            <field var="os">
            <value>Windows</value>
            </field>
            <field var="os_version">
            <value>XP</value>
            </field>
            </x>""";

    static Element query(String content) {
        String xml = "<query xmlns='http://jabber.org/protocol/disco#info'>" + content + "</query>";
        try {
            return new DocumentParser(ParseLimits.AUTHENTICATED).parse(xml.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidXmlException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    /** The hash of XEP-0115 over a description. */
    static String ver(String content) {
        return Description.of(query(content))
                .flatMap(VerificationString::of)
                .map(string -> HashFunction.SHA_1.hash(string.bytes()))
                .orElseThrow();
    }

    private static Optional<Set<String>> verified(String ver, String content) {
        return new CapsHash(Protocol.CAPS, HashFunction.SHA_1, ver).verify(query(content));
    }

    private static Optional<Set<String>> verified(HashFunction function, String hash, String content) {
        return new CapsHash(Protocol.CAPS_2, function, hash).verify(query(content));
    }

    @Test
    @Spec(value = "XEP-0115 §5.2", says = "the simple example")
    void theSimpleExampleOfCaps() {
        assertThat(verified("QgayPKawpkPSDYmwT/WM94uAlu0=", EXODUS).orElseThrow())
                .contains("http://jabber.org/protocol/muc", "http://jabber.org/protocol/caps");
    }

    @Test
    @Spec(value = "XEP-0115 §5.3", says = "the complex example: several languages, and a form")
    void theComplexExampleOfCaps() {
        assertThat(verified("q07IKJEyjvHSyhy//CH0CxmKi8w=", PSI)).isPresent();
    }

    @Test
    @Spec(value = "XEP-0390 §4.5.1", says = "the simple example, by both hash functions")
    void theSimpleExampleOfCaps2() {
        assertThat(verified(HashFunction.SHA_256, "kzBZbkqJ3ADrj7v08reD1qcWUwNGHaidNUgD7nHpiw8=", BOMBUS)
                        .orElseThrow())
                .hasSize(17)
                .contains("urn:xmpp:receipts");
        assertThat(verified(HashFunction.SHA3_256, "79mdYAfU9rEdTOcWDO7UEAt6E56SUzk/g6TnqUeuD9Q=", BOMBUS))
                .isPresent();
    }

    @Test
    @Spec(value = "XEP-0390 §4.5.2", says = "the complex example: several languages, and a form")
    void theComplexExampleOfCaps2() {
        assertThat(verified(HashFunction.SHA_256, "u79ZroNJbdSWhdSp311mddz44oHHPsEBntQ5b1jqBSY=", TKABBER))
                .isPresent();
        assertThat(verified(HashFunction.SHA3_256, "XpUJzLAc93258sMECZ3FJpebkzuyNXDzRNwQog8eycg=", TKABBER))
                .isPresent();
    }

    @Test
    @Spec(value = "XEP-0115 §5.4", says = "what does not match MUST be considered invalid")
    void anotherDescriptionProvesNothing() {
        String more = EXODUS + "<feature var='urn:example:more'/>";

        assertThat(verified("QgayPKawpkPSDYmwT/WM94uAlu0=", more)).isEmpty();
        assertThat(verified(HashFunction.SHA_256, "u79ZroNJbdSWhdSp311mddz44oHHPsEBntQ5b1jqBSY=", BOMBUS))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<feature var='urn:example:a'/><feature var='urn:example:a'/>",
                "<identity category='client' type='pc' name='A'/><identity category='client' type='pc' name='A'/>",
                FORM + FORM,
                "<x xmlns='jabber:x:data' type='result'>"
                        + "<field var='FORM_TYPE' type='hidden'><value>a</value><value>b</value></field></x>",
                "<x xmlns='jabber:x:data' type='result'><field var='a'/><field var='a'/></x>"
            })
    @Spec(value = "XEP-0115 §5.4", says = "what is there twice makes the response ill-formed")
    void whatIsThereTwiceIsIllFormed(String content) {
        assertThat(Description.of(query(content)).flatMap(VerificationString::of))
                .isEmpty();
    }

    @Test
    @Spec(value = "XEP-0115 §5.4", says = "a form without a hidden FORM_TYPE is ignored, and processing goes on")
    void aFormWithoutATypeIsIgnored() {
        String untyped = "<x xmlns='jabber:x:data' type='result'><field var='a'><value>b</value></field></x>";
        String visible = "<x xmlns='jabber:x:data' type='result'>"
                + "<field var='FORM_TYPE' type='text-single'><value>a</value></field></x>";

        assertThat(verified("QgayPKawpkPSDYmwT/WM94uAlu0=", EXODUS + untyped + visible))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<other xmlns='urn:example:other'/>",
                "<x xmlns='jabber:x:data' type='result'><field var='a'><value>b</value></field></x>",
                "<x xmlns='jabber:x:data' type='result'><reported/>"
                        + "<field var='FORM_TYPE' type='hidden'><value>a</value></field></x>",
                "<x xmlns='jabber:x:data' type='result'><item/>"
                        + "<field var='FORM_TYPE' type='hidden'><value>a</value></field></x>"
            })
    @Spec(value = "XEP-0390 §4.1", says = "elements, tables and forms that the algorithm does not know abort it")
    void whatTheAlgorithmDoesNotKnowAbortsIt(String content) {
        assertThat(Description.of(query(BOMBUS + content)).flatMap(HashInput::of))
                .isEmpty();
    }

    @Test
    @Spec(value = "XEP-0390 §4.1", says = "implicit values of xml:lang are taken into account")
    void aLanguageOfTheQueryIsThatOfItsIdentities() {
        Element implicit = query("<identity category='client' type='pc' name='A'/>").toBuilder()
                .attribute(new Name(Name.XML, "lang"), "en")
                .build();
        Element explicit = query("<identity category='client' type='pc' name='A' xml:lang='en'/>");

        assertThat(Description.of(implicit).flatMap(HashInput::of).orElseThrow())
                .isEqualTo(Description.of(explicit).flatMap(HashInput::of).orElseThrow());
    }

    @Test
    @Spec(value = "XEP-0115 §9.3", says = "descriptions of one verification string cannot be told apart by its hash")
    void whoDescribesTheSameStringInAnotherWayHidesNothing() {
        String honest = "<identity category='client' type='pc'/><feature var='a'/><feature var='b+notify'/>";
        String asAForm = "<identity category='client' type='pc'/><feature var='a'/>"
                + "<x xmlns='jabber:x:data' type='result'>"
                + "<field var='FORM_TYPE' type='hidden'><value>b+notify</value></field></x>";
        String asOne = "<identity category='client' type='pc'/><feature var='a&lt;b+notify'/>";
        String ver = ver(honest);

        assertThat(verified(ver, asAForm)).isEqualTo(verified(ver, honest));
        assertThat(verified(ver, honest).orElseThrow()).contains("a", "b+notify");
        assertThat(verified(ver, asOne)).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0115 §5.1", says = "the characters &lt; MUST be treated literally")
    void anEscapedDelimiterIsNoDelimiter() {
        String escaped = "<feature var='a&amp;lt;b'/>";

        assertThat(verified(ver(escaped), escaped).orElseThrow()).containsExactly("a&lt;b");
        assertThat(ver(escaped)).isNotEqualTo(ver("<feature var='a'/><feature var='b'/>"));
    }

    @Test
    @Spec(value = "RFC 4790 §9.3", says = "i;octet compares octets, which are not those of UTF-16")
    void sortingIsByOctetsOfUtf8() {
        assertThat(Octets.TEXT_ORDER.compare("\uffee", "\ud83d\ude00")).isNegative();
        assertThat("\uffee".compareTo("\ud83d\ude00")).isPositive();
    }

    @Test
    void aDescriptionBeyondAllMeasureIsNotBelieved() {
        String huge = "<feature var='" + "a".repeat(64 * 1024) + "'/>";

        assertThat(verified(ver(huge), huge)).isEmpty();
    }
}
