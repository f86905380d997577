package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.service.DomainAdministrators;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes are managed with forms, by their owners and by administrators. */
@XmppTest(
        plugins = NodeCommandsTest.AdminsPlugin.class,
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, CommandsPlugin.class, PubSubPlugin.class}))
class NodeCommandsTest {
    /** Makes "admin" an administrator of the host. */
    public static final class AdminsPlugin implements Plugin {
        @Override
        public void start(Host host) {
            host.provide(
                    DomainAdministrators.class, requester -> requester.local().equals("admin"));
        }
    }

    private Actor hamlet;
    private Actor horatio;
    private Actor admin;

    @BeforeEach
    void create(Stage stage) {
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
        admin = stage.client("admin");
        creates(hamlet, "news", "title=News");
        creates(hamlet, "plans", "access_model=whitelist");
        creates(horatio, "diary");
    }

    private static String command(String id, String attributes, String content) {
        return """
                <iq type='set' id='c' to='pubsub.example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='urn:godwit:pubsub:0#%s' %s>%s</command>
                </iq>""".formatted(id, attributes, content);
    }

    private static String field(String var, String value) {
        return "<field var='%s'><value>%s</value></field>".formatted(var, value);
    }

    private static String submitted(String fields) {
        return "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>";
    }

    /** Runs a command through all of its forms; answers the last answer. */
    private static Element runs(Actor who, String id, String... forms) {
        who.sends(command(id, "action='execute'", ""));
        Element answer = who.receives();
        for (String form : forms) {
            assertThat(status(answer)).as(answer.toString()).isEqualTo("executing");
            String session =
                    answer.firstChild().flatMap(c -> c.attribute("sessionid")).orElseThrow();
            who.sends(command(id, "sessionid='" + session + "'", submitted(form)));
            answer = who.receives();
        }
        return answer;
    }

    private static String status(Element answer) {
        return answer.firstChild()
                .flatMap(command -> command.attribute("status"))
                .orElse("none");
    }

    private static void completes(Actor who, String id, String... forms) {
        Element answer = runs(who, id, forms);
        assertThat(status(answer)).as(answer.toString()).isEqualTo("completed");
    }

    private static void isForbidden(Actor who, String id, String... forms) {
        assertThat(runs(who, id, forms).toString()).contains("<forbidden");
    }

    private static String cell(String var, String value) {
        return "<field var='%s'><value>%s</value></field>".formatted(var, value);
    }

    private static String row(String node, String title, String access, String owner) {
        return "<item>" + cell("node", node) + cell("title", title) + cell("access_model", access)
                + cell("subscribers", "0") + cell("owners", owner + "@example.org") + "</item>";
    }

    private static void lists(Actor who, String start, String rows) {
        Element answer = runs(who, "list", field("start", start));
        assertThat(answer.toString().replaceAll("<value/>", "<value></value>")).contains(rows + "</x>");
    }

    @Test
    @Spec(value = "XEP-0050 §2.2", says = "commands are listed to those who may run them")
    void commandsAreForThoseWhoMayUseThem(Stage stage) {
        Actor nobody = stage.client("nobody");
        String asks = """
                <iq type='get' id='d' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>
                </iq>""";
        nobody.sends(asks);
        assertThat(nobody.receives().toString()).contains("#create'").doesNotContain("#delete'", "#list'");
        hamlet.sends(asks);
        assertThat(hamlet.receives().toString()).contains("#create'", "#delete'", "#list'", "#affiliations'");
        isForbidden(nobody, "delete");
    }

    @Test
    void ownersSeeTheirNodesAndAdministratorsAll() {
        String mine = row("news", "News", "open", "hamlet") + row("plans", "", "whitelist", "hamlet");
        lists(hamlet, "", mine);
        lists(hamlet, "news", row("plans", "", "whitelist", "hamlet"));
        lists(admin, "", row("diary", "", "open", "horatio") + mine);
    }

    @Test
    void nodesAreCreatedWithTheirConfiguration() {
        completes(hamlet, "create", field("node", "songs") + field("pubsub#access_model", "whitelist"));

        horatio.sends(get("<items node='songs'/>"));
        horatio.receives(error("cancel", "not-allowed", "closed-node"));
        hamlet.sends(get("<items node='songs'/>"));
        hamlet.receives(result("<items node='songs'/>"));
    }

    @Test
    void aNodeWithoutANameGetsOne() {
        Element answer = runs(hamlet, "create", field("pubsub#title", "Songs"));

        assertThat(answer.toString()).contains("There is the node ");
    }

    @Test
    void aNodeThatIsThereIsNotCreated() {
        assertThat(runs(hamlet, "create", field("node", "news")).toString()).contains("<conflict");
    }

    @Test
    void whatIsNotSubmittedStaysAsItIs() {
        completes(hamlet, "configure", field("node", "news"), field("pubsub#access_model", "whitelist"));

        lists(hamlet, "", row("news", "News", "whitelist", "hamlet") + row("plans", "", "whitelist", "hamlet"));
    }

    @Test
    void whatCannotBeIsRefusedAndAskedAgain() {
        Element answer = runs(hamlet, "configure", field("node", "news"), field("pubsub#max_items", "-1"));

        assertThat(answer.attribute("type")).contains("error");
        lists(hamlet, "", row("news", "News", "open", "hamlet") + row("plans", "", "whitelist", "hamlet"));
    }

    @Test
    void administratorsManageNodesOfOthers() {
        completes(admin, "configure", field("node", "diary"), field("pubsub#title", "Secret"));
        lists(
                admin,
                "",
                row("diary", "Secret", "open", "horatio")
                        + row("news", "News", "open", "hamlet")
                        + row("plans", "", "whitelist", "hamlet"));

        completes(admin, "delete", field("node", "diary"), field("redirect", ""));

        horatio.sends(get("<items node='diary'/>"));
        horatio.receives(error("cancel", "item-not-found"));
    }

    @Test
    void ownersDoNotManageNodesOfOthers() {
        hamlet.sends(command("purge", "action='execute'", submitted(field("node", "diary"))));

        assertThat(hamlet.receives().toString()).contains("node cannot be \"diary\"");
    }

    @Test
    @Spec(value = "XEP-0060 §8.4.2", says = "subscribers are told what replaces the node")
    void aDeletedNodeMayBeReplaced() {
        subscribesInFull(horatio, "news");

        completes(hamlet, "delete", field("node", "news"), field("redirect", "xmpp:pubsub.example.org?;node=other"));

        horatio.receives(PubSubTesting.event(
                "{horatio/}", "<delete node='news'><redirect uri='xmpp:pubsub.example.org?;node=other'/></delete>"));
    }

    @Test
    void purgedNodesHaveNoItems() {
        publishes(hamlet, "news", "one");

        completes(hamlet, "purge", field("node", "news"));

        hamlet.sends(get("<items node='news'/>"));
        hamlet.receives(result("<items node='news'/>"));
    }

    @Test
    void subscriptionsAndAffiliationsAreShown() {
        subscribesInFull(horatio, "news");

        String subscriptions =
                runs(admin, "subscriptions", field("node", "news")).toString();
        String affiliations = runs(admin, "affiliations", field("node", "news")).toString();

        assertThat(subscriptions).contains(cell("jid", horatio.jid().toString()), cell("subscription", "subscribed"));
        assertThat(affiliations)
                .contains("<item>" + cell("jid", "hamlet@example.org") + cell("affiliation", "owner") + "</item></x>");
    }
}
