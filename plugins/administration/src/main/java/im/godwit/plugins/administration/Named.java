package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.stanza.Condition;
import java.util.List;
import java.util.stream.Stream;

/** Reads the accounts that a form names, all of them before anything is done to one. */
final class Named {
    /** So many accounts at once are somebody's mistake, or a script's work. */
    private static final int MAX_ACCOUNTS = 100;

    private final Jid domain;
    private final Accounts accounts;

    Named(Jid domain, Accounts accounts) {
        this.domain = domain;
        this.accounts = accounts;
    }

    /**
     * The one account of a form, which may exist or not.
     *
     * @throws im.godwit.stanza.StanzaException {@code item-not-found} if it is of another domain, or no account
     */
    Jid account(DataForm form) {
        return account(Forms.value(form, Forms.ACCOUNT).orElseThrow());
    }

    private Jid account(String text) {
        Jid account = Jid.parse(text); // the commands plugin has refused what is malformed
        if (!account.hasLocal() || !account.domainJid().equals(domain)) {
            throw Condition.ITEM_NOT_FOUND
                    .error("only accounts of " + domain + " are administered here")
                    .thrown();
        }
        return account.bare();
    }

    /**
     * The one account of a form.
     *
     * @throws im.godwit.stanza.StanzaException {@code item-not-found} as above, and if it does not exist
     */
    Jid existing(DataForm form) {
        return requireExists(account(form));
    }

    /**
     * The addresses of a form, bare or full, whose accounts exist.
     *
     * @throws im.godwit.stanza.StanzaException as above; {@code resource-constraint} if they are too many
     */
    List<Jid> addresses(DataForm form) {
        return addresses(form, Forms.ACCOUNTS);
    }

    private List<Jid> addresses(DataForm form, String var) {
        List<String> values = Forms.values(form, var);
        if (values.size() > MAX_ACCOUNTS) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("at most " + MAX_ACCOUNTS + " accounts at once")
                    .thrown();
        }
        values.forEach(value -> requireExists(account(value)));
        return values.stream().map(Jid::parse).distinct().toList();
    }

    /**
     * The accounts of a form that asks for one or for several.
     *
     * @throws im.godwit.stanza.StanzaException as above; {@code not-acceptable} if there are none
     */
    List<Jid> oneOrMore(DataForm form) {
        Stream<Jid> one = Forms.value(form, Forms.ACCOUNT).isPresent() ? Stream.of(existing(form)) : Stream.empty();
        List<Jid> all = Stream.concat(one, accounts(form).stream()).distinct().toList();
        if (all.isEmpty()) {
            throw Condition.NOT_ACCEPTABLE.error("an account is missing").thrown();
        }
        return all;
    }

    /** The accounts of a form; see {@link #addresses}. */
    List<Jid> accounts(DataForm form) {
        return accounts(form, Forms.ACCOUNTS);
    }

    /** The accounts of a field of a form; see {@link #addresses}. */
    List<Jid> accounts(DataForm form, String var) {
        return addresses(form, var).stream().map(Jid::bare).distinct().toList();
    }

    /**
     * The accounts of a form, none of which is the requester's own: nobody shuts the door on oneself by mistake.
     *
     * @throws im.godwit.stanza.StanzaException as above; {@code not-allowed} for the own account
     */
    List<Jid> accountsOfOthers(DataForm form, Jid requester) {
        List<Jid> named = accounts(form);
        if (named.contains(requester.bare())) {
            throw Condition.NOT_ALLOWED.error("this is your own account").thrown();
        }
        return named;
    }

    private Jid requireExists(Jid account) {
        if (!accounts.exists(account)) {
            throw Condition.ITEM_NOT_FOUND
                    .error("there is no account " + account)
                    .thrown();
        }
        return account;
    }
}
