package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.Comparator;
import java.util.List;

/** Shows rosters (XEP-0133 §4.8). */
final class RosterCommand {
    private static final Name QUERY = new Name("jabber:iq:roster", "query");
    private static final Name ITEM = new Name("jabber:iq:roster", "item");

    /** Rosters in one answer, which has to fit into what may wait for a client. */
    private static final int MAX_ROSTERS = 1;

    private final Host host;
    private final Named named;

    RosterCommand(Host host, Named named) {
        this.host = host;
        this.named = named;
    }

    void register(Registry commands) {
        commands.add("get-user-roster", "Get User Roster", this::begin);
    }

    private Step begin(Execution execution) {
        Rosters rosters = host.find(Rosters.class)
                .orElseThrow(() -> Condition.FEATURE_NOT_IMPLEMENTED
                        .error("accounts of this server have no rosters")
                        .thrown()); // §5
        DataForm form = Forms.ask(
                "Getting a User's Roster",
                "Fill out this form to get a user's roster.",
                Forms.accounts("The Jabber ID(s) for which to retrieve the roster"));
        return Stage.last(form, filled -> {
            List<Jid> accounts = named.accounts(filled);
            if (accounts.size() > MAX_ROSTERS) {
                throw Condition.RESOURCE_CONSTRAINT
                        .error("one roster at a time")
                        .thrown();
            }
            Element roster = roster(accounts.getFirst(), rosters);
            return new Done(List.of(roster), List.of(), () -> {});
        });
    }

    /** §4.8: the roster stands within the form, as RFC 6121 writes it. */
    private static Element roster(Jid account, Rosters rosters) {
        ElementBuilder query = Element.builder(QUERY);
        rosters.contacts(account).stream()
                .filter(Contact::listed)
                .sorted(Comparator.comparing(Contact::jid))
                .forEach(contact -> query.add(item(contact)));
        return Forms.result(Field.of(
                        FieldType.JID_MULTI, Forms.ACCOUNTS, "Whose roster this is", List.of(account.toString())))
                .toElement()
                .with(query.build());
    }

    private static Element item(Contact contact) {
        ElementBuilder item = Element.builder(ITEM)
                .attribute("jid", contact.jid().toString())
                .attribute("name", contact.name())
                .attribute("subscription", contact.subscription());
        if (contact.ask()) {
            item.attribute("ask", "subscribe");
        }
        contact.groups().forEach(group -> item.child("group", group));
        return item.build();
    }
}
