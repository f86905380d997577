package im.godwit.plugins.pubsub.engine;

/** Whom items name to reply to ({@code itemreply}, XEP-0060 §12.17). */
public enum ItemReply implements Choice {
    OWNER("owner", "Items name an owner of the node"),
    NONE("none", "Items do not say who published them"),
    PUBLISHER("publisher", "Items say who published them");

    private final String text;
    private final String label;

    ItemReply(String text, String label) {
        this.text = text;
        this.label = label;
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
