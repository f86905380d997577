package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Note;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts and lists accounts (XEP-0133 §4.13 to §4.22). */
final class PopulationCommands {
    private static final String MAX_ITEMS = "max_items";
    private static final String ALL = "none";
    private static final List<String> CHOICES = List.of("25", "50", "75", "100", "150", "200", ALL);

    /** The most accounts, and the most characters, of one answer, whatever was asked for. */
    private static final int MOST = 5000;

    private static final int MOST_CHARACTERS = 200_000;

    private final Jid domain;
    private final Accounts accounts;
    private final Population population;

    PopulationCommands(Jid domain, Accounts accounts, Population population) {
        this.domain = domain;
        this.accounts = accounts;
        this.population = population;
    }

    void register(Registry commands) {
        number(commands, "get-registered-users-num", "Registered", "registeredusersnum", () -> accounts.count(domain));
        number(
                commands,
                "get-disabled-users-num",
                "Disabled",
                "disabledusersnum",
                () -> accounts.countDisabled(domain));
        number(
                commands,
                "get-online-users-num",
                "Online",
                "onlineusersnum",
                () -> population.online().size());
        number(
                commands,
                "get-active-users-num",
                "Active",
                "activeusersnum",
                () -> population.active().size());
        number(
                commands,
                "get-idle-users-num",
                "Idle",
                "idleusersnum",
                () -> population.idle().size());
        list(
                commands,
                "get-registered-users-list",
                "Registered",
                "registereduserjids",
                limit -> accounts.list(domain, "", limit));
        list(
                commands,
                "get-disabled-users-list",
                "Disabled",
                "disableduserjids",
                limit -> accounts.listDisabled(domain, "", limit));
        list(commands, "get-online-users-list", "Online", "onlineuserjids", first(population::online));
        list(commands, "get-active-users", "Active", "activeuserjids", first(population::active));
        // §4.22 has no field of its own for them
        list(commands, "get-idle-users", "Idle", "activeuserjids", first(population::idle));
    }

    private static IntFunction<List<Jid>> first(Supplier<? extends Collection<Jid>> all) {
        return limit -> all.get().stream().limit(limit).toList();
    }

    private static void number(Registry commands, String id, String state, String var, LongSupplier count) {
        String name = "Get Number of " + state + " Users";
        commands.add(
                id,
                name,
                execution -> Done.result(Forms.result(Forms.fact(
                        var, "The number of " + state.toLowerCase(Locale.ROOT) + " users", count.getAsLong()))));
    }

    private static void list(Registry commands, String id, String state, String var, IntFunction<List<Jid>> first) {
        commands.add(
                id, "Get List of " + state + " Users", execution -> ask(state.toLowerCase(Locale.ROOT), var, first));
    }

    private static Step ask(String state, String var, IntFunction<List<Jid>> first) {
        Field most = Field.of(FieldType.LIST_SINGLE, MAX_ITEMS, "Maximum number of items to show", List.of("100"))
                .withOptions(CHOICES.stream()
                        .map(choice -> new Field.Option(Optional.of(choice.equals(ALL) ? "None" : choice), choice))
                        .toList());
        DataForm form = Forms.ask(
                "Requesting List of Users",
                "Fill out this form to request the " + state + " users of this service.",
                most);
        return Stage.last(form, filled -> {
            int limit = Forms.value(filled, MAX_ITEMS)
                    .map(choice -> choice.equals(ALL) ? MOST : Integer.parseInt(choice))
                    .orElse(100);
            return listed(state, var, first.apply(limit + 1), limit);
        });
    }

    private static Done listed(String state, String var, List<Jid> found, int limit) {
        List<String> shown = new ArrayList<>();
        int characters = 0;
        for (Jid account : found) {
            characters += account.toString().length();
            if (shown.size() == limit || characters > MOST_CHARACTERS) {
                break;
            }
            shown.add(account.toString());
        }
        Done done = Done.result(
                Forms.result(Field.of(FieldType.JID_MULTI, var, "The list of all " + state + " users", shown)));
        return shown.size() == found.size()
                ? done
                : done.with(new Note(Note.Type.WARN, "There are more; these are the first " + shown.size()));
    }
}
