package im.godwit.plugins.pubsub.engine;

/** Who may associate their nodes with a collection ({@code children_association_policy}, XEP-0248 §7.2.1). */
public enum AssociationPolicy implements Choice {
    ALL("all", "Anyone may associate nodes with this collection"),
    OWNERS("owners", "Only the owners of this node may associate other nodes to this collection"),
    WHITELIST(
            "whitelist",
            "Only those on the children association whitelist may associate other nodes to this collection");

    private final String text;
    private final String label;

    AssociationPolicy(String text, String label) {
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
