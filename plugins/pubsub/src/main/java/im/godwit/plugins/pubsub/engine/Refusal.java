package im.godwit.plugins.pubsub.engine;

/** Why a request is not done; what speaks to the requester says it in the words of its protocol. */
public sealed interface Refusal {
    /** Reasons that need no more words; sections of XEP-0060 where it names one case. */
    enum Reason implements Refusal {
        /** The affiliation does not permit it. */
        FORBIDDEN,
        /** §8.1.1: the node is there already. */
        NODE_EXISTS,
        NODE_MISSING,
        TOO_MANY_NODES,
        /** The node's name is empty, too long, or holds characters that no resourcepart may (§4.6.2). */
        INVALID_NODE_ID,
        ITEM_MISSING,
        INVALID_ITEM_ID,
        /** §6.1.3.2, §6.5.9.6. */
        PRESENCE_SUBSCRIPTION_REQUIRED,
        /** §6.1.3.3, §6.5.9.7. */
        NOT_IN_ROSTER_GROUP,
        /** §6.1.3.7: an owner has not decided yet. */
        PENDING_SUBSCRIPTION,
        /** §6.1.3.4, §6.5.9.8: not on the whitelist. */
        CLOSED_NODE,
        /** §6.5.9.3: only subscribers may retrieve. */
        NOT_SUBSCRIBED,
        /** §6.2.3.2: nobody of that address is subscribed. */
        NO_SUCH_SUBSCRIBER,
        /** §6.3.4.2: nobody of that address is subscribed and could have options. */
        NO_SUBSCRIPTION,
        /** §6.2.3.1, §6.3.4.4, §6.5.9.1: there are several. */
        SUBID_REQUIRED,
        /** §6.2.3.5, §6.3.4.5, §6.5.9.2. */
        INVALID_SUBID,
        /** §6.3.6.2. */
        INVALID_OPTIONS,
        /** §6.1.3.1: to subscribe somebody else. */
        JIDS_DO_NOT_MATCH,
        /** §6.1.3.9. */
        TOO_MANY_SUBSCRIPTIONS,
        /** §7.1.3.4. */
        NODE_FULL,
        /** §12.11: more items at once than the node keeps. */
        MAX_ITEMS_EXCEEDED,
        /** §7.1.5. */
        PRECONDITION_NOT_MET,
        /** §7.1.3.5. */
        PAYLOAD_TOO_BIG,
        /** §7.1.3.6. */
        INVALID_PAYLOAD,
        /** §7.1.3.7. */
        ITEM_REQUIRED,
        /** §7.1.3.7. */
        PAYLOAD_REQUIRED,
        /** §7.1.3.7. */
        ITEM_FORBIDDEN,
        /** §8.1.2. */
        UNSUPPORTED_ACCESS_MODEL,
        /** XEP-0248 §6.1.3: the same type of subscription to a collection, but of another depth. */
        SUBSCRIBED_OTHERWISE,
        /** XEP-0248 §7.2.3.1, §7.2.3.4, §7.2.3.5: a child of a leaf, a leaf that was a collection, a cycle. */
        INVALID_LINK,
        /** XEP-0248 §7.2.3.2, §7.5.3.1, §7.6.3.2: that is for others to associate. */
        LINK_FORBIDDEN,
        /** XEP-0248 §7.2.3.3. */
        TOO_MANY_CHILDREN,
        /** XEP-0248 §7.6.3.1: the node is not in that collection. */
        NOT_ASSOCIATED,
        /** XEP-0248 §7.4.3.1: the root node is the service's own. */
        ROOT_NODE,
        /** XEP-0470 §4.4: the service alone makes such nodes, and decides who may do what there. */
        SERVICE_NODE,
        /** XEP-0470 §4.5: not the publisher's own item, or no attachments. */
        INVALID_ATTACHMENTS
    }

    /**
     * §6.1.3.11: the node is not there any more, but something else in its place is.
     *
     * @param uri where, as its last owner said
     */
    record Moved(String uri) implements Refusal {}

    /** The service or the node does not do this. */
    record Unsupported(Feature feature) implements Refusal {}

    /**
     * §8.2.5.2: a setting cannot be given this value.
     *
     * @param why a sentence for people
     */
    record Unacceptable(String why) implements Refusal {}

    /**
     * XEP-0496 §4.2: a node cannot be to another what is wanted.
     *
     * @param why a sentence for people
     */
    record Unrelatable(String why) implements Refusal {}

    /** This refusal as an exception. */
    default RefusedException thrown() {
        return new RefusedException(this);
    }
}
