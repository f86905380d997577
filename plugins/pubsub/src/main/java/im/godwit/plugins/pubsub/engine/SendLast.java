package im.godwit.plugins.pubsub.engine;

/** When the last item is sent by itself ({@code send_last_published_item}, XEP-0060 §6.1.7). */
public enum SendLast implements Choice {
    NEVER("never", "Never"),
    ON_SUBSCRIPTION("on_sub", "When a new subscription is processed"),
    ON_SUBSCRIPTION_AND_PRESENCE(
            "on_sub_and_presence", "When a new subscription is processed and whenever a subscriber comes online");

    private final String text;
    private final String label;

    SendLast(String text, String label) {
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
