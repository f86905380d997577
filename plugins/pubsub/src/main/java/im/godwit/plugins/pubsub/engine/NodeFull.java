package im.godwit.plugins.pubsub.engine;

/** What happens when an item is published to a node that holds all it may ({@code publish_node_full}, §7.1.2.5). */
public enum NodeFull implements Choice {
    RETRACT_OLDEST("retract-oldest", "Retract the oldest item alongside publishing the new item"),
    DISCARD_OLDEST("discard-oldest", "Discard the oldest item alongside publishing the new item"),
    REJECT("reject", "Reject publication of the new item");

    private final String text;
    private final String label;

    NodeFull(String text, String label) {
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
