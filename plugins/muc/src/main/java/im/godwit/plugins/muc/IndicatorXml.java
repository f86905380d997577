package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.List;

/** What tells clients where something was said (XEP-0437 §3.1). */
final class IndicatorXml {
    private IndicatorXml() {}

    /** One indicator for some rooms, without {@code to}. */
    static Message activity(Jid service, String id, List<Jid> rooms) {
        ElementBuilder rai = Element.builder(Vocabulary.ACTIVITY);
        rooms.forEach(room -> rai.add(Element.builder(Vocabulary.ACTIVITY.namespace(), "activity")
                .text(room.toString())
                .build()));
        return Message.of(Message.builder(Message.Type.NORMAL)
                .attribute("id", id)
                .attribute("from", service.toString())
                .add(rai.build())
                .build());
    }
}
