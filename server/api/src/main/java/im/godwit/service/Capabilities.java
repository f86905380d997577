package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Session;
import java.util.Set;

/**
 * What the clients of this server can do, as they announce it with their presence (XEP-0115, XEP-0390); provided by the
 * caps plugin. Only what matches its hash counts. May be called from any thread; never waits for a client.
 */
public interface Capabilities {
    /**
     * The features of an available client.
     *
     * @param full its full JID, of any domain of this server
     * @return none as long as they are not known: nobody supports anything before it is proven
     */
    Set<String> features(Jid full);

    /**
     * The features of an available session have become known, or changed. Raised once for each presence session and
     * once for each change, on a thread that may block.
     *
     * @param before what was known of it just before; nothing while a change was being looked into
     * @param now what it can do
     */
    record Learned(Session session, Set<String> before, Set<String> now) implements Event {}
}
