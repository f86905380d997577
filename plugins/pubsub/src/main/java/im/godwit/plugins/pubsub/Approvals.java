package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.FIELD_PREFIX;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.plugins.pubsub.engine.SubscriptionManagement;
import im.godwit.plugins.pubsub.engine.SubscriptionManagement.Decision;
import im.godwit.stanza.Message;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.util.List;
import java.util.Optional;

/** Asks owners whether somebody may subscribe, and reads what they say (XEP-0060 §8.6). */
final class Approvals {
    private static final String SUBID = FIELD_PREFIX + "subid";
    private static final String NODE = FIELD_PREFIX + "node";
    private static final String SUBSCRIBER = FIELD_PREFIX + "subscriber_jid";
    private static final String ALLOW = FIELD_PREFIX + "allow";

    private final SubscriptionManagement subscriptions;

    Approvals(SubscriptionManagement subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** What an owner is asked; in words, too, for clients that do not know the form. */
    static List<Element> question(String node, Subscription request) {
        String jid = request.jid().toString();
        Field subid = new Field(
                Optional.of(SUBID),
                Optional.of(FieldType.HIDDEN),
                Optional.empty(),
                false,
                List.of(),
                List.of(request.subid()));
        DataForm form = DataForm.of(
                DataForm.Type.FORM,
                Vocabulary.SUBSCRIBE_AUTHORIZATION,
                List.of(
                        subid,
                        Field.of(FieldType.TEXT_SINGLE, NODE, "The NodeID of the relevant node", List.of(node)),
                        Field.of(FieldType.JID_SINGLE, SUBSCRIBER, "The address of the subscriber", List.of(jid)),
                        Field.of(FieldType.BOOLEAN, ALLOW, "Whether to allow the subscription", List.of("0"))));
        Element body = Element.builder(Namespaces.CLIENT, "body")
                .text(jid + " asks to subscribe to the node " + node + ".")
                .build();
        return List.of(body, form.toElement());
    }

    /** Takes a message that answers such a question; passes any other on. */
    Verdict read(Message message) {
        try {
            Optional<DataForm> answer = message.element()
                    .child(DataForm.NAME)
                    .map(DataForm::of)
                    .filter(form -> form.formType().equals(Optional.of(Vocabulary.SUBSCRIBE_AUTHORIZATION))
                            && form.type() != DataForm.Type.FORM);
            if (answer.isEmpty()) {
                return Verdict.pass();
            }
            return switch (answer.get().type()) {
                case SUBMIT -> {
                    decided(message, answer.get()).delivery().run();
                    yield Verdict.done();
                }
                case CANCEL -> Verdict.done(); // the request stays as it is
                case FORM, RESULT -> throw Errors.badRequest("a form is submitted or cancelled");
            };
        } catch (StanzaException refused) {
            return Verdict.reject(refused.error());
        }
    }

    private Outcome<Boolean> decided(Message message, DataForm form) {
        String node = value(form, NODE).orElseThrow(Errors::nodeRequired);
        Jid subscriber = Jid.tryParse(value(form, SUBSCRIBER).orElseThrow(Errors::jidRequired))
                .orElseThrow(Errors::invalidJid);
        Decision decision = switch (value(form, ALLOW).orElse("")) {
            case "1", "true" -> Decision.APPROVE;
            case "0", "false" -> Decision.DENY;
            default -> throw Errors.badRequest(ALLOW + " is true or false");
        };
        Jid service = message.to().orElseThrow();
        Jid owner = message.from().orElseThrow();
        return Errors.translated(() -> subscriptions.decide(
                owner, new NodeAddress(service.bare(), node), subscriber, value(form, SUBID), decision));
    }

    private static Optional<String> value(DataForm form, String field) {
        return form.field(field).flatMap(Field::value).filter(value -> !value.isEmpty());
    }
}
