package im.godwit.plugins.pubsub.engine;

/** The type of messages that notify ({@code notification_type}); headlines are not kept for the absent (§12.7). */
public enum MessageStyle implements Choice {
    NORMAL("normal", "Messages of type normal"),
    HEADLINE("headline", "Messages of type headline");

    private final String text;
    private final String label;

    MessageStyle(String text, String label) {
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
