package im.godwit.plugins.pubsub;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.SubscriptionManagement;
import im.godwit.service.Command;
import java.util.List;
import java.util.Optional;

/** Asks an owner once more about those who wait to be subscribed (XEP-0060 §8.7). */
final class PendingCommand implements Command {
    private static final String NODE = Vocabulary.FIELD_PREFIX + "node";

    private final Jid service;
    private final SubscriptionManagement subscriptions;

    PendingCommand(Jid service, SubscriptionManagement subscriptions) {
        this.service = service;
        this.subscriptions = subscriptions;
    }

    @Override
    public String node() {
        return Vocabulary.PUBSUB + "#get-pending";
    }

    @Override
    public String name() {
        return "Get pending subscription requests";
    }

    /** §8.7.3.3. */
    @Override
    public boolean isOpenTo(Jid requester) {
        return subscriptions.ownsNodes(requester, service);
    }

    /** §8.7.2: of their nodes, those that somebody waits for. */
    @Override
    public Step begin(Execution execution) {
        List<Field.Option> nodes = subscriptions.withPending(execution.requester(), service).stream()
                .map(node -> new Field.Option(Optional.empty(), node))
                .toList();
        if (nodes.isEmpty()) {
            return Done.note(Note.Type.INFO, "Nobody waits to be subscribed to a node of yours.");
        }
        Field node = Field.of(FieldType.LIST_SINGLE, NODE, "The node", List.of())
                .withOptions(nodes)
                .asRequired();
        DataForm form = DataForm.of(DataForm.Type.FORM, Vocabulary.SUBSCRIBE_AUTHORIZATION, List.of(node));
        return Stage.last(form, filled -> ask(execution.requester(), filled));
    }

    /** §8.7.4: the questions follow the answer. */
    private Done ask(Jid requester, DataForm filled) {
        String node = filled.field(NODE).flatMap(Field::value).orElseThrow(Errors::nodeRequired);
        Outcome<Boolean> asked =
                Errors.translated(() -> subscriptions.askAgain(requester, new NodeAddress(service, node)));
        return Done.silent().then(asked.delivery());
    }
}
