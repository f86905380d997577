package im.godwit.plugins.contactaddresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.form.DataForm;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactAddressesTest {
    private static ContactAddresses addresses(String... abuse) {
        return new ContactAddresses(
                List.of(abuse),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("https://status.example.org/"),
                List.of());
    }

    private static List<Element> forms(ContactAddresses addresses, String to) {
        try (Stage stage = Stage.builder()
                .plugins(List.of(new DiscoPlugin(), new ContactAddressesPlugin()))
                .options("contact-addresses", addresses)
                .build()) {
            Element answer = stage.client("juliet")
                    .sends("<iq type='get' id='d' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
                            .formatted(to))
                    .receives();
            return answer.firstChild().orElseThrow().elements(DataForm.NAME).toList();
        }
    }

    @Test
    @Spec(value = "XEP-0157 §3", says = "a form in what the domain tells of itself, with the addresses that there are")
    void domainTellsItsAddresses() {
        List<Element> forms = forms(addresses("mailto:abuse@example.org", "xmpp:abuse@example.org"), "example.org");

        assertThat(forms).hasSize(1);
        DataForm form = DataForm.of(forms.getFirst());
        assertThat(form.type()).isEqualTo(DataForm.Type.RESULT);
        assertThat(form.formType()).contains("http://jabber.org/network/serverinfo");
        assertThat(form.fields())
                .extracting(field -> field.var().orElseThrow())
                .containsExactly("FORM_TYPE", "abuse-addresses", "status-addresses");
        assertThat(form.field("abuse-addresses").orElseThrow().values())
                .containsExactly("mailto:abuse@example.org", "xmpp:abuse@example.org");
    }

    @Test
    void accountsTellNothingOfIt() {
        assertThat(forms(addresses("mailto:abuse@example.org"), "juliet@example.org"))
                .isEmpty();
    }

    @Test
    void nothingIsToldWhereNothingIsConfigured() {
        assertThat(forms(ContactAddresses.DEFAULTS, "example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abuse@example.org", "", "mailto:", "http://two words"})
    @Spec(value = "XEP-0157 §3", says = "addresses are URIs")
    void whatIsNoUriIsRefused(String address) {
        assertThatThrownBy(() -> addresses(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("abuse holds");
    }
}
