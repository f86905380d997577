package im.godwit.plugins.invitations;

import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpRequest;
import im.godwit.http.HttpRoute;
import im.godwit.plugin.Peer;
import im.godwit.plugins.administration.AdministrationPlugin;
import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.registration.RegistrationPlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Visitor;
import im.godwit.xml.Element;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stage on which people invite each other, and what its tests share. */
final class Hosted {
    /** Where nobody can register who was not invited. */
    private static final String ELSEWHERE = "192.0.2.7";

    private Hosted() {}

    static Stage stage(InvitationsOptions options) {
        return Stage.builder()
                .plugins(List.of(
                        new RosterPlugin(),
                        new PresencePlugin(),
                        new CommandsPlugin(),
                        new RegistrationPlugin(),
                        new AdministrationPlugin(),
                        new InvitationsPlugin()))
                .options("invitations", options)
                .build();
    }

    static Visitor visitor(Stage stage) {
        return stage.visitor(ELSEWHERE).encrypted();
    }

    static String command(String node) {
        return "<iq type='set' to='example.org' id='c'><command xmlns='http://jabber.org/protocol/commands' node='"
                + "urn:xmpp:invite#" + node + "' action='execute'/></iq>";
    }

    /** Runs the command of users, and returns the value of a field of its result. */
    static String invites(Actor actor, String field) {
        actor.sends(command("invite"));
        return field(actor.receives(), field);
    }

    static String token(String uri) {
        return uri.replaceFirst(".*preauth=", "").replaceFirst(";.*", "");
    }

    static String field(Element iq, String var) {
        Element command = iq.firstChild().orElseThrow();
        return command.elements().stream()
                .filter(child -> child.local().equals("x"))
                .flatMap(form -> form.elements().stream())
                .filter(field -> field.attribute("var").filter(var::equals).isPresent())
                .map(field -> field.firstChild().orElseThrow().text())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + var + " in " + iq));
    }

    static String preauth(String token) {
        return "<iq type='set' to='example.org' id='pa1'><preauth xmlns='urn:xmpp:pars:0' token='" + token + "'/></iq>";
    }

    static String register(String username) {
        return "<iq type='set' id='r'><query xmlns='jabber:iq:register'><username>" + username
                + "</username><password>a new secret</password></query></iq>";
    }

    static String registered() {
        return "<iq type='result' id='r'/>";
    }

    static String refused(String condition) {
        return """
                <iq type='error' id='r'>
                  <error>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""".formatted(condition);
    }

    static HttpAnswer.Whole get(Stage stage, String url, Map<String, String> headers) {
        HttpRoute route = stage.server().contributions(HttpRoute.class).getFirst();
        String path = URI.create(url).getPath().substring(route.prefix().length() + 1);
        return (HttpAnswer.Whole) route.handler()
                .handle(new HttpRequest(
                        "GET",
                        Arrays.asList(path.split("/")),
                        Map.of(),
                        headers,
                        new byte[0],
                        Optional.empty(),
                        new Peer(InetAddress.getLoopbackAddress(), true)));
    }
}
