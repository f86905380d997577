package im.godwit.plugins.muc.engine;

/** Who sees the real JIDs of occupants (XEP-0045 §4.2). */
public enum Whois implements Choice {
    MODERATORS("moderators", "Moderators only"),
    ANYONE("anyone", "Anyone");

    private final String text;
    private final String label;

    Whois(String text, String label) {
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
