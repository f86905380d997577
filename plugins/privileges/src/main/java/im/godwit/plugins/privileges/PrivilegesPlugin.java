package im.godwit.plugins.privileges;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.service.ExternalComponents;
import im.godwit.service.PrivilegedRequests;
import im.godwit.service.Rosters;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import java.util.Map;
import java.util.Optional;

/**
 * Lets external components act for the accounts of a domain, as far as the configuration grants it. Where nothing is
 * granted it registers nothing, and the server does not know the protocol.
 */
@Implements(value = "XEP-0356", version = "0.4.1")
public final class PrivilegesPlugin implements Plugin {
    @Override
    public void start(Host host) {
        Map<Jid, Grant> grants = host.options(PrivilegesOptions.DEFAULTS).at(host.domain());
        if (grants.isEmpty()) {
            return;
        }
        grants.keySet().forEach(entity -> requireComponent(host, entity));
        boolean rosters = grants.values().stream().anyMatch(grant -> grant.roster() != Access.NONE);
        if (rosters) {
            host.require(Rosters.class);
        }
        new RosterPrivilege(host, grants).register();
        MessagePrivilege messages = new MessagePrivilege(host, grants);
        host.incoming(Phase.DELIVER, Message.class, passage -> messages.incoming(passage));
        IqPrivilege iqs = new IqPrivilege(host, grants);
        host.provide(PrivilegedRequests.class, iqs);
        host.incoming(Phase.DELIVER, Iq.class, passage -> iqs.incoming(passage));
        PresencePrivilege presence = new PresencePrivilege(host, grants);
        presence.register();
        host.on(Event.ComponentConnected.class, connected -> {
            Jid entity = connected.component();
            Optional.ofNullable(grants.get(entity)).ifPresent(grant -> advertise(host, entity, grant));
            presence.arrived(entity);
        });
    }

    private static void requireComponent(Host host, Jid entity) {
        if (!host.require(ExternalComponents.class).contains(entity)) {
            throw new IllegalStateException("options.privileges names \"" + entity
                    + "\", which is no component: give it a secret in components.secrets");
        }
    }

    /** §4.2. */
    private static void advertise(Host host, Jid entity, Grant grant) {
        Permissions.of(grant)
                .ifPresent(permissions -> host.require(ExternalComponents.class)
                        .send(Message.of(Message.builder(Message.Type.NORMAL)
                                .attribute("id", host.newId())
                                .attribute("from", host.domain().toString())
                                .attribute("to", entity.toString())
                                .add(permissions)
                                .build())));
    }
}
