package im.godwit.plugins.carbons;

import static im.godwit.plugins.carbons.Direction.RECEIVED;
import static im.godwit.plugins.carbons.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.stanza.Message;
import im.godwit.stanza.Message.Type;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules one by one. */
class EligibilityTest {
    private static final String MUC = "http://jabber.org/protocol/muc#user";

    private static Message message(Type type, String content, String from, String to) {
        ElementBuilder message = Message.builder(type).attribute("from", from).attribute("to", to);
        for (String part : content.split("\\+")) {
            message.add(
                    switch (part) {
                        case "body" -> Element.of(new Name("jabber:client", "body"), "hi");
                        case "subject" -> Element.of(new Name("jabber:client", "subject"), "hi");
                        case "receipt" -> Element.of(new Name("urn:xmpp:receipts", "received"));
                        case "state" -> Element.of(new Name("http://jabber.org/protocol/chatstates", "composing"));
                        case "marker" -> Element.of(new Name("urn:xmpp:chat-markers:0", "displayed"));
                        case "direct" -> Element.of(new Name("jabber:x:conference", "x"));
                        case "invite" ->
                            Element.builder(MUC, "x").child("invite").build();
                        case "room" -> Element.of(new Name(MUC, "x"));
                        case "private" -> Element.of(new Name("urn:xmpp:carbons:2", "private"));
                        case "no-copy" -> Element.of(new Name("urn:xmpp:hints", "no-copy"));
                        default -> throw new IllegalArgumentException(part);
                    });
        }
        return Message.of(message.build());
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, subject, true",
        "CHAT, body, true",
        "CHAT, state, true",
        "NORMAL, body, true",
        "NORMAL, subject, false",
        "NORMAL, receipt, true",
        "NORMAL, state, true",
        "NORMAL, marker, true",
        "NORMAL, direct, true",
        "HEADLINE, body, false",
        "HEADLINE, receipt, true",
        "GROUPCHAT, body, false",
        "GROUPCHAT, direct, false",
        "GROUPCHAT, marker, false",
        "ERROR, body, false",
        "CHAT, body+private, false",
        "CHAT, body+no-copy, false",
        "NORMAL, direct+private, false",
        "NORMAL, invite, true"
    })
    @Spec(value = "XEP-0280 §6.1", says = "the rules, the same for both directions")
    void messagesBetweenPeople(Type type, String content, boolean eligible) {
        assertThat(Eligibility.of(message(type, content, "romeo@example.org/home", "juliet@example.org"), SENT))
                .isEqualTo(eligible);
        assertThat(Eligibility.of(message(type, content, "romeo@example.org/home", "juliet@example.org"), RECEIVED))
                .isEqualTo(eligible);
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, body+room, room@example.org/nick, true",
        "NORMAL, subject+room, room@example.org/nick, true",
        "NORMAL, subject+room, room@example.org, false",
        "GROUPCHAT, body+room, room@example.org/nick, false",
    })
    @Spec(value = "XEP-0280 §6.1", says = "a private message to somebody in a room is copied")
    void privateMessagesToARoom(Type type, String content, String to, boolean eligible) {
        assertThat(Eligibility.of(message(type, content, "romeo@example.org/home", to), SENT))
                .isEqualTo(eligible);
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, body+room, room@example.org/nick, false",
        "NORMAL, body+room, room@example.org/nick, false",
        "NORMAL, receipt+room, room@example.org/nick, false",
        "NORMAL, invite, room@example.org, true",
        "NORMAL, invite, room@example.org/nick, true",
        "NORMAL, body+room, room@example.org, true",
    })
    @Spec(value = "XEP-0280 §6.1", says = "one from somebody in a room is not: the room copies it; invitations are")
    void privateMessagesFromARoom(Type type, String content, String from, boolean eligible) {
        assertThat(Eligibility.of(message(type, content, from, "romeo@example.org/home"), RECEIVED))
                .isEqualTo(eligible);
    }
}
