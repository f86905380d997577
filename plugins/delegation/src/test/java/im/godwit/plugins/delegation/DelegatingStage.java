package im.godwit.plugins.delegation;

import im.godwit.plugins.caps.CapsPlugin;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.privatexml.PrivateXmlPlugin;
import im.godwit.plugins.privileges.PrivilegesPlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Component;
import im.godwit.testkit.Stage;
import im.godwit.testkit.StageBuilder;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Map;

/** Stages with a component {@code pep} that namespaces are delegated to, and another, {@code other}. */
final class DelegatingStage {
    private DelegatingStage() {}

    static StageBuilder builder(Map<String, List<String>> namespaces) {
        return Stage.builder()
                .plugins(List.of(
                        new DiscoPlugin(),
                        new RosterPlugin(),
                        new CapsPlugin(),
                        new PrivateXmlPlugin(),
                        new PrivilegesPlugin(),
                        new DelegationPlugin()))
                .component("pep")
                .component("other")
                .options(
                        "delegation",
                        new DelegationOptions(Map.of("pep.example.org", new Delegated(List.of(), namespaces))));
    }

    static Stage with(String namespace) {
        return builder(Map.of(namespace, List.of())).build();
    }

    /** The managing entity, connected; what it was told and asked on that is read, and answered with an error. */
    static Component pep(Stage stage) {
        Component pep = stage.component("pep").connects();
        pep.receives();
        for (int questions = 0; questions < 2; questions++) {
            Element question = pep.receives();
            pep.sends("<iq type='error' from='pep.example.org' to='example.org' id='%s'><error type='cancel'>"
                            .formatted(question.attribute("id").orElseThrow())
                    + "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
        }
        return pep;
    }

    /** Answers what was delegated. */
    static void answer(Component pep, Element envelope, String inner) {
        pep.sends("""
                <iq type='result' from='pep.example.org' to='example.org' id='%s'>
                  <delegation xmlns='urn:xmpp:delegation:2'>
                    <forwarded xmlns='urn:xmpp:forward:0'>%s</forwarded>
                  </delegation>
                </iq>""".formatted(envelope.attribute("id").orElseThrow(), inner));
    }
}
