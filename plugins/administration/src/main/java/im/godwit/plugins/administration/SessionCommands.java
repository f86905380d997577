package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Note;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.service.Contact;
import im.godwit.service.Operations;
import im.godwit.service.Rosters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Ends sessions, and tells who is there from where (XEP-0133 §4.5, §4.10). */
final class SessionCommands {
    private final Host host;
    private final Operations operations;
    private final Named named;

    SessionCommands(Host host, Operations operations, Named named) {
        this.host = host;
        this.operations = operations;
        this.named = named;
    }

    void register(Registry commands) {
        commands.add("end-user-session", "End User Session", this::end);
        commands.add("user-stats", "Get User Statistics", this::statistics);
    }

    /** §4.5: all sessions of a bare JID, that of a full one. */
    private Step end(Execution execution) {
        DataForm form = Forms.ask(
                "Ending a User Session",
                "Fill out this form to end a user's session.",
                Forms.accounts("The Jabber ID(s) for which to end sessions"));
        return Stage.last(form, filled -> {
            List<Session> ending = new ArrayList<>();
            for (Jid address : named.addresses(filled)) {
                host.sessions(address.bare()).stream()
                        .filter(session -> address.isBare() || session.jid().equals(address))
                        .filter(session -> !ending.contains(session))
                        .forEach(ending::add);
            }
            // the administrator's own may be among them, and is to hear of it first
            return Done.note(Note.Type.INFO, "Sessions ended: " + ending.size())
                    .then(() ->
                            ending.forEach(session -> operations.end(session, "an administrator ended this session")));
        });
    }

    /** §4.10. */
    private Step statistics(Execution execution) {
        DataForm form = Forms.ask(
                "Get User Statistics",
                "Fill out this form to gather user statistics.",
                Field.of(FieldType.JID_SINGLE, Forms.ACCOUNT, "The Jabber ID for statistics", List.of()),
                Field.of(FieldType.JID_MULTI, Forms.ACCOUNTS, "Or several of them", List.of()));
        return Stage.last(
                form,
                filled -> new Done(
                        named.oneOrMore(filled).stream()
                                .map(account -> statistics(account).toElement())
                                .toList(),
                        List.of(),
                        () -> {}));
    }

    private DataForm statistics(Jid account) {
        Collection<Session> sessions = host.sessions(account);
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of(
                FieldType.JID_SINGLE, Forms.ACCOUNT, "Whose statistics these are", List.of(account.toString())));
        fields.add(list(
                "ipaddresses",
                "The IP addresses of an account's online sessions",
                sessions.stream()
                        .map(session -> session.peer().address().getHostAddress())
                        .distinct()
                        .toList()));
        host.find(Rosters.class)
                .map(rosters -> rosters.contacts(account).stream()
                        .filter(Contact::listed)
                        .count())
                .ifPresent(size -> fields.add(Forms.fact("rostersize", "Number of roster items for an account", size)));
        fields.add(list(
                "onlineresources",
                "The names of an account's online sessions",
                sessions.stream().map(session -> session.jid().resource()).toList()));
        return Forms.result(fields.toArray(Field[]::new));
    }

    private static Field list(String var, String label, List<String> values) {
        return Field.of(FieldType.TEXT_MULTI, var, label, values);
    }
}
