package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.FIELD_PREFIX;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.plugins.pubsub.engine.Choice;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Setting;
import java.util.List;
import java.util.Optional;

/** Settings as fields of data forms. */
final class SettingFields {
    private SettingFields() {}

    /** A form with a field for each setting of a configuration. */
    static DataForm form(DataForm.Type type, String formType, Configuration configuration) {
        List<Field> fields = configuration.settings().stream()
                .map(setting -> field(setting, configuration, type == DataForm.Type.FORM))
                .toList();
        return DataForm.of(type, formType, fields);
    }

    static <T> Field field(Setting<T> setting, Configuration configuration, boolean withChoices) {
        FieldType type = switch (setting.kind()) {
            case FLAG -> FieldType.BOOLEAN;
            case CHOICE -> FieldType.LIST_SINGLE;
            case CHOICES -> FieldType.LIST_MULTI;
            case LINE -> FieldType.TEXT_SINGLE;
            case LINES -> FieldType.TEXT_MULTI;
            case JIDS -> FieldType.JID_MULTI;
        };
        Field field = Field.of(type, var(setting), setting.label(), configuration.texts(setting));
        return withChoices
                ? field.withOptions(
                        setting.choices().stream().map(SettingFields::option).toList())
                : field;
    }

    private static Field.Option option(Choice choice) {
        return new Field.Option(Optional.of(choice.label()), choice.text());
    }

    /** The name of a setting's field; our own, and those with a namespace, are not in that of XEP-0060 (XEP-0068). */
    private static String var(Setting<?> setting) {
        boolean whole = setting.name().startsWith("x-") || setting.name().startsWith("{");
        return whole ? setting.name() : FIELD_PREFIX + setting.name();
    }

    /**
     * A configuration with what was submitted; what was not stays, what is not known is passed over (XEP-0004 §3.1).
     */
    static Configuration submitted(DataForm form, String formType, Configuration before) {
        form.formType().filter(type -> !type.equals(formType)).ifPresent(other -> {
            throw Errors.badRequest("the form must be of " + formType);
        });
        Configuration after = before;
        for (Setting<?> setting : before.settings()) {
            Optional<Field> field = form.field(var(setting));
            if (field.isPresent()) {
                after = after.withTexts(setting, field.get().values());
            }
        }
        return after;
    }
}
