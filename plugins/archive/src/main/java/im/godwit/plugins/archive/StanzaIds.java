package im.godwit.plugins.archive;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import java.util.List;

/** Ids that this server gives to messages in the name of an account (XEP-0359). */
final class StanzaIds {
    static final String NAMESPACE = "urn:xmpp:sid:0";

    private static final Name STANZA_ID = new Name(NAMESPACE, "stanza-id");

    private StanzaIds() {}

    /** The message without ids in the account's name, whoever gave them (§3, rule 2). Those of others stay (rule 3). */
    static Message without(Message message, Jid account) {
        List<Node> children = message.element().children();
        if (children.stream().noneMatch(node -> isBy(node, account))) {
            return message;
        }
        return withChildren(
                message, children.stream().filter(node -> !isBy(node, account)).toList());
    }

    /** The message with an id in the account's name; it has none yet (rule 4). */
    static Message with(Message message, Jid account, String id) {
        Element stanzaId = Element.builder(STANZA_ID)
                .attribute("id", id)
                .attribute("by", account.toString())
                .build();
        return withElement(message, message.element().with(stanzaId));
    }

    /** Rule 7: addresses are compared as normalised. */
    private static boolean isBy(Node node, Jid account) {
        return node instanceof Element child
                && child.is(STANZA_ID)
                && child.attribute("by")
                        .flatMap(Jid::tryParse)
                        .map(account::equals)
                        .orElse(false);
    }

    static Message withChildren(Message message, List<? extends Node> children) {
        return withElement(message, message.element().withChildren(children));
    }

    /** Addresses and type stay, so they are not read again. */
    private static Message withElement(Message message, Element element) {
        return new Message(element, message.from(), message.to(), message.type());
    }
}
