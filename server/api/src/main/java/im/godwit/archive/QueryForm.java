package im.godwit.archive;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of a query (XEP-0313 §4.1.5). */
public enum QueryForm {
    WITH("with", FieldType.JID_SINGLE),
    START("start", FieldType.TEXT_SINGLE),
    END("end", FieldType.TEXT_SINGLE),
    BEFORE_ID("before-id", FieldType.TEXT_SINGLE),
    AFTER_ID("after-id", FieldType.TEXT_SINGLE),
    IDS("ids", FieldType.LIST_MULTI),
    INCLUDE_GROUPCHAT("include-groupchat", FieldType.BOOLEAN),
    /** XEP-0431 §3.1. */
    FULL_TEXT("{urn:xmpp:fulltext:0}fulltext", FieldType.TEXT_SINGLE),
    /** What full-text search was called before it had a specification; clients still look for it. */
    WITH_TEXT("withtext", FieldType.TEXT_SINGLE);

    /** The feature of archives whose texts are searched (XEP-0431 §4). */
    public static final String FULL_TEXT_FEATURE = "urn:xmpp:fulltext:0";

    private static final Name VALIDATE = new Name("http://jabber.org/protocol/xdata-validate", "validate");

    private final String var;
    private final FieldType type;

    QueryForm(String var, FieldType type) {
        this.var = var;
        this.type = type;
    }

    String var() {
        return var;
    }

    static Optional<QueryForm> of(String var) {
        return Arrays.stream(values()).filter(field -> field.var.equals(var)).findFirst();
    }

    /** The form that tells a client what it may ask of an archive with these fields. */
    public static Element toElement(Set<QueryForm> known) {
        List<Field> fields = known.stream().map(QueryForm::field).toList();
        Element form = DataForm.of(DataForm.Type.FORM, Mam.NAMESPACE, fields).toElement();
        return form.withChildren(form.children().stream().map(QueryForm::opened).toList());
    }

    private Field field() {
        return new Field(Optional.of(var), Optional.of(type), Optional.empty(), false, List.of(), List.of());
    }

    /** §4.1.5: the list of ids is not given, it is open (XEP-0122 §3.2). */
    private static Node opened(Node node) {
        if (node instanceof Element field && field.attribute("var").equals(Optional.of(IDS.var))) {
            return field.with(Element.builder(VALIDATE)
                    .attribute("datatype", "xs:string")
                    .child("open")
                    .build());
        }
        return node;
    }
}
