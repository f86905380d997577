package im.godwit.plugins.muc.engine;

/** Who may send private messages (XEP-0045 §7.5). */
public enum PrivateMessages implements Choice {
    ANYONE("anyone", "Anyone", Role.VISITOR),
    PARTICIPANTS("participants", "Anyone with voice", Role.PARTICIPANT),
    MODERATORS("moderators", "Moderators only", Role.MODERATOR),
    NOBODY("none", "Nobody", Role.NONE);

    private final String text;
    private final String label;
    private final Role least;

    PrivateMessages(String text, String label, Role least) {
        this.text = text;
        this.label = label;
        this.least = least;
    }

    boolean permits(Role role) {
        return this != NOBODY && role.compareTo(least) >= 0;
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
