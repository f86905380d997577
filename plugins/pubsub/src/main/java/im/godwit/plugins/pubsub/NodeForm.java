package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.FIELD_PREFIX;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.Setting;
import im.godwit.plugins.pubsub.engine.Settings;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Configurations and metadata of nodes as data forms (XEP-0060 §16.4.3, §16.4.4). */
final class NodeForm {
    /** What the metadata tells of the configuration. */
    private static final List<Setting<?>> PUBLIC = List.of(
            Settings.TITLE,
            Settings.DESCRIPTION,
            Settings.TYPE,
            Settings.LANGUAGE,
            Settings.CONTACT,
            Settings.ACCESS_MODEL,
            Settings.PUBLISH_MODEL,
            Settings.MAX_ITEMS);

    private NodeForm() {}

    /** A configuration to be changed, or to be told. */
    static DataForm of(DataForm.Type type, Configuration configuration) {
        return SettingFields.form(type, Vocabulary.NODE_CONFIG, configuration);
    }

    /** A configuration with what was submitted. */
    static Configuration submitted(DataForm form, Configuration before) {
        return SettingFields.submitted(form, Vocabulary.NODE_CONFIG, before);
    }

    /** What a node tells of itself (§5.4). */
    static DataForm metadata(Node node, long subscribers) {
        List<Field> fields = new ArrayList<>();
        PUBLIC.forEach(setting -> fields.add(SettingFields.field(setting, node.configuration(), false)));
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
                List.of(String.valueOf(subscribers))));
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
