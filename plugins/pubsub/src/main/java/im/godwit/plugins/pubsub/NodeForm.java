package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.FIELD_PREFIX;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Choice;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.Refusal;
import im.godwit.plugins.pubsub.engine.Setting;
import im.godwit.plugins.pubsub.engine.Settings;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Configurations and metadata of nodes as data forms (XEP-0060 §16.4.3, §16.4.4). */
final class NodeForm {
    /** What the metadata tells of the configuration. */
    private static final List<Setting<?>> PUBLIC = List.of(
            Settings.TITLE,
            Settings.DESCRIPTION,
            Settings.TYPE,
            Settings.ACCESS_MODEL,
            Settings.PUBLISH_MODEL,
            Settings.MAX_ITEMS);

    private NodeForm() {}

    /** A configuration to be changed, or to be told. */
    static DataForm of(DataForm.Type type, Configuration configuration) {
        List<Field> fields = Settings.ALL.stream()
                .map(setting -> field(setting, configuration, type == DataForm.Type.FORM))
                .toList();
        return DataForm.of(type, Vocabulary.NODE_CONFIG, fields);
    }

    private static <T> Field field(Setting<T> setting, Configuration configuration, boolean withChoices) {
        FieldType type = switch (setting.kind()) {
            case FLAG -> FieldType.BOOLEAN;
            case CHOICE -> FieldType.LIST_SINGLE;
            case LINE -> FieldType.TEXT_SINGLE;
        };
        String value = configuration.text(setting);
        List<String> values = value.isEmpty() ? List.of() : List.of(value);
        Field field = Field.of(type, FIELD_PREFIX + setting.name(), setting.label(), values);
        return withChoices
                ? field.withOptions(
                        setting.choices().stream().map(NodeForm::option).toList())
                : field;
    }

    private static Field.Option option(Choice choice) {
        return new Field.Option(Optional.of(choice.label()), choice.text());
    }

    /**
     * A configuration with what was submitted; what was not stays, what is not known is passed over (XEP-0004 §3.1).
     */
    static Configuration submitted(DataForm form, Configuration before) {
        form.formType().filter(type -> !type.equals(Vocabulary.NODE_CONFIG)).ifPresent(other -> {
            throw Errors.badRequest("the form must be of " + Vocabulary.NODE_CONFIG);
        });
        Configuration after = before;
        for (Setting<?> setting : Settings.ALL) {
            Optional<Field> field = form.field(FIELD_PREFIX + setting.name());
            if (field.isPresent()) {
                after = after.withText(setting, onlyValue(field.get()));
            }
        }
        return after;
    }

    private static String onlyValue(Field field) {
        if (field.values().size() > 1) {
            throw new Refusal.Unacceptable(field.var().orElse("") + " has one value").thrown();
        }
        return field.value().orElse("");
    }

    /** What a node tells of itself (§5.4). */
    static DataForm metadata(Node node) {
        List<Field> fields = new ArrayList<>();
        PUBLIC.forEach(setting -> fields.add(field(setting, node.configuration(), false)));
        fields.add(told(FieldType.JID_SINGLE, "creator", "Node creator", List.of(node.creator())));
        fields.add(Field.of(
                FieldType.TEXT_SINGLE,
                FIELD_PREFIX + "creation_date",
                "Creation date",
                List.of(node.created().truncatedTo(ChronoUnit.SECONDS).toString())));
        fields.add(told(FieldType.JID_MULTI, "owner", "Node owners", node.affiliated(Affiliation.OWNER)));
        fields.add(told(
                FieldType.JID_MULTI, "publisher", "Publishers to this node", node.affiliated(Affiliation.PUBLISHER)));
        fields.add(Field.of(
                FieldType.TEXT_SINGLE,
                FIELD_PREFIX + "num_subscribers",
                "Number of subscribers to this node",
                List.of(String.valueOf(node.subscriptions().size()))));
        return DataForm.of(DataForm.Type.RESULT, Vocabulary.META_DATA, fields);
    }

    private static Field told(FieldType type, String name, String label, List<Jid> jids) {
        return Field.of(
                type,
                FIELD_PREFIX + name,
                label,
                jids.stream().map(Jid::toString).toList());
    }
}
