package im.godwit.plugins.muc.engine;

/** Which nicknames occupants have: whether they are locked down, and to what (XEP-0045 §18.1). */
public enum NicknameRule implements Choice {
    FREE("free", "Everybody chooses one"),
    REGISTERED("registered", "Whoever has registered one has that one"),
    ACCOUNT("account", "Everybody has the name of their account");

    private final String text;
    private final String label;

    NicknameRule(String text, String label) {
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
