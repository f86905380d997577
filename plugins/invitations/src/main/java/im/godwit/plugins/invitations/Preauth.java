package im.godwit.plugins.invitations;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.service.Invitation;
import im.godwit.service.Registration;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;

/** Takes tokens from those who want to register (XEP-0445). */
final class Preauth implements Invitation.Source {
    static final Name NAME = new Name("urn:xmpp:pars:0", "preauth");

    private static final Element STREAM_FEATURE = Element.of(new Name("urn:xmpp:ibr-token:0", "register"));

    private final Session.Key<Optional<Invitation>> shown = new Session.Key<>("invitation", Optional::empty);
    private final Host host;
    private final Tokens tokens;
    private final Redemption redemption;

    Preauth(Host host, Tokens tokens, Redemption redemption) {
        this.host = host;
        this.tokens = tokens;
        this.redemption = redemption;
    }

    /** The token of an element, if it has one. */
    static Optional<String> token(Element preauth) {
        return preauth.attribute("token");
    }

    /** §3. */
    Optional<Element> feature(Peer peer) {
        return takes(peer) ? Optional.of(STREAM_FEATURE) : Optional.empty();
    }

    private boolean takes(Peer peer) {
        return host.find(Registration.class)
                .filter(registration -> registration.takesInvited(peer))
                .isPresent();
    }

    /** §4: the token is good when it is shown; that it is used up is another matter. */
    Result show(IqRequest request) {
        if (!takes(request.peer().orElseThrow())) {
            throw Condition.NOT_AUTHORIZED
                    .error("encrypt the connection first")
                    .withType(ErrorType.MODIFY)
                    .thrown();
        }
        Invite invite = Optional.of(request)
                .filter(this::isToThisDomain)
                .flatMap(asked -> token(asked.payload()))
                .flatMap(tokens::find)
                .filter(found -> found.registers() && found.isGood(host.clock().instant()))
                .orElseThrow(() -> Condition.ITEM_NOT_FOUND
                        .error("The provided token is invalid or expired")
                        .thrown());
        request.visit().orElseThrow().set(shown, Optional.of(redemption.of(invite)));
        return Result.empty();
    }

    private boolean isToThisDomain(IqRequest request) {
        Optional<Jid> to = request.iq().to();
        return to.isEmpty() || to.get().equals(host.domain());
    }

    @Override
    public Optional<Invitation> shown(IqRequest request) {
        return request.visit().flatMap(visit -> visit.get(shown));
    }
}
