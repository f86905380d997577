package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Affiliating.AffiliationChange;
import im.godwit.plugins.muc.engine.Affiliation;
import im.godwit.plugins.muc.engine.Muc;
import im.godwit.plugins.muc.engine.Outcome;
import im.godwit.plugins.muc.engine.Role;
import im.godwit.stanza.Message;
import java.util.List;
import java.util.Optional;

/** Forms that come in messages: for voice, and to grant voice or membership (XEP-0045 §7.13, §8.6, §9.9). */
final class Approvals {
    private static final Outcome<Boolean> NOTHING = new Outcome<>(false, () -> {}, () -> {});

    private final Muc muc;

    Approvals(Muc muc) {
        this.muc = muc;
    }

    /** Does what a form asks for; nothing if it is not such a form. */
    Optional<Outcome<?>> submitted(Message message, Jid room, Jid session, DataForm form) {
        String type = form.formType().orElse("");
        return switch (type) {
            case Vocabulary.REQUEST -> Optional.of(voice(message, room, session, form));
            case Vocabulary.REGISTER_FORM -> Optional.of(membership(room, session, form));
            default -> Optional.empty();
        };
    }

    private Outcome<?> voice(Message message, Jid room, Jid session, DataForm form) {
        if (form.type() == DataForm.Type.CANCEL) {
            return NOTHING;
        }
        RequestForms.value(form, RequestForms.ROLE)
                .filter(Role.PARTICIPANT.text()::equals)
                .orElseThrow(() -> Errors.badRequest("only the role of a participant can be asked for"));
        if (form.field(RequestForms.ALLOW_VOICE).isEmpty()) {
            return muc.speaking().requestVoice(room, session, MessageTraffic.utterance(message, room));
        }
        return RequestForms.isYes(form, RequestForms.ALLOW_VOICE)
                ? muc.moderating().grantVoice(room, session, RequestForms.nickname(form, RequestForms.ROOMNICK))
                : NOTHING;
    }

    private Outcome<?> membership(Jid room, Jid session, DataForm form) {
        if (form.type() == DataForm.Type.CANCEL || !RequestForms.isYes(form, RequestForms.ALLOW_REGISTRATION)) {
            return NOTHING;
        }
        String user = RequestForms.value(form, RequestForms.JID)
                .orElseThrow(() -> Errors.badRequest("who is to be a member?"));
        return muc.affiliating()
                .change(
                        room,
                        session,
                        List.of(new AffiliationChange(
                                Jid.tryParse(user).orElseThrow(() -> Errors.malformedJid(user)),
                                Affiliation.MEMBER,
                                RequestForms.value(form, RequestForms.REGISTER_NICK),
                                Optional.empty())));
    }
}
