package im.godwit.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.plugins.vcard.VcardPlugin;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final String ROMEO =
            "<item jid='romeo@example.org'><first>Romeo</first><last>Montague</last><nick/><email/></item>";

    private Stage stage;
    private Actor juliet;

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .plugins(List.of(new CommandsPlugin(), new VcardPlugin(), new SearchPlugin()))
                .service("search", List.of(new SearchPlugin()))
                .options("search", new SearchOptions(2, 3, 5))
                .build();
        juliet = stage.client("juliet");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static void has(Actor actor, String given, String family) {
        actor.sends("""
                <iq type='set' id='v'>
                  <vCard xmlns='vcard-temp'><N><FAMILY>%s</FAMILY><GIVEN>%s</GIVEN></N></vCard>
                </iq>""".formatted(family, given)).receives("<iq type='result' id='v'/>");
    }

    private static void lists(Actor actor, int listed) {
        actor.sends("""
                <iq type='set' to='example.org' id='c'>
                  <command xmlns='http://jabber.org/protocol/commands' node='jabber:iq:search#listing'>
                    <x xmlns='jabber:x:data' type='submit'><field var='listed'><value>%d</value></field></x>
                  </command>
                </iq>""".formatted(listed));
        Element answer = actor.receives();
        assertThat(answer.firstChild().orElseThrow().attribute("status"))
                .as(answer.toString())
                .contains("completed");
    }

    private Actor listed(String name, String given, String family) {
        Actor actor = stage.client(name);
        has(actor, given, family);
        lists(actor, 1);
        return actor;
    }

    private Actor searches(String content) {
        return searches(content, "example.org");
    }

    private Actor searches(String content, String to) {
        return juliet.sends(
                "<iq type='set' to='%s' id='s'><query xmlns='jabber:iq:search'>%s</query></iq>".formatted(to, content));
    }

    private void finds(String content, String found) {
        searches(content)
                .receives("<iq type='result' id='s' from='example.org'><query xmlns='jabber:iq:search'>%s</query></iq>"
                        .formatted(found));
    }

    private void refused(String type, String condition) {
        juliet.receives("""
                <iq type='error' id='s'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""".formatted(type, condition));
    }

    @Test
    @Spec(value = "XEP-0055 §2.1, §3", says = "MUST return the possible search fields; a data form is recommended")
    void fieldsAreTold() {
        juliet.sends("<iq type='get' to='search.example.org' id='f'><query xmlns='jabber:iq:search'/></iq>");

        juliet.receives("""
                <iq type='result' id='f' from='search.example.org'>
                  <query xmlns='jabber:iq:search'>
                    <instructions>{any}</instructions>
                    <first/><last/><nick/><email/>
                    <x xmlns='jabber:x:data' type='form'>
                      <title>{any}</title>
                      <instructions>{any}</instructions>
                      <field var='FORM_TYPE' type='hidden'><value>jabber:iq:search</value></field>
                      <field var='first' type='text-single' label='{any}'/>
                      <field var='last' type='text-single' label='{any}'/>
                      <field var='nick' type='text-single' label='{any}'/>
                      <field var='email' type='text-single' label='{any}'/>
                    </x>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(
            value = "XEP-0055 §2.1",
            says = "results that match the values provided; MUST be an empty query if there are none")
    void onlyThoseAreFoundWhoWantToBe() {
        Actor romeo = stage.client("romeo");
        has(romeo, "Romeo", "Montague");
        finds("<last>montague</last>", "");

        lists(romeo, 1);
        finds("<last>montague</last><nick/>", ROMEO);

        lists(romeo, 0);
        finds("<last>montague</last>", "");
    }

    @Test
    void serviceFindsTheUsersOfItsHost() {
        listed("romeo", "Romeo", "Montague");

        searches("<first>rom</first>", "search.example.org").receives("""
                <iq type='result' id='s' from='search.example.org'>
                  <query xmlns='jabber:iq:search'>%s</query>
                </iq>""".formatted(ROMEO));
    }

    @Test
    void changedVcardIsFound() {
        Actor romeo = listed("romeo", "Romeo", "Capulet");

        has(romeo, "Romeo", "Montague");

        finds("<last>capulet</last>", "");
        finds("<last>montague</last>", ROMEO);
    }

    @Test
    @Spec(value = "XEP-0055 §3", says = "who submits a form gets a form of type result")
    void formsAreAnsweredWithForms() {
        listed("romeo", "Romeo", "Montague");

        searches("""
                <x xmlns='jabber:x:data' type='submit'>
                  <field var='FORM_TYPE' type='hidden'><value>jabber:iq:search</value></field>
                  <field var='last'><value>Montague</value></field>
                </x>""").receives("""
                <iq type='result' id='s' from='example.org'>
                  <query xmlns='jabber:iq:search'>
                    <x xmlns='jabber:x:data' type='result'>
                      <field var='FORM_TYPE' type='hidden'><value>jabber:iq:search</value></field>
                      <reported>
                        <field var='jid' type='jid-single' label='{any}'/>
                        <field var='first' type='text-single' label='{any}'/>
                        <field var='last' type='text-single' label='{any}'/>
                        <field var='nick' type='text-single' label='{any}'/>
                        <field var='email' type='text-single' label='{any}'/>
                      </reported>
                      <item>
                        <field var='jid'><value>romeo@example.org</value></field>
                        <field var='first'><value>Romeo</value></field>
                        <field var='last'><value>Montague</value></field>
                        <field var='nick'><value/></field>
                        <field var='email'><value/></field>
                      </item>
                    </x>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0059 §2.1, §2.2", says = "pages by the UID of an item, with the count of all")
    void resultsComeInPages() {
        List.of("a", "b", "c").forEach(name -> listed(name, "X", ""));
        String item = "<item jid='%s@example.org'><first>X</first><last/><nick/><email/></item>";
        String set = "<set xmlns='http://jabber.org/protocol/rsm'>"
                + "<first>%s@example.org</first><last>%s@example.org</last><count>3</count></set>";

        // more than there is room for, without being asked for pages
        finds("<first>x</first>", item.formatted("a") + item.formatted("b") + set.formatted("a", "b"));
        finds(
                "<first>x</first><set xmlns='http://jabber.org/protocol/rsm'><after>b@example.org</after></set>",
                item.formatted("c") + set.formatted("c", "c"));
        finds(
                "<first>x</first><set xmlns='http://jabber.org/protocol/rsm'><max>1</max><before/></set>",
                item.formatted("c") + set.formatted("c", "c"));
        finds(
                "<first>x</first><set xmlns='http://jabber.org/protocol/rsm'><max>0</max></set>",
                "<set xmlns='http://jabber.org/protocol/rsm'><count>3</count></set>");
        searches("<first>x</first><set xmlns='http://jabber.org/protocol/rsm'><after>z@example.org</after></set>");
        refused("cancel", "item-not-found");
    }

    @Test
    void searchesAreLimited() {
        for (int i = 0; i < 5; i++) {
            finds("<first>x</first>", "");
        }
        searches("<first>x</first>");
        refused("wait", "resource-constraint");

        stage.clock().advance(Duration.ofMinutes(1));
        finds("<first>x</first>", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<first/>", "<last> - </last>", "<x-gender>f</x-gender>"})
    void somethingMustBeSearchedFor(String content) {
        searches(content);
        refused("modify", "not-acceptable");
    }

    @Test
    void formsOfOtherKindsAreRefused() {
        searches("<x xmlns='jabber:x:data' type='result'/>");
        refused("modify", "bad-request");
        searches("""
                <x xmlns='jabber:x:data' type='submit'>
                  <field var='FORM_TYPE' type='hidden'><value>urn:x</value></field>
                </x>""");
        refused("modify", "bad-request");
        finds("<first>x</first>", "");
    }

    @Test
    void aNewAccountOfTheNameIsNotFound() {
        listed("romeo", "Romeo", "Montague");
        stage.service(Accounts.class).delete(Jid.of("romeo", Stage.DOMAIN));
        stage.client("romeo");

        finds("<nick>romeo</nick>", "");
    }
}
