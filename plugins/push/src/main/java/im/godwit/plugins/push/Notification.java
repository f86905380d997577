package im.godwit.plugins.push;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.jid.Jid;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what is published to a push service (§7). */
final class Notification {
    private Notification() {}

    /** The request that publishes a summary; from the server, as §7 has it, and not from the user. */
    static Iq publish(Jid server, String id, Registration to, Summary summary, PushOptions options) {
        ElementBuilder pubsub = Element.builder(Vocabulary.PUBSUB)
                .child(
                        "publish",
                        publish -> publish.attribute("node", to.node())
                                .child("item", item -> item.add(notification(summary, options))));
        to.options().ifPresent(form -> pubsub.child("publish-options", holder -> holder.add(form)));
        return Iq.of(Iq.builder(Iq.Type.SET, id)
                .attribute("from", server.toString())
                .attribute("to", to.service().toString())
                .add(pubsub.build())
                .build());
    }

    /** §7: the summary is left out where there is nothing to count, but a call was missed. */
    private static Element notification(Summary summary, PushOptions options) {
        ElementBuilder notification = Element.builder(Vocabulary.NOTIFICATION);
        if (!summary.isEmpty()) {
            notification.add(form(summary, options));
        }
        return notification.build();
    }

    /** §11.3.1. */
    private static Element form(Summary summary, PushOptions options) {
        List<Field> fields = new ArrayList<>();
        if (summary.messages() > 0) {
            fields.add(Field.submitted(Vocabulary.MESSAGE_COUNT, Long.toString(summary.messages())));
        }
        if (summary.requests() > 0) {
            fields.add(Field.submitted(Vocabulary.REQUEST_COUNT, Long.toString(summary.requests())));
        }
        Optional<Jid> sender = options.includeSender() ? summary.sender() : Optional.empty();
        sender.ifPresent(jid -> fields.add(Field.submitted(Vocabulary.LAST_SENDER, jid.toString())));
        Optional<String> body = options.includeBody() ? summary.body() : Optional.empty();
        body.ifPresent(text -> fields.add(Field.submitted(Vocabulary.LAST_BODY, text)));
        return DataForm.of(DataForm.Type.SUBMIT, Vocabulary.SUMMARY, fields).toElement();
    }
}
