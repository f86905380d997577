package im.godwit.plugins.muc;

import im.godwit.archive.Retraction;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.muc.engine.Moderating;
import im.godwit.plugins.muc.engine.Moderating.Notice;
import im.godwit.plugins.muc.engine.Outcome;
import im.godwit.plugins.muc.engine.Withdrawal;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.Optional;

/** Messages that are taken back: by who said them (XEP-0424) and by moderators, who ask for it (XEP-0425). */
final class Retractions {
    static final String MODERATION = "urn:xmpp:message-moderate:1";

    private static final Name MODERATE = new Name(MODERATION, "moderate");
    private static final Name MODERATED = new Name(MODERATION, "moderated");
    private static final Name REASON = new Name(Retraction.NAMESPACE, "reason");

    private final Host host;
    private final Moderating moderating;

    Retractions(Host host, Moderating moderating) {
        this.host = host;
        this.moderating = moderating;
    }

    void register() {
        host.onSet(MODERATE, this::moderate, Host.At.ACCOUNT);
    }

    /** What a message of an occupant takes back (XEP-0424 §3). */
    Optional<Withdrawal> in(Message message) {
        return Retraction.target(message.element())
                .map(target -> new Withdrawal(
                        target,
                        Optional.empty(),
                        Retraction.retracted(message.id(), host.clock().instant())
                                .build()));
    }

    /** XEP-0425 §3. */
    private Result moderate(IqRequest request) {
        Element moderate = request.payload();
        String target = moderate.attribute("id")
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> Errors.badRequest("which message is it?"));
        if (moderate.child(Retraction.RETRACT).isEmpty()) {
            throw Condition.FEATURE_NOT_IMPLEMENTED
                    .error("messages can be retracted, and nothing else")
                    .thrown();
        }
        Optional<String> reason =
                moderate.child("reason").map(Element::text).map(String::strip).filter(text -> !text.isEmpty());
        Outcome<Boolean> outcome = Errors.translated(() -> moderating.retract(
                request.to(),
                request.from(),
                target,
                (moderator, occupant) -> notice(target, moderated(moderator, occupant), reason)));
        outcome.before().run();
        return Result.empty().then(outcome.delivery());
    }

    private static Element moderated(Jid moderator, String occupant) {
        return Element.builder(MODERATED)
                .attribute("by", moderator.toString())
                .add(PresenceXml.occupantId(occupant))
                .build();
    }

    private Notice notice(String target, Element moderated, Optional<String> reason) {
        String id = host.newId();
        ElementBuilder retract =
                Element.builder(Retraction.RETRACT).attribute("id", target).add(moderated);
        ElementBuilder retracted =
                Retraction.retracted(Optional.of(id), host.clock().instant()).add(moderated);
        reason.map(text -> Element.of(REASON, text)).ifPresent(it -> {
            retract.add(it);
            retracted.add(it);
        });
        Element content = Message.builder(Message.Type.GROUPCHAT)
                .attribute("id", id)
                .add(retract.build())
                .build();
        return new Notice(host.newId(), content, retracted.build());
    }
}
