package im.godwit.plugins.externalservices;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.stanza.Iq;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalServicesTest {
    private static final String SECRET = "north";
    private static final ExternalServicesOptions OPTIONS = new ExternalServicesOptions(
            List.of(
                    "stun:stun.example.org",
                    "turn:turn.example.org?transport=udp",
                    "turn:turn.example.org:80?transport=tcp",
                    "turns:turn.example.org:443"),
            SECRET,
            Duration.ofHours(1));

    private final Stage stage = stage(OPTIONS);
    private final Actor bard = stage.client("bard");

    /** What the domain advertises, and the host itself. */
    interface Features extends Supplier<Set<String>> {}

    /** Lets the tests see what is advertised. */
    static final class FeaturesPlugin implements Plugin {
        @Override
        public void start(Host host) {
            host.provide(Features.class, () -> host.features(Host.At.DOMAIN));
            host.provide(Host.class, host);
        }
    }

    private static Stage stage(ExternalServicesOptions options) {
        return Stage.builder()
                .plugins(List.of(new ExternalServicesPlugin(), new FeaturesPlugin()))
                .options("external-services", options)
                .build();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static String services(String type) {
        return "<iq type='get' id='s' to='example.org'><services xmlns='urn:xmpp:extdisco:2'%s/></iq>".formatted(type);
    }

    private static String credentials(String service) {
        return "<iq type='get' id='s' to='example.org'><credentials xmlns='urn:xmpp:extdisco:2'>%s</credentials></iq>"
                .formatted(service);
    }

    private static String error(String type, String condition, String text) {
        return """
                <iq type='error' id='s' from='example.org'>
                  <error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>%s</error>
                </iq>""".formatted(type, condition, text);
    }

    @Test
    @Spec(value = "XEP-0215 §5", says = "support is advertised")
    void supportIsAdvertised() {
        assertThat(stage.service(Features.class).get()).contains("urn:xmpp:extdisco:2");
    }

    @Test
    @Spec(value = "XEP-0215 §3.1", says = "all services; those that need a password with one")
    void allServicesAreListed() {
        bard.sends(services("")).receives("""
                <iq type='result' id='s' from='example.org'>
                  <services xmlns='urn:xmpp:extdisco:2'>
                    <service type='stun' host='stun.example.org' port='3478' transport='udp'/>
                    <service type='turn' host='turn.example.org' port='3478' transport='udp'
                        username='{any}' password='{any}' expires='{any}'/>
                    <service type='turn' host='turn.example.org' port='80' transport='tcp'
                        username='{any}' password='{any}' expires='{any}'/>
                    <service type='turns' host='turn.example.org' port='443' transport='tcp'
                        username='{any}' password='{any}' expires='{any}'/>
                  </services>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0215 §3.1", says = "a service that needs no password comes without")
    void stunNeedsNoPassword() {
        Element stun = bard.sends(services(" type='stun'"))
                .receives()
                .firstChild()
                .flatMap(Element::firstChild)
                .orElseThrow();

        assertThat(stun.attributes())
                .extracting(attribute -> attribute.name().local())
                .containsExactly("type", "host", "port", "transport");
    }

    @ParameterizedTest
    @CsvSource({"turn, 2", "turns, 1", "ftp, 0"})
    @Spec(value = "XEP-0215 §3.2", says = "services of one type, which the answer names")
    void servicesOfOneTypeAreListed(String type, int count) {
        Element list = bard.sends(services(" type='" + type + "'"))
                .receives()
                .firstChild()
                .orElseThrow();

        assertThat(list.attribute("type")).contains(type);
        assertThat(list.elements())
                .hasSize(count)
                .allSatisfy(service -> assertThat(service.attribute("type")).contains(type));
    }

    @Test
    @Spec(value = "XEP-0215 §3.3", says = "time-limited credentials for the services that match")
    void credentialsAreGoodForAWhile() {
        Instant now = stage.clock().instant();

        Element answer = bard.sends(credentials("<service host='TURN.example.org' type='turn' port='80'/>"))
                .receives()
                .firstChild()
                .orElseThrow();

        assertThat(answer.elements()).hasSize(1);
        Element service = answer.elements().getFirst();
        assertThat(service.attribute("port")).contains("80");
        String username = service.attribute("username").orElseThrow();
        Instant expires = Instant.parse(service.attribute("expires").orElseThrow());
        assertThat(expires).isBetween(now.plus(Duration.ofMinutes(59)), now.plus(Duration.ofHours(1)));
        assertThat(username).isEqualTo(expires.getEpochSecond() + ":bard");
        assertThat(service.attribute("password"))
                .contains(Credentials.of("bard", SECRET, expires).password());
    }

    @Test
    @Spec(value = "XEP-0215 §3.3", says = "there may be several services of one host and type")
    void allServicesThatMatchAreAnswered() {
        Element answer = bard.sends(credentials("<service host='turn.example.org' type='turn'/>"))
                .receives()
                .firstChild()
                .orElseThrow();

        assertThat(answer.is(new Name("urn:xmpp:extdisco:2", "credentials"))).isTrue();
        assertThat(answer.elements()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<service host='elsewhere.example' type='turn'/>",
                "<service host='turn.example.org' type='stun'/>",
                "<service host='stun.example.org' type='stun'/>",
                "<service host='turn.example.org' type='turn' port='81'/>",
            })
    @Spec(value = "XEP-0215 §3.3", says = "item-not-found where there are no credentials")
    void unknownServiceIsNotFound(String service) {
        bard.sends(credentials(service)).receives(error("cancel", "item-not-found", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "<service type='turn'/>",
                "<service host='turn.example.org'/>",
                "<service host='a' type='turn'/><service host='b' type='turn'/>",
            })
    @Spec(value = "XEP-0215 §3.3", says = "a service with host and type")
    void incompleteRequestIsABadRequest(String service) {
        bard.sends(credentials(service))
                .receives(error(
                        "modify", "bad-request", "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>"));
    }

    @Test
    @Spec(value = "XEP-0215 §3", says = "forbidden for those who are no users of the domain")
    void othersGetNothing() throws Exception {
        Iq request = Iq.of(Iq.builder(Iq.Type.GET, "s")
                .attribute("from", "example.org")
                .attribute("to", "example.org")
                .add(Element.builder("urn:xmpp:extdisco:2", "services").build())
                .build());

        Iq answer = stage.service(Host.class).request(request, Duration.ofSeconds(5));

        assertThat(answer.error().flatMap(Element::firstChild).map(Element::local))
                .contains("forbidden");
    }

    @Test
    void serversWithoutSecretWantNoPassword() {
        try (Stage open =
                stage(new ExternalServicesOptions(List.of("turn:turn.example.org"), "", Duration.ofHours(1)))) {
            Element list = open.client("bard")
                    .sends(services(""))
                    .receives()
                    .firstChild()
                    .orElseThrow();

            assertThat(list.elements().getFirst().attribute("password")).isEmpty();
        }
    }

    @Test
    void nothingIsOfferedWhereNothingIsConfigured() {
        try (Stage empty = stage(ExternalServicesOptions.DEFAULTS)) {
            assertThat(empty.service(Features.class).get()).doesNotContain("urn:xmpp:extdisco:2");
            empty.client("bard").sends(services("")).receives(error("cancel", "service-unavailable", ""));
        }
    }
}
