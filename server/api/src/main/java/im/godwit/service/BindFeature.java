package im.godwit.service;

import im.godwit.plugin.Session;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;

/**
 * A feature that a client may have enabled in the moment in which it binds a resource (XEP-0386 §3.1), so that no
 * stanza comes between the two. An extension point.
 *
 * @param var the feature's name, as in service discovery
 * @param request the element in {@code <bind/>} with which a client asks for it
 * @param enabling does it
 */
public record BindFeature(String var, Name request, Enabling enabling) {
    /** Enables the feature for one session. */
    @FunctionalInterface
    public interface Enabling {
        /**
         * Called on the session's stream; may block. What is sent to the session meanwhile follows the answer.
         *
         * @param session bound just now
         * @param request what the client wrote
         * @return the answer in {@code <bound/>}, if the feature has any
         */
        Optional<Element> enable(Session session, Element request);
    }
}
