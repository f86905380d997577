package im.godwit.plugins.pubsub.engine;

/** Who may publish besides those whose affiliation says so ({@code publish_model} of XEP-0060 §16.4.4). */
public enum PublishModel implements Choice {
    PUBLISHERS("publishers", "Only publishers may publish"),
    SUBSCRIBERS("subscribers", "Subscribers may publish"),
    OPEN("open", "Anyone may publish");

    private final String text;
    private final String label;

    PublishModel(String text, String label) {
        this.text = text;
        this.label = label;
    }

    /** Whether somebody may publish. */
    boolean lets(Affiliation affiliation, boolean subscribed) {
        return switch (this) {
            case PUBLISHERS -> affiliation.grant(Privilege.PUBLISH) == Grant.YES;
            case SUBSCRIBERS -> PUBLISHERS.lets(affiliation, subscribed) || subscribed && !banned(affiliation);
            case OPEN -> !banned(affiliation);
        };
    }

    private static boolean banned(Affiliation affiliation) {
        return affiliation == Affiliation.OUTCAST;
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
