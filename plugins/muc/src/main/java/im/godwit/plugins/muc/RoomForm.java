package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Choice;
import im.godwit.plugins.muc.engine.Configuration;
import im.godwit.plugins.muc.engine.Owning;
import im.godwit.plugins.muc.engine.Refusal;
import im.godwit.plugins.muc.engine.Setting;
import im.godwit.plugins.muc.engine.Settings;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Configurations of rooms as data forms (XEP-0045 §16.5.3). */
final class RoomForm {
    private static final String ADMINS = "muc#roomconfig_roomadmins";
    private static final String OWNERS = "muc#roomconfig_roomowners";

    private static final Element FROM_ZERO = Element.builder("http://jabber.org/protocol/xdata-validate", "validate")
            .attribute("datatype", "xs:integer")
            .child("range", range -> range.attribute("min", "0"))
            .build();

    private RoomForm() {}

    /** §10.2: the form with the present values. */
    static Element of(Jid room, Owning.Form form) {
        List<Field> fields = new ArrayList<>();
        Settings.ALL.forEach(setting -> fields.add(field(setting, form.configuration())));
        fields.add(jids(ADMINS, "Full list of room admins", form.admins()));
        fields.add(jids(OWNERS, "Full list of room owners", form.owners()));
        DataForm plain = DataForm.of(DataForm.Type.FORM, Vocabulary.ROOM_CONFIG, fields);
        return withNumbersValidated(
                plain.titled("Configuration of the room " + room.local()).toElement());
    }

    /** XEP-0122 §3, §4.3. */
    private static Element withNumbersValidated(Element form) {
        Set<String> numbers = Settings.ALL.stream()
                .filter(setting -> setting.kind() == Setting.Kind.NUMBER)
                .map(Setting::name)
                .collect(Collectors.toSet());
        return form.withChildren(form.children().stream()
                .map(node -> node instanceof Element field
                                && field.attribute("var")
                                        .filter(numbers::contains)
                                        .isPresent()
                        ? field.with(FROM_ZERO)
                        : node)
                .toList());
    }

    private static Field jids(String var, String label, List<Jid> jids) {
        return Field.of(
                FieldType.JID_MULTI,
                var,
                label,
                jids.stream().map(Jid::toString).toList());
    }

    /** One setting, with what may be chosen. */
    static <T> Field field(Setting<T> setting, Configuration configuration) {
        FieldType type = switch (setting.kind()) {
            case FLAG -> FieldType.BOOLEAN;
            case LINE, NUMBER -> FieldType.TEXT_SINGLE;
            case SECRET -> FieldType.TEXT_PRIVATE;
            case CHOICE -> FieldType.LIST_SINGLE;
            case CHOICES -> FieldType.LIST_MULTI;
        };
        return Field.of(type, setting.name(), setting.label(), values(setting, configuration))
                .withOptions(setting.choices().stream().map(RoomForm::option).toList());
    }

    private static <T> List<String> values(Setting<T> setting, Configuration configuration) {
        String text = configuration.text(setting);
        if (text.isEmpty()) {
            return List.of();
        }
        return setting.kind() == Setting.Kind.CHOICES ? Arrays.asList(text.split(" ")) : List.of(text);
    }

    private static Field.Option option(Choice choice) {
        return new Field.Option(Optional.of(choice.label()), choice.text());
    }

    /**
     * What a form asks for; what is not in it stays, what is not known is passed over (XEP-0004 §3.1).
     *
     * @throws im.godwit.stanza.StanzaException {@code bad-request} if it is another form
     */
    static Owning.Submission submitted(DataForm form) {
        form.formType().filter(type -> !type.equals(Vocabulary.ROOM_CONFIG)).ifPresent(other -> {
            throw Errors.badRequest("the form must be of " + Vocabulary.ROOM_CONFIG);
        });
        return new Owning.Submission(
                before -> edited(form, before),
                form.field(ADMINS).map(RoomForm::jids),
                form.field(OWNERS).map(RoomForm::jids));
    }

    private static Configuration edited(DataForm form, Configuration before) {
        Configuration after = before;
        for (Setting<?> setting : Settings.ALL) {
            Optional<Field> field = form.field(setting.name());
            if (field.isPresent()) {
                after = after.withText(setting, text(setting, field.get()));
            }
        }
        return after;
    }

    private static String text(Setting<?> setting, Field field) {
        if (setting.kind() == Setting.Kind.CHOICES) {
            return String.join(" ", field.values());
        }
        if (field.values().size() > 1) {
            throw new Refusal.Unacceptable(setting.name() + " has one value").thrown();
        }
        return field.value().orElse("");
    }

    private static List<Jid> jids(Field field) {
        return field.values().stream()
                .filter(text -> !text.isBlank())
                .map(text -> Jid.tryParse(text.strip())
                        .map(Jid::bare)
                        .filter(Jid::hasLocal)
                        .orElseThrow(() -> Errors.malformedJid(text)))
                .distinct()
                .toList();
    }
}
