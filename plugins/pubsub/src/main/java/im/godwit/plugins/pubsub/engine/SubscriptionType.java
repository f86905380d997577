package im.godwit.plugins.pubsub.engine;

/** What a subscriber of a collection wants to hear of ({@code subscription_type}, XEP-0248 §6.1). */
public enum SubscriptionType implements Choice {
    ITEMS("items", "Receive notification of items only"),
    NODES("nodes", "Receive notification of nodes only"),
    ALL("all", "Receive notification of items and nodes");

    private final String text;
    private final String label;

    SubscriptionType(String text, String label) {
        this.text = text;
        this.label = label;
    }

    boolean includes(NodeEvent event) {
        return switch (this) {
            case ITEMS -> isAboutItems(event);
            case NODES -> !isAboutItems(event);
            case ALL -> true;
        };
    }

    /** §5.3.1.1, §5.3.1.2. */
    private static boolean isAboutItems(NodeEvent event) {
        return switch (event) {
            case NodeEvent.Published _, NodeEvent.LastPublished _, NodeEvent.Retracted _, NodeEvent.Purged _ -> true;
            case NodeEvent.Created _,
                    NodeEvent.Deleted _,
                    NodeEvent.Configured _,
                    NodeEvent.Associated _,
                    NodeEvent.Dissociated _,
                    NodeEvent.SubscriptionChanged _,
                    NodeEvent.ApprovalWanted _ -> false;
        };
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String label() {
        return label;
    }
}
