package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;

import im.godwit.testkit.Actor;

/** What tests of attachments at the node {@code music} begin with (XEP-0470). */
final class AttachmentTesting {
    static final String SUMMARY = "urn:xmpp:pubsub-attachments:summary:1/music";
    static final String NOTICED = "<noticed timestamp='2026-03-01T12:00:00Z'/>";

    private AttachmentTesting() {}

    /** The node for what is attached to an item. */
    static String to(String item) {
        return "urn:xmpp:pubsub-attachments:1/xmpp:pubsub.example.org?;node=music;item=" + item;
    }

    static String attachments(String content) {
        return "<attachments xmlns='urn:xmpp:pubsub-attachments:1'>%s</attachments>".formatted(content);
    }

    static String reactions(String... emojis) {
        return "<reactions><reaction>" + String.join("</reaction><reaction>", emojis) + "</reaction></reactions>";
    }

    /** Asks to publish something at the node for what is attached to an item. */
    static String attachment(String item, String id, String payload) {
        return set("<publish node='%s'><item id='%s'>%s</item></publish>".formatted(to(item), id, payload));
    }

    static void attaches(Actor who, String item, String content) {
        who.sends(attachment(item, who.jid().bare().toString(), attachments(content)));
        who.receives("<iq type='result' id='ask'>{any}</iq>");
    }

    static void detaches(Actor who, String item) {
        who.sends(set("<retract node='%s'><item id='%s'/></retract>"
                .formatted(to(item), who.jid().bare())));
        who.receives(done());
    }

    /** What a summary tells of an item. */
    static String summary(String item, String content) {
        return "<item id='%s'><summary xmlns='urn:xmpp:pubsub-attachments:summary:1'>%s</summary></item>"
                .formatted(item, content);
    }

    /** Retrieves the summary, which tells this. */
    static void findsSummary(Actor who, String items) {
        who.sends(get("<items node='%s'/>".formatted(SUMMARY)));
        who.receives(result("<items node='%s'>%s</items>".formatted(SUMMARY, items)));
    }
}
