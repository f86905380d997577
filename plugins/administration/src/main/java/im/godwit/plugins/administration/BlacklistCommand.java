package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.Blocklist;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.service.DomainBlocklist;
import im.godwit.stanza.Condition;
import java.util.Set;
import java.util.stream.Collectors;

/** Says with whom nobody of the host communicates, in both directions (XEP-0133 §4.11). */
final class BlacklistCommand {
    private static final String BLACKLIST = "blacklistjids";

    /** More than that nobody reads in a form; a form has 2048 values at most. */
    private static final int MAX_ADDRESSES = 2000;

    private final Host host;
    private final Administrators administrators;

    BlacklistCommand(Host host, Administrators administrators) {
        this.host = host;
        this.administrators = administrators;
    }

    void register(Registry commands) {
        commands.add("edit-blacklist", "Edit Blacklist", this::edit);
    }

    private Step edit(Execution execution) {
        DomainBlocklist blocklist = host.find(DomainBlocklist.class)
                .orElseThrow(() -> Condition.FEATURE_NOT_IMPLEMENTED.error().thrown()); // §5
        DataForm form = Forms.ask(
                "Editing the Blacklist",
                "Fill out this form to edit the list of entities with whom communications are disallowed.",
                Field.of(
                        FieldType.JID_MULTI,
                        BLACKLIST,
                        "The blacklist",
                        blocklist.get().items().stream()
                                .map(Jid::toString)
                                .sorted()
                                .toList()));
        return Stage.last(form, filled -> {
            blocklist.set(new Blocklist(wanted(filled)));
            return Done.silent();
        });
    }

    private Set<Jid> wanted(DataForm filled) {
        Set<Jid> wanted = Forms.values(filled, BLACKLIST).stream()
                .map(Jid::parse) // the commands plugin has refused what is malformed
                .collect(Collectors.toSet());
        if (wanted.size() > MAX_ADDRESSES) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("at most " + MAX_ADDRESSES + " addresses")
                    .thrown();
        }
        wanted.stream().filter(administrators::contain).findFirst().ifPresent(admin -> {
            throw Condition.NOT_ALLOWED.error(admin + " is an administrator").thrown();
        });
        return wanted;
    }
}
