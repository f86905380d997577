package im.godwit.plugins.pubsub.engine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an account is to a node (XEP-0060 §4.1). Always of a bare JID. */
public enum Affiliation {
    OWNER,
    PUBLISHER,
    PUBLISH_ONLY,
    MEMBER,
    NONE,
    OUTCAST;

    private static final Map<Affiliation, Map<Privilege, Grant>> PRIVILEGES = new EnumMap<>(Affiliation.class);

    /** The state chart of §4.1: from each affiliation, those that an owner may set. */
    private static final Map<Affiliation, Set<Affiliation>> TRANSITIONS = new EnumMap<>(Affiliation.class);

    static {
        Grant yes = Grant.YES;
        Grant own = Grant.OWN;
        Grant no = Grant.NO;
        //   subscribe, retrieve, publish, delete item, purge, configure, delete node
        may(OWNER, yes, yes, yes, yes, yes, yes, yes);
        may(PUBLISHER, yes, yes, yes, own, own, no, no);
        may(PUBLISH_ONLY, no, no, yes, own, no, no, no);
        may(MEMBER, yes, yes, no, no, no, no, no);
        may(NONE, yes, no, no, no, no, no, no);
        may(OUTCAST, no, no, no, no, no, no, no);

        becomes(OUTCAST, NONE, MEMBER, PUBLISH_ONLY, PUBLISHER, OWNER);
        becomes(NONE, OUTCAST, MEMBER, PUBLISH_ONLY, PUBLISHER, OWNER);
        becomes(MEMBER, OUTCAST, NONE, PUBLISH_ONLY, PUBLISHER, OWNER);
        // the chart leaves publish-only out; it stands just below publisher
        becomes(PUBLISH_ONLY, OUTCAST, NONE, PUBLISHER, OWNER);
        becomes(PUBLISHER, OUTCAST, NONE, OWNER);
        becomes(OWNER, NONE);
    }

    private static void may(Affiliation affiliation, Grant... cells) {
        Map<Privilege, Grant> row = new EnumMap<>(Privilege.class);
        for (Privilege privilege : Privilege.values()) {
            row.put(privilege, cells[privilege.ordinal()]);
        }
        PRIVILEGES.put(affiliation, row);
    }

    private static void becomes(Affiliation from, Affiliation... to) {
        TRANSITIONS.put(from, EnumSet.copyOf(Arrays.asList(to)));
    }

    /** How far a privilege goes. */
    public Grant grant(Privilege privilege) {
        return PRIVILEGES.get(this).get(privilege);
    }

    /** Whether an owner may turn this into another; an owner becomes something else only by resigning. */
    public boolean mayBecome(Affiliation other) {
        return this == other || TRANSITIONS.get(this).contains(other);
    }

    /** As written in XML. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The affiliation of this name. */
    public static Optional<Affiliation> named(String text) {
        return Arrays.stream(values()).filter(a -> a.text().equals(text)).findFirst();
    }
}
