package im.godwit.core.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamLimits;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFeaturesTest {
    private static final Element MECHANISMS = Element.builder(Namespaces.SASL, "mechanisms")
            .child("mechanism", "SCRAM-SHA-256-PLUS")
            .child("mechanism", "SCRAM-SHA-256")
            .build();
    private static final Element UNHEARD_OF = Element.of(new Name("urn:example:later", "feature"));

    private static Element features(Element... features) {
        return Element.builder(ClientFeatures.NAME).addAll(List.of(features)).build();
    }

    /** XEP-0206 §2, RFC 7395 §3.9: encryption belongs to HTTP; so does compression. */
    @Test
    void whatConcernsTheConnectionBetweenTheServersIsNotOffered() {
        Element theirs = features(
                Element.of(new Name(Namespaces.TLS, "starttls")),
                MECHANISMS,
                Element.of(new Name("http://jabber.org/features/compress", "compression")),
                UNHEARD_OF);

        assertThat(ClientFeatures.of(theirs, StreamLimits.UNKNOWN, true)).isEqualTo(features(MECHANISMS, UNHEARD_OF));
    }

    /** RFC 6120 §13.8.3, XEP-0388 §3: the server cannot know that there is a way that others can listen on. */
    @Test
    void noPasswordIsAskedForWhereOthersCanListen() {
        Element theirs = features(
                MECHANISMS.with(Element.of(new Name(Namespaces.SASL, "mechanism"), "PLAIN")),
                Element.of(new Name("urn:xmpp:sasl:2", "authentication")),
                UNHEARD_OF);

        assertThat(ClientFeatures.of(theirs, StreamLimits.UNKNOWN, false)).isEqualTo(features(MECHANISMS, UNHEARD_OF));
    }

    /** XEP-0478. */
    @ParameterizedTest
    @CsvSource({"5000, 9000, 5000", "9000, 5000, 5000", "'', 5000, 5000", "many, 5000, 5000"})
    void theLimitsAreThoseOfBoth(String theirs, long ours, String both) {
        Element limits = Element.builder(StreamLimits.NAME)
                .child("max-bytes", theirs)
                .child("idle-seconds", "1")
                .build();

        Element seen =
                ClientFeatures.of(features(limits), new StreamLimits(OptionalLong.of(ours), OptionalLong.of(90)), true);

        Element told = seen.child(StreamLimits.NAME).orElseThrow();
        assertThat(told.child("max-bytes").orElseThrow().text()).isEqualTo(both);
        assertThat(told.child("idle-seconds").orElseThrow().text()).isEqualTo("90");
        assertThat(seen.elements()).hasSize(1);
    }
}
