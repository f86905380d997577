package im.godwit.service;

import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;

/**
 * The archives of nodes that accounts have beside those of their messages (XEP-0442). Who keeps the nodes provides it;
 * who answers the queries of accounts (XEP-0313) asks it where one names a node, whoever sent it. May be called by many
 * threads; blocks.
 *
 * <p>All calls throw {@link im.godwit.stanza.StanzaException} to refuse a request.
 */
public interface NodeArchives {
    /** The fields that a query may have (XEP-0313 §4.1.5). */
    Result form(IqRequest request);

    /** Sends the requester what is asked for, and then answers (XEP-0313 §4). */
    Result query(IqRequest request);

    /** Where the archive begins and ends (XEP-0313 §5). */
    Result metadata(IqRequest request);
}
