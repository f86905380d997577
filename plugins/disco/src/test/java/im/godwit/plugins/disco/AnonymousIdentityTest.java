package im.godwit.plugins.disco;

import im.godwit.core.auth.AnonymousLimits;
import im.godwit.jid.Jid;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnonymousIdentityTest {
    @Test
    @Spec(value = "XEP-0175 §4", says = "whoever asks for a bare JID learns that the account is anonymous")
    void anonymousAccountsSaySo() {
        try (Stage stage = Stage.builder()
                .anonymous(new AnonymousLimits(1, 1))
                .plugins(List.of(new DiscoPlugin()))
                .build()) {
            Actor romeo = stage.client("romeo");
            Wire visitor = stage.stranger("visitor")
                    .sends("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>")
                    .receives("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")
                    .restarts()
                    .binds("kiosk");
            visitor.sends("<message to='{romeo/}'/>");
            Jid account =
                    Jid.parse(romeo.receives().attribute("from").orElseThrow()).bare();

            romeo.sends("<iq type='get' id='i' to='" + account
                    + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

            romeo.receives("""
                    <iq type='result' id='i' from='%s'>
                      <query xmlns='http://jabber.org/protocol/disco#info'>
                        <identity category='account' type='anonymous'/>
                        <feature var='http://jabber.org/protocol/disco#info'/>
                        <feature var='http://jabber.org/protocol/disco#items'/>
                      </query>
                    </iq>""".formatted(account));
        }
    }
}
