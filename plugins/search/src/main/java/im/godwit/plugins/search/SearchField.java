package im.godwit.plugins.search;

/** By what people are found (XEP-0055 §7.2). */
enum SearchField {
    FIRST("first", "Given name"),
    LAST("last", "Family name"),
    NICK("nick", "Nickname"),
    EMAIL("email", "Email address");

    private final String text;
    private final String label;

    SearchField(String text, String label) {
        this.text = text;
        this.label = label;
    }

    /** As written in queries and forms. */
    String text() {
        return text;
    }

    /** For people. */
    String label() {
        return label;
    }
}
