package im.godwit.app.admin;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.service.Invitations;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What an operator can do to accounts, in this process or through {@link AdminSocket}. */
public final class AdminCommands {
    /** How many accounts one page of a listing holds. */
    private static final int PAGE = 1000;

    private final Accounts accounts;
    private final Predicate<Jid> served;
    private final Function<Jid, Optional<Invitations>> invitations;

    /**
     * Makes the commands.
     *
     * @param served whether a domain is one of this server's with accounts
     * @param invitations what makes those of a domain; none where the plugin is not enabled
     */
    public AdminCommands(Accounts accounts, Predicate<Jid> served, Function<Jid, Optional<Invitations>> invitations) {
        this.accounts = accounts;
        this.served = served;
        this.invitations = invitations;
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
                case "invite" -> invite(Jid.parse(words.get(1)));
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
        requireServed(jid);
        return jid;
    }

    private void requireServed(Jid jid) {
        if (!served.test(jid.domainJid())) {
            throw Condition.ITEM_NOT_FOUND
                    .error("this server does not serve " + jid.domain() + "; see \"domains\" in conf/godwit.conf")
                    .thrown();
        }
    }

    /** To a domain, or to one account of it. */
    private AdminReply invite(Jid invited) {
        requireServed(invited);
        Invitations.Link link = invitations
                .apply(invited.domainJid())
                .orElseThrow(() -> Condition.SERVICE_UNAVAILABLE
                        .error("the plugin \"invitations\" is not enabled; see \"plugins\" in conf/godwit.conf")
                        .thrown())
                .invite(Optional.of(invited).filter(Jid::hasLocal).map(Jid::bare));
        String uri = link.uri().toString();
        return AdminReply.done(link.page().map(page -> page + "\n" + uri).orElse(uri)
                + "\nThis can be used once, until " + link.expires() + ".");
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
