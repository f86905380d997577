package im.godwit.plugins.pubsub.pep;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.archive.ArchivePlugin;
import im.godwit.plugins.blocking.BlockingPlugin;
import im.godwit.plugins.caps.CapsPlugin;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.privatexml.PrivateXmlPlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.plugins.vcard.VcardPlugin;
import im.godwit.service.Capabilities;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A host whose accounts have nodes, and what tests of them begin with. */
final class PepStage implements AutoCloseable {
    static final String MOOD = "http://jabber.org/protocol/mood";
    static final String TUNE = "http://jabber.org/protocol/tune";

    private final BlockingQueue<Capabilities.Learned> learned = new LinkedBlockingQueue<>();
    private final Stage stage;

    PepStage() {
        stage = Stage.builder()
                .plugins(List.of(
                        new DiscoPlugin(),
                        new RosterPlugin(),
                        new PresencePlugin(),
                        new BlockingPlugin(),
                        new CapsPlugin(),
                        new PrivateXmlPlugin(),
                        new ArchivePlugin(),
                        new PepPlugin(),
                        new VcardPlugin(),
                        new AvatarsPlugin(),
                        new Listener()))
                .build();
    }

    /** Comes last, so that the plugin has done what it does about an event when the tests hear of it. */
    private final class Listener implements Plugin {
        @Override
        public void start(Host host) {
            host.on(Capabilities.Learned.class, learned::add);
        }
    }

    Stage stage() {
        return stage;
    }

    Actor client(String name) {
        return stage.client(name);
    }

    /** Makes one account receive the other's presence, and not the other way. */
    void sees(String watcher, String watched) {
        edit(watcher, watched, contact -> contact.withListed(true).withTo(true));
        edit(watched, watcher, contact -> contact.withListed(true).withFrom(true));
    }

    void edit(String account, String contact, UnaryOperator<Contact> edit) {
        stage.service(Rosters.class).update(stage.account(account), stage.account(contact), edit);
    }

    /** Sends presence as a client that wants to hear of these nodes, and proves it where it is asked to. */
    void arrives(Actor actor, String... nodes) {
        arrives(actor, "", nodes);
    }

    /** The same as a client that was there so many seconds ago. */
    void returns(Actor actor, long ago, String... nodes) {
        arrives(actor, "<ago xmlns='urn:xmpp:ago:0' secs='%d'/>".formatted(ago), nodes);
    }

    private void arrives(Actor actor, String beside, String... nodes) {
        String[] features =
                Arrays.stream(nodes).map(node -> node + "+notify").sorted().toArray(String[]::new);
        String ver =
                ver("client/pc//<" + Arrays.stream(features).map(f -> f + "<").collect(Collectors.joining()));
        actor.sends("""
                <presence>
                  <c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:example:client' ver='%s'/>%s
                </presence>""".formatted(ver, beside));
        Capabilities.Learned event = learned.poll();
        while (event == null) {
            Element stanza = actor.receives();
            if (stanza.local().equals("iq")) {
                String known = Arrays.stream(features)
                        .map("<feature var='%s'/>"::formatted)
                        .collect(Collectors.joining());
                actor.sends("""
                        <iq type='result' id='%s' to='example.org'>
                          <query xmlns='http://jabber.org/protocol/disco#info' node='urn:example:client#%s'>
                            <identity category='client' type='pc'/>%s
                          </query>
                        </iq>""".formatted(stanza.attribute("id").orElseThrow(), ver, known));
                event = next();
            }
        }
        assertThat(event.session().jid()).isEqualTo(actor.jid());
    }

    private Capabilities.Learned next() {
        try {
            Capabilities.Learned event = learned.poll(5, TimeUnit.SECONDS);
            assertThat(event).as("an event in time").isNotNull();
            return event;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String ver(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Publishes to a node of one's own, which is made where it is not there. */
    static void publishes(Actor owner, String node, String id, String... settings) {
        owner.sends(publication(node, id, settings));
        Element answer = owner.receives();
        assertThat(answer.attribute("type")).as(answer.toString()).contains("result");
    }

    static String publication(String node, String id, String... settings) {
        return set("<publish node='%s'>%s</publish>%s".formatted(node, item(id), options(settings)));
    }

    static String item(String id) {
        return "<item id='%s'><feeling xmlns='urn:example:feeling'>%s</feeling></item>".formatted(id, id);
    }

    private static String options(String... settings) {
        if (settings.length == 0) {
            return "";
        }
        StringBuilder form = new StringBuilder("<publish-options><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'>"
                + "<value>http://jabber.org/protocol/pubsub#publish-options</value></field>");
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            form.append("<field var='pubsub#%s'><value>%s</value></field>".formatted(parts[0], parts[1]));
        }
        return form.append("</x></publish-options>").toString();
    }

    /** A set to one's own account. */
    static String set(String action) {
        return """
                <iq type='set' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>%s</pubsub>
                </iq>""".formatted(action);
    }

    static String ownerSet(String action) {
        return """
                <iq type='set' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>%s</pubsub>
                </iq>""".formatted(action);
    }

    /** A request to somebody else's account. */
    static String request(String type, Actor owner, String action) {
        return request(type, owner.jid().bare(), action);
    }

    static String request(String type, Jid owner, String action) {
        return """
                <iq type='%s' id='ask' to='%s'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>%s</pubsub>
                </iq>""".formatted(type, owner, action);
    }

    /** What a resource that shares presence with the owner is told of a publication. */
    static String event(Actor owner, Jid to, String node, String id) {
        return """
                <message from='%s' to='%s' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='%s'>%s</items></event>
                  <addresses xmlns='http://jabber.org/protocol/address'>
                    <address type='replyto' jid='%s'/>
                  </addresses>
                </message>""".formatted(owner.jid().bare(), to, node, item(id), owner.jid());
    }

    /** What others are told. */
    static String plainEvent(Actor owner, Jid to, String node, String id) {
        return """
                <message from='%s' to='%s' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='%s'>%s</items></event>
                </message>""".formatted(owner.jid().bare(), to, node, item(id));
    }

    /** The last item, for who came later. */
    static String last(Actor owner, Jid to, String node, String id) {
        return """
                <message from='%s' to='%s' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='%s'>%s</items></event>
                  <delay xmlns='urn:xmpp:delay' stamp='{any}'/>
                </message>""".formatted(owner.jid().bare(), to, node, item(id));
    }

    /** An error, by which an account that refuses cannot be told from one that is not there. */
    static String nobody() {
        return """
                <iq type='error' id='ask'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""";
    }

    @Override
    public void close() {
        stage.close();
    }
}
