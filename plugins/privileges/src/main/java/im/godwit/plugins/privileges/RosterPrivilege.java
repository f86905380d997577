package im.godwit.plugins.privileges;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.Contact;
import im.godwit.service.ExternalComponents;
import im.godwit.service.RosterAccess;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Map;

/** Entities get, set and watch the rosters of accounts (§4). */
final class RosterPrivilege implements RosterAccess {
    private static final Name QUERY = new Name("jabber:iq:roster", "query");

    private final Host host;
    private final Map<Jid, Grant> grants;
    private final List<Jid> pushed;

    RosterPrivilege(Host host, Map<Jid, Grant> grants) {
        this.host = host;
        this.grants = grants;
        this.pushed = grants.keySet().stream()
                .filter(entity -> grants.get(entity).isPushed())
                .toList();
    }

    void register() {
        host.contribute(RosterAccess.class, this);
        if (!pushed.isEmpty()) {
            host.on(Rosters.Changed.class, this::push);
        }
    }

    /** §4.3: the entity itself; who else has an address at its domain is none. */
    @Override
    public boolean admits(Iq request) {
        Grant grant = grants.get(request.from().orElseThrow());
        if (grant == null) {
            return false;
        }
        if (!grant.roster().permits(request.type())) {
            throw Condition.FORBIDDEN.error().thrown();
        }
        return true;
    }

    /**
     * §4.4. What is pushed is the contact as it is now, one push at a time: changes of one contact may be told in
     * another order than they happened, but the last push shows the last of them.
     */
    private synchronized void push(Rosters.Changed changed) {
        if (!new Rosters.Change(changed.before(), changed.after()).isVisible()) {
            return;
        }
        Jid contact = changed.after().jid();
        Element item = host.require(Rosters.class)
                .contact(changed.account(), contact)
                .orElseGet(() -> Contact.none(contact))
                .item();
        for (Jid entity : pushed) {
            host.require(ExternalComponents.class)
                    .send(Iq.of(Iq.builder(Iq.Type.SET, host.newId())
                            .attribute("from", changed.account().toString())
                            .attribute("to", entity.toString())
                            .add(Element.builder(QUERY).add(item).build())
                            .build()));
        }
    }
}
