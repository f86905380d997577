package im.godwit.plugins.carbons;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;

/** What the tests of carbons say over and over. */
final class Exchange {
    private Exchange() {}

    /** A client that is online and has carbons enabled. */
    static Actor enabled(Stage stage, String name) {
        return enable(stage.online(name));
    }

    static Actor enable(Actor actor) {
        return actor.sends("<iq type='set' id='on'><enable xmlns='urn:xmpp:carbons:2'/></iq>")
                .receives("<iq type='result' id='on'/>");
    }

    static Actor disable(Actor actor) {
        return actor.sends("<iq type='set' id='off'><disable xmlns='urn:xmpp:carbons:2'/></iq>")
                .receives("<iq type='result' id='off'/>");
    }

    /** A copy as it must look, wrapped for one of an account's devices. */
    static String copy(String direction, String account, String device, String type, String message) {
        return """
                <message from='{%s}' to='{%s/%s}' type='%s'>
                  <%s xmlns='urn:xmpp:carbons:2'>
                    <forwarded xmlns='urn:xmpp:forward:0'>%s</forwarded>
                  </%s>
                </message>""".formatted(account, account, device, type, direction, inside(message), direction);
    }

    private static String inside(String message) {
        return message.replaceFirst("<message ", "<message xmlns='jabber:client' ");
    }
}
