package im.godwit.plugins.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be delegated, and what the managing entity is told of it. */
class DelegationOptionsTest {
    private static Delegated delegated(String namespace) {
        return new Delegated(List.of(), Map.of(namespace, List.of()));
    }

    @Test
    @Spec(value = "XEP-0355 §4.2", says = "the entity is told its namespaces, with their filtering attributes")
    void entityIsToldWhatIsDelegatedToIt() {
        try (Stage stage = DelegatingStage.builder(Map.of("urn:xmpp:mam:2", List.of("node")))
                .build()) {
            stage.component("pep").connects().receives("""
                    <message from='example.org' to='pep.example.org' id='{any}'>
                      <delegation xmlns='urn:xmpp:delegation:2'>
                        <delegated namespace='urn:xmpp:mam:2'><attribute name='node'/></delegated>
                      </delegation>
                    </message>""");
            stage.component("other").connects().receivesNothing();
        }
    }

    @Test
    void delegationEndsAtItsDomains() {
        DelegationOptions options = new DelegationOptions(
                Map.of("pep.example.org", new Delegated(List.of("example.org"), Map.of("urn:example:a", List.of()))));

        assertThat(options.at(Jid.ofDomain("example.org")).isEmpty()).isFalse();
        assertThat(options.at(Jid.ofDomain("example.net")).isEmpty()).isTrue();
    }

    @Test
    @Spec(value = "XEP-0355 §8", says = "the namespace of the XEP itself MUST NOT be delegated")
    void ownNamespaceCannotBeDelegated() {
        for (String namespace : List.of("urn:xmpp:delegation:2", "urn:xmpp:delegation:2:bare:disco#info", "")) {
            assertThatThrownBy(() -> delegated(namespace))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("namespaces has");
        }
    }

    @Test
    void namespaceGoesToOneComponent() {
        DelegationOptions twice = new DelegationOptions(
                Map.of("a.example.org", delegated("urn:example:a"), "b.example.org", delegated("urn:example:a")));

        assertThatThrownBy(() -> twice.at(Jid.ofDomain("example.org"))).hasMessageContaining("give it to one of them");
    }

    @Test
    void whatIsNoDomainIsRefused() {
        assertThatThrownBy(() -> new DelegationOptions(Map.of("a@b", Delegated.DEFAULTS)))
                .hasMessageStartingWith("components has \"a@b\"");
        assertThatThrownBy(() -> new Delegated(List.of("/"), Map.of())).hasMessageStartingWith("domains has");
    }

    @Test
    void whatIsNoComponentRefusesTheStart() {
        assertThatThrownBy(() -> DelegatingStage.builder(Map.of())
                        .options(
                                "delegation",
                                new DelegationOptions(Map.of("x.example.org", delegated("urn:example:a"))))
                        .build())
                .hasMessageContaining("components.secrets");
    }
}
