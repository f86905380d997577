package im.godwit.plugins.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.form.DataForm;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
    private static Stage stage(String... addresses) {
        return Stage.builder()
                .plugins(List.of(new DiscoPlugin(), new OutagePlugin()))
                .options("outage", new OutageOptions(List.of(addresses)))
                .build();
    }

    /** The form in the description of somebody. */
    private static Optional<Element> form(Stage stage, String to) {
        return stage.client("romeo")
                .sends("""
                        <iq type='get' id='d1' to='%s'>
                          <query xmlns='http://jabber.org/protocol/disco#info'/>
                        </iq>""".formatted(to))
                .receives()
                .firstChild()
                .flatMap(query -> query.child(DataForm.NAME));
    }

    @Test
    @Spec(value = "XEP-0455 §2.1", says = "the bare domain's description has a form with the addresses")
    void theDomainSaysWhereItsStatusCanBeRead() {
        try (Stage stage = stage("https://status.example.net/status.json", "http://192.0.2.1/status.json")) {
            DataForm form = DataForm.of(form(stage, "example.org").orElseThrow());

            assertThat(form.type()).isEqualTo(DataForm.Type.RESULT);
            assertThat(form.formType()).contains("urn:xmpp:sos:0");
            assertThat(form.field("external-status-addresses").orElseThrow().values())
                    .containsExactly("https://status.example.net/status.json", "http://192.0.2.1/status.json");
        }
    }

    @Test
    void anAccountSaysNothingOfThat() {
        try (Stage stage = stage("https://status.example.net/status.json")) {
            assertThat(form(stage, "romeo@example.org")).isEmpty();
        }
    }

    @Test
    void withoutAddressesThereIsNothingToSay() {
        try (Stage stage = stage()) {
            assertThat(form(stage, "example.org")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status.json", "https:status", "ftp://example.net/status", "https://two words/"})
    @Spec(value = "XEP-0455 §2.1", says = "addresses MUST be valid URIs, and SHOULD use HTTP")
    void whatIsNoWebAddressIsRefused(String address) {
        assertThatThrownBy(() -> new OutageOptions(List.of(address)))
                .hasMessageStartingWith("addresses has \"" + address + "\"");
    }
}
