package im.godwit.plugins.pubsub.engine;

/** Whether items name their publisher ({@code itemreply}, XEP-0060 §12.17). */
public enum ItemReply implements Choice {
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
