package im.godwit.plugins.blocking;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report of abuse that comes with a block (XEP-0377 §4, §6).
 *
 * @param about who is blocked
 * @param reason a URN, such as {@code urn:xmpp:reporting:spam}
 * @param text what the user says about it; empty for nothing
 * @param messages ids in the archive of messages that show it, each with who gave it
 */
record Report(Jid about, String reason, String text, List<String> messages) {
    static final String NAMESPACE = "urn:xmpp:reporting:1";

    private static final Name REPORT = new Name(NAMESPACE, "report");
    private static final Name STANZA_ID = new Name("urn:xmpp:sid:0", "stanza-id");
    private static final int MAX_REASON = 256;
    private static final int MAX_TEXT = 2000;
    private static final int MAX_MESSAGES = 20;
    private static final int MAX_ID = 512;

    /**
     * The report in an item. One that is not as it should be is none: it must not hinder the block (§6). What is too
     * long is cut.
     */
    static Optional<Report> in(Element item, Jid about) {
        return item.child(REPORT)
                .flatMap(report -> report.attribute("reason")
                        .filter(reason -> !reason.isEmpty() && reason.length() <= MAX_REASON)
                        .map(reason -> new Report(about, reason, text(report), messages(report))));
    }

    private static String text(Element report) {
        String text = report.child("text").map(Element::text).orElse("").strip();
        return cut(text, MAX_TEXT);
    }

    private static List<String> messages(Element report) {
        return report.elements(STANZA_ID)
                .limit(MAX_MESSAGES)
                .map(id -> cut(id.attribute("id").orElse(""), MAX_ID) + " by "
                        + cut(id.attribute("by").orElse(""), MAX_ID))
                .toList();
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /** For people who look into it. */
    String toText(Jid reporter) {
        String message = reporter + " reports " + about + ": " + reason;
        String said = text.isEmpty() ? "" : "\n" + text;
        String ids = messages.stream().map(id -> "\nmessage " + id).collect(Collectors.joining());
        return message + said + ids;
    }
}
