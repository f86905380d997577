package im.godwit.core.router;

import im.godwit.core.transport.Gathering;
import im.godwit.jid.Jid;
import im.godwit.plugin.Broadcast;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes stanzas that go to many, receiver by receiver: so each connection is touched once, and written to once. */
public final class Fanout {
    private static final Logger log = LoggerFactory.getLogger(Fanout.class);

    /** So many stanzas are sent before others get a turn: less than a millisecond of work. */
    private static final int SLICE = 64;

    private final Consumer<Stanza> route;
    private final Predicate<Jid> away;

    /**
     * Makes a fan-out.
     *
     * @param route the router's way in for what the server sends
     * @param away whether an address is one of this server at which nobody is to get what cannot wait
     */
    public Fanout(Consumer<Stanza> route, Predicate<Jid> away) {
        this.route = route;
        this.away = away;
    }

    /** Routes each broadcast to each of its receivers, for each receiver in the order of the list. */
    public void send(List<Broadcast> broadcasts) {
        if (broadcasts.size() == 1) {
            List<Stanza> only = List.of(broadcasts.getFirst().stanza());
            sliced(broadcasts.getFirst().to(), to -> only);
        } else {
            Map<Jid, List<Stanza>> parcels = parcels(broadcasts);
            sliced(parcels.keySet(), parcels::get);
        }
    }

    private static Map<Jid, List<Stanza>> parcels(List<Broadcast> broadcasts) {
        Map<Jid, List<Stanza>> parcels = new LinkedHashMap<>();
        for (Broadcast broadcast : broadcasts) {
            for (Jid to : broadcast.to()) {
                parcels.computeIfAbsent(to, first -> new ArrayList<>(broadcasts.size()))
                        .add(broadcast.stanza());
            }
        }
        return parcels;
    }

    private void sliced(Iterable<Jid> receivers, Function<Jid, List<Stanza>> parcels) {
        int sent = 0;
        for (Jid to : receivers) {
            List<Stanza> parcel = parcels.apply(to);
            if (parcel.size() == 1) {
                route(parcel.getFirst(), to);
            } else {
                Gathering.during(() -> parcel.forEach(stanza -> route(stanza, to)));
            }
            sent += parcel.size();
            if (sent >= SLICE) {
                sent = 0;
                Thread.yield(); // the threads of other streams run
            }
        }
    }

    private void route(Stanza stanza, Jid to) {
        if (isNews(stanza) && away.test(to)) {
            return; // RFC 6121 §8.5.1, §8.5.2.2.1: nobody is there to read it
        }
        try {
            route.accept(stanza.withTo(to));
        } catch (RuntimeException bug) {
            log.atError().addKeyValue("jid", to).setCause(bug).log("A stanza for many did not reach one of them");
        }
    }

    private static boolean isNews(Stanza stanza) {
        return stanza instanceof Message message && message.type() == Message.Type.HEADLINE;
    }
}
