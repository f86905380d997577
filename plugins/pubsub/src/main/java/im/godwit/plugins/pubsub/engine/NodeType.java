package im.godwit.plugins.pubsub.engine;

/** What a node contains ({@code node_type}, XEP-0248 §3). */
public enum NodeType implements Choice {
    LEAF("leaf", "The node contains items"),
    COLLECTION("collection", "The node contains other nodes");

    private final String text;
    private final String label;

    NodeType(String text, String label) {
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
