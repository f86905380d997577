package im.godwit.plugins.search;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.service.Command;
import java.util.List;
import java.util.Optional;

/** Lets a user say whether others find them (XEP-0050); nobody is found who has not said so. */
record ListingCommand(Jid domain, Accounts accounts, People people) implements Command {
    private static final String LISTED = "listed";

    @Override
    public String node() {
        return SearchPlugin.NAMESPACE + "#listing";
    }

    @Override
    public String name() {
        return "Whether others find me";
    }

    @Override
    public boolean isOpenTo(Jid requester) {
        return requester.domainJid().equals(domain) && accounts.exists(requester.bare());
    }

    @Override
    public Step begin(Execution execution) {
        Jid account = execution.requester().bare();
        DataForm form = new DataForm(
                DataForm.Type.FORM,
                Optional.of("Search of users"),
                List.of("Users of " + domain + " can find you by the names and addresses in your vCard."),
                List.of(Field.of(
                        FieldType.BOOLEAN,
                        LISTED,
                        "Let others find me",
                        List.of(people.contains(account) ? "1" : "0"))));
        return Stage.last(form, filled -> complete(account, filled));
    }

    private Done complete(Jid account, DataForm filled) {
        Optional<String> listed = filled.field(LISTED).flatMap(Field::value);
        if (listed.filter(value -> value.equals("1") || value.equals("true")).isPresent()) {
            people.add(account);
            return Done.note(Note.Type.INFO, "Others find you now.");
        }
        if (listed.isPresent()) {
            people.remove(account);
        }
        return Done.note(Note.Type.INFO, people.contains(account) ? "Others find you." : "Nobody finds you.");
    }
}
