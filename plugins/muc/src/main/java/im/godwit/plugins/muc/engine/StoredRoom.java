package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.util.Map;
import java.util.Optional;

/**
 * A room as it is kept.
 *
 * @param key of the store
 * @param affiliations by bare JID; of whole domains for outcasts
 */
public record StoredRoom(
        long key,
        Configuration configuration,
        Map<Jid, Affiliated> affiliations,
        Optional<Subject> subject,
        Hats hats,
        Optional<Card> card) {}
