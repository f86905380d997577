package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Appearance;
import im.godwit.plugins.muc.engine.Nickname;
import im.godwit.plugins.muc.engine.Role;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/** The forms of who wants voice or membership, and of who grants it (XEP-0045 §7.10, §7.13, §8.6, §9.9). */
final class RequestForms {
    static final String ROLE = "muc#role";
    static final String JID = "muc#jid";
    static final String ROOMNICK = "muc#roomnick";
    static final String ALLOW_VOICE = "muc#request_allow";
    static final String REGISTER_NICK = "muc#register_roomnick";
    static final String ALLOW_REGISTRATION = "muc#register_allow";

    private RequestForms() {}

    /** §8.6. */
    static Element voiceApproval(Appearance who) {
        return titled(
                "Voice request",
                "To let this person speak, say so below.",
                DataForm.of(
                        DataForm.Type.FORM,
                        Vocabulary.REQUEST,
                        List.of(
                                Field.of(
                                        FieldType.LIST_SINGLE,
                                        ROLE,
                                        "Requested role",
                                        List.of(Role.PARTICIPANT.text())),
                                Field.of(
                                        FieldType.JID_SINGLE,
                                        JID,
                                        "User ID",
                                        List.of(who.jid().toString())),
                                Field.of(
                                        FieldType.TEXT_SINGLE,
                                        ROOMNICK,
                                        "Room nickname",
                                        List.of(who.nickname().text())),
                                Field.of(
                                        FieldType.BOOLEAN,
                                        ALLOW_VOICE,
                                        "Grant voice to this person?",
                                        List.of("false")))));
    }

    /** §9.9, with the address besides. */
    static Element registrationApproval(Jid user, Nickname nickname) {
        return titled(
                "Registration request",
                "To make a member of this person, say so below.",
                DataForm.of(
                        DataForm.Type.FORM,
                        Vocabulary.REGISTER_FORM,
                        List.of(
                                Field.of(FieldType.JID_SINGLE, JID, "User ID", List.of(user.toString())),
                                Field.of(
                                        FieldType.TEXT_SINGLE,
                                        REGISTER_NICK,
                                        "Desired nickname",
                                        List.of(nickname.text())),
                                Field.of(
                                        FieldType.BOOLEAN,
                                        ALLOW_REGISTRATION,
                                        "Allow this person to register with the room?",
                                        List.of("0")))));
    }

    /** §7.10. */
    static Element registration() {
        Field nickname = new Field(
                Optional.of(REGISTER_NICK),
                Optional.of(FieldType.TEXT_SINGLE),
                Optional.of("Desired nickname"),
                true,
                List.of(),
                List.of());
        return titled(
                "Registration with this room",
                "Please choose the nickname that is to be yours here.",
                DataForm.of(DataForm.Type.FORM, Vocabulary.REGISTER_FORM, List.of(nickname)));
    }

    private static Element titled(String title, String instructions, DataForm form) {
        return new DataForm(form.type(), Optional.of(title), List.of(instructions), form.fields()).toElement();
    }

    /** The value of a field. */
    static Optional<String> value(DataForm form, String var) {
        return form.field(var).flatMap(Field::value).filter(value -> !value.isBlank());
    }

    /** Whether a field says yes. */
    static boolean isYes(DataForm form, String var) {
        return value(form, var)
                .filter(text -> text.equals("1") || text.equals("true"))
                .isPresent();
    }

    /**
     * A nickname in a form.
     *
     * @throws im.godwit.stanza.StanzaException {@code bad-request} if there is none
     */
    static Nickname nickname(DataForm form, String var) {
        return value(form, var).flatMap(Nickname::of).orElseThrow(() -> Errors.badRequest(var + " must be a nickname"));
    }
}
