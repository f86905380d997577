package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Note;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.store.Codec;
import im.godwit.store.Store;
import im.godwit.xml.Element;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers when accounts logged in last (XEP-0133 §4.9), from the time on when there are administrators to ask. */
final class LastLogins {
    private final Host host;
    private final Named named;
    private final Store<Instant> logins;

    LastLogins(Host host, Named named) {
        this.host = host;
        this.named = named;
        this.logins = host.store("last-login", new Codec<>(Instant::toString, Instant::parse));
    }

    void register(Registry commands) {
        if (!commands.administrators().isEmpty()) {
            host.on(
                    Event.SessionBound.class,
                    bound -> logins.put(
                            bound.session().jid().bare(), host.clock().instant()));
        }
        commands.add("get-user-lastlogin", "Get User Last Login Time", this::begin);
    }

    private Step begin(Execution execution) {
        DataForm form = Forms.ask(
                "Getting a User's Last Login Time",
                "Fill out this form to get a user's last login time.",
                Forms.accounts("The Jabber ID(s) for which to retrieve the last login time"));
        return Stage.last(form, filled -> found(named.accounts(filled)));
    }

    /** A form for each account, since a field of times alone would not say whose they are. */
    private Done found(List<Jid> accounts) {
        List<Element> forms = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (Jid account : accounts) {
            Optional<Instant> last = logins.get(account);
            last.ifPresent(at -> forms.add(Forms.result(
                            Field.of(FieldType.JID_MULTI, Forms.ACCOUNTS, "Who logged in", List.of(account.toString())),
                            // XEP-0082 §3.2
                            Forms.fact("lastlogin", "The last login time", at.truncatedTo(ChronoUnit.SECONDS)))
                    .toElement()));
            if (last.isEmpty()) {
                notes.add(new Note(Note.Type.INFO, account + " has not been seen to log in"));
            }
        }
        return new Done(forms, notes, () -> {});
    }
}
