package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.muc.engine.Entering;
import im.godwit.plugins.muc.engine.Entry;
import im.godwit.plugins.muc.engine.HistoryWish;
import im.godwit.plugins.muc.engine.Leaving;
import im.godwit.plugins.muc.engine.Muc;
import im.godwit.plugins.muc.engine.Nickname;
import im.godwit.plugins.muc.engine.Refusal;
import im.godwit.plugins.muc.engine.RefusedException;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Presence to rooms and occupants: entering, leaving and what is between (XEP-0045 §7.2, §7.6, §7.7, §7.14). */
final class PresenceTraffic {
    private final Entering entering;
    private final Leaving leaving;
    private final Clock clock;
    private final int maxBytes;
    private final Consumer<Stanza> send;
    private final Indicators indicators;

    PresenceTraffic(Muc muc, Clock clock, int maxBytes, Consumer<Stanza> send, Indicators indicators) {
        this.entering = muc.entering();
        this.leaving = muc.leaving();
        this.clock = clock;
        this.maxBytes = maxBytes;
        this.send = send;
        this.indicators = indicators;
    }

    Verdict on(Presence presence) {
        Jid to = presence.to().orElseThrow();
        if (!to.hasLocal()) {
            return Errors.translated(() -> indicators.on(presence));
        }
        Jid session = presence.from().orElseThrow();
        return switch (presence.type()) {
            case AVAILABLE -> Errors.translated(() -> available(presence, to, session));
            case UNAVAILABLE -> {
                Element farewell = farewell(shown(presence, to).withoutAttribute("type"));
                leaving.leave(to.bare(), session, farewell, presence.id()).told();
                yield Verdict.done();
            }
            case ERROR -> {
                // §18.1.2
                if (Bounce.isFinal(presence)) {
                    leaving.lose(to.bare(), session).told();
                }
                yield Verdict.done();
            }
            // §17.3: neither a request to enter nor one to leave
            case PROBE, SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> Verdict.drop("rooms know no subscriptions");
        };
    }

    private Verdict available(Presence presence, Jid to, Jid session) {
        Optional<Element> enter = presence.element().child(Vocabulary.ENTER);
        Entry entry = entry(presence, to, session, enter);
        if (enter.isPresent()) {
            entering.enter(to.bare(), entry).told();
            return Verdict.done();
        }
        try {
            entering.update(to.bare(), entry).told();
        } catch (RefusedException refused) {
            if (refused.refusal() != Refusal.Reason.NOT_AN_OCCUPANT) {
                throw refused;
            }
            send.accept(PresenceXml.notHere(presence)); // §7.2.18
        }
        return Verdict.done();
    }

    private Entry entry(Presence presence, Jid to, Jid session, Optional<Element> enter) {
        // §7.2.1 without a nickname, §17.1 with one that cannot be seen
        Nickname nickname = Optional.of(to.resource())
                .filter(text -> !text.isEmpty())
                .flatMap(Nickname::of)
                .orElseThrow(() -> Condition.JID_MALFORMED
                        .error("a nickname is needed to enter a room")
                        .thrown());
        Element shown = shown(presence, to);
        if (Content.size(shown) > maxBytes) {
            throw Refusal.Reason.TOO_BIG.thrown();
        }
        return new Entry(
                session,
                nickname,
                !nickname.text().equals(to.resource()),
                enter.flatMap(x -> x.child("password")).map(Element::text),
                enter.flatMap(x -> x.child("history")).map(this::history).orElse(HistoryWish.ANY),
                shown,
                presence.id());
    }

    /** Who leaves cannot be kept from it, but what is too large is not shown to the others. */
    private Element farewell(Element shown) {
        return Content.size(shown) > maxBytes ? shown.withChildren(List.of()) : shown;
    }

    private static Element shown(Presence presence, Jid to) {
        return Content.of(presence, to.bare()).withoutAttribute("id");
    }

    /** §7.2.14. */
    private HistoryWish history(Element history) {
        Optional<Instant> byAge = number(history, "seconds").map(clock.instant()::minusSeconds);
        Optional<Instant> byDate = history.attribute("since").map(PresenceTraffic::date);
        Optional<Instant> since = byAge.isPresent() && byDate.isPresent()
                ? byAge.filter(byDate.get()::isBefore).or(() -> byDate)
                : byAge.or(() -> byDate);
        return new HistoryWish(number(history, "maxchars"), number(history, "maxstanzas"), since);
    }

    private static Optional<Integer> number(Element history, String attribute) {
        return history.attribute(attribute).map(text -> {
            try {
                int number = Integer.parseInt(text.strip());
                if (number >= 0) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // falls through: it is not what §19.1 says
            }
            throw badHistory(attribute);
        });
    }

    private static Instant date(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant(); // XEP-0082 §3.2
        } catch (DateTimeParseException notADate) {
            throw badHistory("since");
        }
    }

    private static StanzaException badHistory(String attribute) {
        return Errors.badRequest(attribute + " has no such value");
    }
}
