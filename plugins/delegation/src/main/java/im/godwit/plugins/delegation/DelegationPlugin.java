package im.godwit.plugins.delegation;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.service.DiscoOverlay;
import im.godwit.service.ExternalComponents;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import java.util.List;

/**
 * Has external components answer requests of some namespaces, for the server and for its accounts, as the configuration
 * says. Where nothing is delegated it registers nothing. It is to stand after "disco" in the list of plugins, which
 * keeps strangers from asking accounts what they are (XEP-0030 §8).
 */
@Implements(value = "XEP-0355", version = "0.5", without = "client mode, delegation before login")
public final class DelegationPlugin implements Plugin {
    @Override
    public void start(Host host) {
        Delegations delegations = host.options(DelegationOptions.DEFAULTS).at(host.domain());
        if (delegations.isEmpty()) {
            return;
        }
        delegations.byNamespace().values().forEach(delegation -> requireComponent(host, delegation.component()));
        host.feature(Vocabulary.NAMESPACE); // §7.1
        Forwarding forwarding = new Forwarding(host, new Choice(host, delegations));
        host.incoming(Phase.DELIVER, Iq.class, passage -> forwarding.incoming(passage));
        Nesting nesting = new Nesting(host, delegations);
        host.contribute(DiscoOverlay.class, nesting);
        host.on(Event.ComponentConnected.class, connected -> {
            List<Delegation> managed = delegations.of(connected.component());
            if (!managed.isEmpty()) {
                advertise(host, connected.component(), managed);
                nesting.ask(connected.component());
            }
        });
    }

    private static void requireComponent(Host host, Jid component) {
        if (!host.require(ExternalComponents.class).contains(component)) {
            throw new IllegalStateException("options.delegation names \"" + component
                    + "\", which is no component: give it a secret in components.secrets");
        }
    }

    /** §4.2. */
    private static void advertise(Host host, Jid component, List<Delegation> managed) {
        Element delegation = Element.builder(Vocabulary.DELEGATION)
                .addAll(managed.stream().map(Delegation::toElement).toList())
                .build();
        host.require(ExternalComponents.class)
                .send(Message.of(Message.builder(Message.Type.NORMAL)
                        .attribute("id", host.newId())
                        .attribute("from", host.domain().toString())
                        .attribute("to", component.toString())
                        .add(delegation)
                        .build()));
    }
}
