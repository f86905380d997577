package im.godwit.plugins.pubsub;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.form.Table;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.service.Command;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Note;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Commands by which people manage nodes in any client that shows forms (XEP-0050). */
final class NodeCommands {
    static final String NODE = "node";
    static final String START = "start";
    static final String REDIRECT = "redirect";

    /** Rows of a table, and nodes to choose from; of more, the name has to be typed. */
    private static final int LISTED = 200;

    private final Jid service;
    private final PubSub pubsub;
    private final NodeRights rights;

    NodeCommands(Host host, PubSub pubsub) {
        this.service = host.domain();
        this.pubsub = pubsub;
        this.rights = new NodeRights(host, pubsub);
    }

    void register(Host host) {
        List.of(
                        new NodeCommand("list", "List nodes", rights::managesNodes, this::askForStart),
                        new NodeCommand("create", "Create a node", rights::mayCreate, this::askForNode),
                        about("configure", "Configure a node", this::askForConfiguration),
                        about("delete", "Delete a node", this::askForRedirect),
                        about("purge", "Remove all items of a node", this::purged),
                        about("subscriptions", "Show the subscriptions of a node", this::subscriptions),
                        about("affiliations", "Show the affiliations of a node", this::affiliations))
                .forEach(command -> host.contribute(Command.class, command));
    }

    /** A command that asks for a node first. */
    private NodeCommand about(String id, String name, BiFunction<Jid, NodeAddress, Step> next) {
        return new NodeCommand(
                id,
                name,
                rights::managesNodes,
                execution -> Stage.before(
                        form(name, choice(execution.requester())),
                        filled -> chosen(id, execution.requester(), filled, next)));
    }

    private Step chosen(String id, Jid requester, DataForm filled, BiFunction<Jid, NodeAddress, Step> next) {
        NodeAddress node = new NodeAddress(service, value(filled, NODE).orElseThrow(Errors::nodeRequired));
        return Errors.translated(() -> next.apply(rights.acting(requester, node, id), node));
    }

    private Field choice(Jid requester) {
        List<String> names = rights.managed(requester, "", LISTED + 1);
        return names.size() > LISTED
                ? Field.of(FieldType.TEXT_SINGLE, NODE, "The node", List.of()).asRequired()
                : Field.of(FieldType.LIST_SINGLE, NODE, "The node", List.of())
                        .withOptions(names.stream()
                                .map(name -> new Field.Option(Optional.empty(), name))
                                .toList())
                        .asRequired();
    }

    private static DataForm form(String title, Field... fields) {
        return DataForm.of(DataForm.Type.FORM, NodeCommand.NAMESPACE, List.of(fields))
                .titled(title);
    }

    private static Optional<String> value(DataForm form, String var) {
        return form.field(var).flatMap(Field::value).filter(text -> !text.isEmpty());
    }

    private Step askForStart(Execution execution) {
        Field start = Field.of(FieldType.TEXT_SINGLE, START, "After which node; empty for the first ones", List.of());
        return Stage.last(form("List nodes", start), filled -> {
            String after = value(filled, START).orElse("");
            List<String> names = rights.managed(execution.requester(), after, LISTED + 1);
            return table("Nodes", List.of(NODE, "title", "access_model", "subscribers", "owners"), names, this::row);
        });
    }

    /** What is not there any more has no title. */
    private List<String> row(String name) {
        return pubsub.discovery()
                .node(new NodeAddress(service, name))
                .map(this::row)
                .orElseGet(() -> List.of(name, "", "", "", ""));
    }

    private List<String> row(Node node) {
        List<String> owners =
                node.affiliated(Affiliation.OWNER).stream().map(Jid::toString).toList();
        return List.of(
                node.address().node(),
                node.configuration().get(Settings.TITLE),
                node.configuration().get(Settings.ACCESS_MODEL).text(),
                String.valueOf(pubsub.discovery().subscribers(node)),
                String.join(" ", owners));
    }

    /** As many rows as one answer has room for. */
    private static <T> Done table(String title, List<String> columns, List<T> found, Function<T, List<String>> row) {
        List<List<String>> rows = found.stream().limit(LISTED).map(row).toList();
        Done done = new Done(List.of(new Table(title, columns, rows).toElement()), List.of(), () -> {});
        return found.size() > LISTED ? done.with(new Note(Note.Type.INFO, "There are more.")) : done;
    }

    private Step askForNode(Execution execution) {
        Field name = Field.of(FieldType.TEXT_SINGLE, NODE, "Its name; empty for one that the service makes", List.of());
        return Stage.last(settings("Create a node", name, pubsub.management().defaults()), filled -> {
            Optional<String> node = value(filled, NODE);
            return Errors.translated(() -> {
                Outcome<Node> made = node.isPresent()
                        ? pubsub.management()
                                .create(
                                        execution.requester(),
                                        new NodeAddress(service, node.get()),
                                        before -> submitted(filled, before))
                        : pubsub.management()
                                .createInstant(execution.requester(), service, before -> submitted(filled, before));
                return done("There is the node " + made.value().address().node() + " now.", made);
            });
        });
    }

    private static DataForm settings(String title, Field first, Configuration configuration) {
        List<Field> fields = new ArrayList<>(List.of(first));
        SettingFields.form(DataForm.Type.FORM, Vocabulary.NODE_CONFIG, configuration)
                .fields()
                .forEach(fields::add);
        return new DataForm(
                DataForm.Type.FORM, Optional.of(title), List.of("What is left empty stays as it is."), fields);
    }

    /** Fields without a value were not submitted, or not filled in. */
    private static Configuration submitted(DataForm filled, Configuration before) {
        List<Field> given = filled.fields().stream()
                .filter(field -> !field.values().isEmpty())
                .toList();
        return NodeForm.submitted(new DataForm(DataForm.Type.SUBMIT, Optional.empty(), List.of(), given), before);
    }

    private Step askForConfiguration(Jid requester, NodeAddress node) {
        Configuration now = pubsub.management().configuration(requester, node);
        Field name = Field.of(FieldType.FIXED, NODE, "The node", List.of(node.node()));
        return Stage.last(
                settings("Configure a node", name, now),
                filled -> Errors.translated(() -> done(
                        "The node is configured.",
                        pubsub.management().configure(requester, node, before -> submitted(filled, before)))));
    }

    private Step askForRedirect(Jid requester, NodeAddress node) {
        pubsub.management().configuration(requester, node); // who may not, or of what is not there, is not asked
        Field uri = Field.of(FieldType.TEXT_SINGLE, REDIRECT, "The URI of what replaces it, if anything", List.of());
        return Stage.last(
                form("Delete the node " + node.node(), uri),
                filled -> Errors.translated(() -> done(
                        "The node is deleted.",
                        pubsub.management()
                                .delete(requester, node, value(filled, REDIRECT).map(NodeRequests::redirect)))));
    }

    private Step purged(Jid requester, NodeAddress node) {
        return done("The node has no items any more.", pubsub.management().purge(requester, node));
    }

    private Step subscriptions(Jid requester, NodeAddress node) {
        return table(
                "Subscriptions of " + node.node(),
                List.of("jid", "subid", "subscription"),
                pubsub.subscriptions().list(requester, node),
                one -> List.of(one.jid().toString(), one.subid(), one.state().text()));
    }

    private Step affiliations(Jid requester, NodeAddress node) {
        return table(
                "Affiliations of " + node.node(),
                List.of("jid", "affiliation"),
                List.copyOf(pubsub.affiliating().list(requester, node).entrySet()),
                one -> List.of(one.getKey().toString(), one.getValue().text()));
    }

    private static Done done(String text, Outcome<?> outcome) {
        return Done.note(Note.Type.INFO, text).then(outcome.delivery());
    }
}
