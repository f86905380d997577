package im.godwit.app.admin;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import java.util.List;
import java.util.function.Predicate;

/** What an operator can do to accounts, in this process or through {@link AdminSocket}. */
public final class AdminCommands {
    /** How many accounts one page of a listing holds. */
    private static final int PAGE = 1000;

    private final Accounts accounts;
    private final Predicate<Jid> served;

    /**
     * Makes the commands.
     *
     * @param served whether a domain is one of this server's with accounts
     */
    public AdminCommands(Accounts accounts, Predicate<Jid> served) {
        this.accounts = accounts;
        this.served = served;
    }

    /** Runs a command; whatever goes wrong is in the answer, as a sentence. */
    public AdminReply run(List<String> words) {
        try {
            return switch (words.getFirst()) {
                case "ping" -> AdminReply.done("pong");
                case "user-add" -> add(account(words.get(1)), words.get(2));
                case "user-passwd" -> passwd(account(words.get(1)), words.get(2));
                case "user-delete" -> delete(account(words.get(1)));
                case "user-list" -> list(Jid.ofDomain(words.get(1)), words.get(2));
                default -> AdminReply.failed("unknown command: " + words.getFirst());
            };
        } catch (InvalidJidException malformed) {
            return AdminReply.failed("not an address like juliet@localhost: " + malformed.getMessage());
        } catch (StanzaException refused) {
            return AdminReply.failed(explain(words, refused));
        }
    }

    private Jid account(String text) {
        Jid jid = Jid.parse(text);
        if (!jid.hasLocal() || !jid.isBare()) {
            throw Condition.JID_MALFORMED
                    .error("an account looks like juliet@localhost")
                    .thrown();
        }
        if (!served.test(jid.domainJid())) {
            throw Condition.ITEM_NOT_FOUND
                    .error("this server does not serve " + jid.domain() + "; see \"domains\" in conf/godwit.conf")
                    .thrown();
        }
        return jid;
    }

    private AdminReply add(Jid account, String password) {
        accounts.create(account, password);
        return AdminReply.done("Added " + account);
    }

    private AdminReply passwd(Jid account, String password) {
        accounts.changePassword(account, password);
        return AdminReply.done("Changed the password of " + account);
    }

    private AdminReply delete(Jid account) {
        accounts.delete(account);
        return AdminReply.done("Deleted " + account + " and all that was kept for it");
    }

    private AdminReply list(Jid domain, String after) {
        List<Jid> page = accounts.list(domain, after, PAGE);
        return AdminReply.done(
                String.join("\n", page.stream().map(Jid::toString).toList()));
    }

    private static String explain(List<String> words, StanzaException refused) {
        return refused.error().text().orElseGet(() -> switch (refused.error().condition()) {
            case CONFLICT -> words.get(1) + " exists already";
            case ITEM_NOT_FOUND -> "there is no account " + words.get(1);
            case NOT_ACCEPTABLE -> "this password cannot be used: it is empty or holds forbidden characters";
            default -> refused.getMessage();
        });
    }
}
