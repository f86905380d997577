package im.godwit.plugins.pubsub.engine;

import java.util.Locale;

/** States of presence that subscribers choose from ({@code show-values}, XEP-0060 §16.4.2). */
public enum Show implements Choice {
    AWAY("Away"),
    CHAT("Want to chat"),
    DND("Do not disturb"),
    ONLINE("Available"),
    XA("Extended away");

    private final String label;

    Show(String label) {
        this.label = label;
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String label() {
        return label;
    }
}
