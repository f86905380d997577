package im.godwit.service;

import im.godwit.plugin.Session;
import im.godwit.xml.Element;

/** What every client is told when it binds a resource with Bind 2 (XEP-0386 §4). An extension point. */
@FunctionalInterface
public interface BoundRemark {
    /**
     * Called on the session's stream; may block.
     *
     * @param session bound just now, so that what comes from here on reaches it
     * @return the element in {@code <bound/>}
     * @throws im.godwit.store.StoreException if the database fails; the client is not told then
     */
    Element of(Session session);
}
