package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Appearance;
import im.godwit.plugins.muc.engine.Circumstances;
import im.godwit.plugins.muc.engine.Destruction;
import im.godwit.plugins.muc.engine.RoomEvent.Presented;
import im.godwit.plugins.muc.engine.Status;
import im.godwit.plugins.muc.engine.Viewer;
import im.godwit.stanza.Presence;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Presence of an occupant in the three forms in which it is seen; each is made once, however many see it. */
final class PresenceXml {
    private final Jid room;
    private final Presented event;
    private Optional<Presence> own = Optional.empty();
    private Optional<Presence> full = Optional.empty();
    private Optional<Presence> anonymous = Optional.empty();

    PresenceXml(Jid room, Presented event) {
        this.room = room;
        this.event = event;
    }

    /** As somebody sees it, without {@code to}. */
    Presence seenBy(Viewer viewer) {
        if (viewer.self()) {
            own = own.or(() -> Optional.of(presence(true, true).shared()));
            return own.get();
        }
        if (viewer.seesJid()) {
            full = full.or(() -> Optional.of(presence(false, true).shared()));
            return full.get();
        }
        anonymous = anonymous.or(() -> Optional.of(presence(false, false).shared()));
        return anonymous.get();
    }

    private Presence presence(boolean self, boolean withJid) {
        Appearance who = event.who();
        Presence.Type type = event.available() ? Presence.Type.AVAILABLE : Presence.Type.UNAVAILABLE;
        Jid from = room.withResource(who.nickname().text());
        ElementBuilder presence = Presence.builder(type)
                .attribute("from", from.toString())
                .attribute("id", self ? event.how().id() : Optional.empty());
        who.presence().lang().ifPresent(lang -> presence.attribute(new Name(Name.XML, "lang"), lang));
        presence.addAll(who.presence().children()).add(extension(self, withJid)).add(occupantId(who.id()));
        if (!who.hats().isEmpty()) {
            presence.add(HatXml.of(who.hats()));
        }
        return new Presence(presence.build(), Optional.of(from), Optional.empty(), type);
    }

    static Element occupantId(String id) {
        return Element.builder(Vocabulary.OCCUPANT_ID).attribute("id", id).build();
    }

    private Element extension(boolean self, boolean withJid) {
        ElementBuilder x = Element.builder(Vocabulary.USER_X).add(item(withJid));
        event.how().destruction().ifPresent(end -> x.add(destroy(end)));
        Set<Status> codes = EnumSet.noneOf(Status.class);
        codes.addAll(event.how().codes());
        if (self) {
            codes.addAll(event.how().ownCodes());
            codes.add(Status.SELF_PRESENCE); // §7.2.2
        }
        codes.forEach(code -> x.add(status(code)));
        return x.build();
    }

    static Element status(Status code) {
        return Element.builder(Vocabulary.user("status"))
                .attribute("code", String.valueOf(code.code()))
                .build();
    }

    private Element item(boolean withJid) {
        Appearance who = event.who();
        Circumstances how = event.how();
        ElementBuilder item = Element.builder(Vocabulary.user("item"))
                .attribute("affiliation", who.affiliation().text())
                .attribute("role", who.role().text())
                .attribute("jid", withJid ? Optional.of(who.jid().toString()) : Optional.empty())
                .attribute("nick", how.renamed().map(Object::toString));
        how.actor().ifPresent(actor -> item.child("actor", it -> it.attribute("nick", actor.text())));
        how.reason().ifPresent(reason -> item.child("reason", reason));
        return item.build();
    }

    private static Element destroy(Destruction end) {
        ElementBuilder destroy = Element.builder(Vocabulary.user("destroy"))
                .attribute("jid", end.venue().map(Jid::toString));
        end.password().ifPresent(password -> destroy.child("password", password));
        end.reason().ifPresent(reason -> destroy.child("reason", reason));
        return destroy.build();
    }

    /**
     * §10.1.3: the end of a room, from the room itself: whoever left is no occupant any more, and has the answer to
     * that already.
     */
    static Presence abandoned(Jid room) {
        Element item = Element.builder(Vocabulary.user("item"))
                .attribute("affiliation", "none")
                .attribute("role", "none")
                .build();
        Element x =
                Element.builder(Vocabulary.USER_X).add(item).child("destroy").build();
        return Presence.of(Presence.builder(Presence.Type.UNAVAILABLE)
                .attribute("from", room.toString())
                .add(x)
                .build());
    }

    /** §7.2.18: what a client is told that thinks it is in the room. */
    static Presence notHere(Presence presence) {
        Element item = Element.builder(Vocabulary.user("item"))
                .attribute("affiliation", "none")
                .attribute("role", "none")
                .child("reason", "You are not in the room.")
                .build();
        ElementBuilder x = Element.builder(Vocabulary.USER_X).add(item);
        for (Status code : EnumSet.of(Status.SELF_PRESENCE, Status.KICKED, Status.TECHNICAL_PROBLEM)) {
            x.add(status(code));
        }
        return Presence.of(Presence.builder(Presence.Type.UNAVAILABLE)
                .attribute("id", presence.id())
                .attribute("from", presence.to().map(Jid::toString))
                .attribute("to", presence.from().map(Jid::toString))
                .add(x.build())
                .build());
    }
}
