package im.godwit.it.faults;

/**
 * The number that a message carries, and between whom.
 *
 * @param number counts from 1 for each sender and receiver
 */
record Note(String from, String to, int number) {
    /** The id of its stanza (XEP-0359 §4), which says it all. */
    String id() {
        return from + "." + to + "." + number;
    }

    /** Reads an id. */
    static Note of(String id) {
        String[] parts = id.split("\\.");
        return new Note(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    /** Who speaks to whom. */
    String pair() {
        return from + " to " + to;
    }

    /** The message, of any length that is wanted. */
    String stanza(String padding) {
        return "<message type='chat' to='" + to + "@localhost' id='" + id() + "'><body>" + number + padding
                + "</body><origin-id xmlns='urn:xmpp:sid:0' id='" + id() + "'/></message>";
    }
}
