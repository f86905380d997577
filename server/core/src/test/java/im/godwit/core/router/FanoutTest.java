package im.godwit.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Broadcast;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import im.godwit.xml.ElementWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanoutTest {
    private static final Jid ROMEO = Jid.parse("romeo@example.org/orchard");
    private static final Jid JULIET = Jid.parse("juliet@example.org/balcony");
    private static final Jid NURSE = Jid.parse("nurse@example.org/hall");

    private final List<Stanza> routed = new ArrayList<>();

    private static Message said(String body) {
        return message(Message.Type.GROUPCHAT, body);
    }

    private static Message message(Message.Type type, String body) {
        return Message.of(Message.builder(type)
                .attribute("from", "room@chat.example.org/friar")
                .child("body", body)
                .build());
    }

    private static String xml(Stanza stanza) {
        return ElementWriter.toText(stanza.element(), "jabber:client");
    }

    @Test
    void everybodyGetsAllThatIsForThemInItsOrder() {
        new Fanout(routed::add, to -> false)
                .send(List.of(
                        new Broadcast(said("one"), List.of(ROMEO, JULIET)),
                        new Broadcast(said("two"), List.of(JULIET)),
                        new Broadcast(said("three"), List.of(NURSE, JULIET, ROMEO))));

        assertThat(bodies(ROMEO)).containsExactly("one", "three");
        assertThat(bodies(JULIET)).containsExactly("one", "two", "three");
        assertThat(bodies(NURSE)).containsExactly("three");
    }

    private List<String> bodies(Jid to) {
        return routed.stream()
                .filter(stanza -> stanza.to().orElseThrow().equals(to))
                .map(stanza -> stanza.element().child("body").orElseThrow().text())
                .toList();
    }

    @Test
    void eachCopyIsWrittenAsTheStanzaToItsReceiverIs() {
        Message message = said("<'&'>");

        new Fanout(routed::add, to -> false).send(List.of(new Broadcast(message, List.of(ROMEO, JULIET))));

        assertThat(routed.stream().map(FanoutTest::xml))
                .containsExactly(xml(message.withTo(ROMEO)), xml(message.withTo(JULIET)));
    }

    @Test
    void aReceiverAtWhomSomethingFailsDoesNotKeepTheOthersFromTheirs() {
        Fanout fanout = new Fanout(
                stanza -> {
                    if (stanza.to().orElseThrow().equals(ROMEO)) {
                        throw new IllegalStateException("a bug");
                    }
                    routed.add(stanza);
                },
                to -> false);

        fanout.send(List.of(
                new Broadcast(said("one"), List.of(ROMEO, JULIET)), new Broadcast(said("two"), List.of(ROMEO, NURSE))));

        assertThat(routed).hasSize(2);
    }

    @Test
    void newsGoToThoseWhoAreThere() {
        Fanout fanout = new Fanout(routed::add, ROMEO.bare()::equals);
        List<Jid> all = List.of(ROMEO.bare(), JULIET.bare());

        fanout.send(List.of(new Broadcast(message(Message.Type.HEADLINE, "news"), all)));
        fanout.send(List.of(new Broadcast(message(Message.Type.NORMAL, "news"), all)));

        assertThat(routed.stream().map(stanza -> stanza.to().orElseThrow()))
                .containsExactly(JULIET.bare(), ROMEO.bare(), JULIET.bare());
    }
}
