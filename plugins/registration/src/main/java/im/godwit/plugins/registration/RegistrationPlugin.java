package im.godwit.plugins.registration;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.service.Accounts;
import im.godwit.service.AnonymousAccounts;
import im.godwit.service.Invitation;
import im.godwit.service.NameReservation;
import im.godwit.service.Registration;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;

/**
 * In-Band Registration: makes accounts for those who have none (§3.1.1), and lets those who have one change its
 * password (§3.3) or remove it (§3.2).
 */
@Implements(value = "XEP-0077", version = "2.4", without = "data forms, redirection, numeric error codes")
public final class RegistrationPlugin implements Plugin {
    private static final Name QUERY = new Name("jabber:iq:register", "query");
    private static final Element STREAM_FEATURE =
            Element.of(new Name("http://jabber.org/features/iq-register", "register"));

    private Host host;
    private Accounts accounts;
    private Admission admission;
    private FormerAccounts former;

    @Override
    public void start(Host on) {
        host = on;
        accounts = host.require(Accounts.class);
        Options options = host.options(Options.DEFAULTS);
        admission = new Admission(host.domain(), options, this::isReserved, host.clock());
        former = new FormerAccounts(host.database(FormerAccounts.MIGRATIONS), options.namesHeldFor(), host.clock());
        host.provide(Registration.class, admission::isSafe);
        host.feature(QUERY.namespace());
        host.streamFeature(
                Host.Moment.BEFORE_AUTHENTICATION,
                peer -> admission.offeredTo(peer) ? Optional.of(STREAM_FEATURE) : Optional.empty());
        host.onGet(QUERY, this::fields, At.UNAUTHENTICATED);
        host.onSet(QUERY, this::register, At.UNAUTHENTICATED);
        host.onGet(QUERY, this::registered, At.SELF, At.DOMAIN);
        host.onSet(QUERY, this::change, At.SELF, At.DOMAIN);
        AnonymousAccounts anonymous = host.require(AnonymousAccounts.class);
        host.on(Event.AccountDeleted.class, deleted -> {
            if (!anonymous.contains(deleted.account())) { // nobody is taken for its owner, and nothing of it may stay
                former.add(deleted.account());
            }
        });
        host.on(Event.AccountCreated.class, created -> former.remove(created.account()));
    }

    private boolean isReserved(Jid account) {
        return host.contributions(NameReservation.class).stream().anyMatch(reservation -> reservation.covers(account));
    }

    /** §3.1: what is needed to register. */
    private Result fields(IqRequest request) {
        requireThisDomain(request);
        Optional<Invitation> invitation = shown(request);
        requireAdmitted(invitation, peer(request));
        String username =
                invitation.flatMap(Invitation::account).map(Jid::local).orElse("");
        return Result.of(Element.builder(QUERY)
                .child("instructions", "Choose a username and a password for your account on " + host.domain() + ".")
                .child("username", username)
                .child("password")
                .build());
    }

    /** §3.1. */
    private Result register(IqRequest request) {
        Peer peer = peer(request);
        requireThisDomain(request);
        Optional<Invitation> invitation = shown(request);
        requireAdmitted(invitation, peer);
        admission.countAttempt(peer);
        Submission submission = Submission.of(request.payload());
        if (submission.remove()) {
            throw Condition.UNEXPECTED_REQUEST.error("authenticate first").thrown(); // §3.2
        }
        if (submission.username().isEmpty() || submission.password().isEmpty()) {
            throw Condition.NOT_ACCEPTABLE
                    .error("a username and a password are needed")
                    .thrown();
        }
        String username = submission.username().get();
        Optional<Jid> intended = invitation.flatMap(Invitation::account);
        // who invited somebody by name has decided about the name
        Jid account = intended.isPresent() ? admission.intended(username, intended.get()) : admission.account(username);
        if (accounts.exists(account) || intended.isEmpty() && former.holds(account)) {
            throw Condition.CONFLICT.error("this name is taken").thrown();
        }
        Runnable making = () -> accounts.create(account, submission.password().get());
        if (invitation.isPresent()) {
            invitation.get().redeem(account, making);
        } else {
            admission.countAccount(peer);
            making.run();
        }
        return Result.empty();
    }

    /** XEP-0445 §4: what the client has shown on this stream. */
    private Optional<Invitation> shown(IqRequest request) {
        return host.contributions(Invitation.Source.class).stream()
                .flatMap(source -> source.shown(request).stream())
                .findFirst();
    }

    private void requireAdmitted(Optional<Invitation> invitation, Peer peer) {
        if (invitation.isPresent()) {
            admission.requireSafe(peer);
        } else {
            admission.requireOffered(peer);
        }
    }

    /** A stream that has not authenticated speaks to its own domain only. */
    private void requireThisDomain(IqRequest request) {
        if (request.iq().to().filter(to -> !to.equals(host.domain())).isPresent()) {
            throw Condition.SERVICE_UNAVAILABLE.error().thrown();
        }
    }

    /** §3.1: what is on file; passwords are not, and would not be told. */
    private Result registered(IqRequest request) {
        Jid account = own(request)
                .orElseThrow(() -> Condition.SERVICE_UNAVAILABLE
                        .error("register at your own server")
                        .thrown());
        return Result.of(Element.builder(QUERY)
                .child("registered")
                .child("instructions", "You are registered. You may choose another password.")
                .child("username", account.local())
                .child("password")
                .build());
    }

    private Result change(IqRequest request) {
        Submission submission = Submission.of(request.payload());
        Jid account = own(request)
                .orElseThrow(() -> Condition.REGISTRATION_REQUIRED
                        .error("you are not registered here")
                        .thrown());
        if (submission.remove()) {
            // §3.2: gone for good before the result says so. The account's streams end after it: this one handles what
            // ends it only when it is done with this request.
            accounts.delete(account);
            return Result.empty();
        }
        changePassword(account, submission, peer(request));
        return Result.empty();
    }

    /** §3.3. */
    private void changePassword(Jid account, Submission submission, Peer peer) {
        admission.requireSafe(peer);
        if (submission.username().isEmpty() || submission.password().isEmpty()) {
            throw Condition.BAD_REQUEST
                    .error("your username and a new password are needed")
                    .thrown();
        }
        if (!isName(submission.username().get(), account)) {
            throw Condition.NOT_ALLOWED
                    .error("you may change only your own password")
                    .thrown();
        }
        admission.countChange(peer);
        accounts.changePassword(account, submission.password().get());
    }

    private static boolean isName(String username, Jid account) {
        try {
            return Jid.of(username, account.domain()).equals(account);
        } catch (InvalidJidException malformed) {
            return false;
        }
    }

    /** The requester's account, if it is one of this domain. */
    private Optional<Jid> own(IqRequest request) {
        return request.session()
                .map(session -> session.jid().bare())
                .filter(account -> account.domainJid().equals(host.domain()));
    }

    private static Peer peer(IqRequest request) {
        return request.peer().orElseThrow();
    }
}
