package im.godwit.plugins.commands;

import im.godwit.xml.Element;
import java.util.Locale;
import java.util.Optional;

/** The language of forms and notes (XEP-0050 §3.7). */
final class Languages {
    /** What this server speaks. */
    static final String SPOKEN = "en";

    private Languages() {}

    /**
     * Checks that a command may be answered in English.
     *
     * <p>A language of the command itself is a demand. That of the IQ around it, which clients and servers set for all
     * stanzas alike (RFC 6120 §8.1.5), is a wish: somebody whose client speaks another language would be shut out
     * otherwise. The answer says in which language it is.
     *
     * @throws im.godwit.stanza.StanzaException {@code bad-locale} if another language is demanded
     */
    static void requireSpoken(Element command) {
        Optional<String> demanded = command.lang().filter(lang -> !lang.isEmpty());
        if (demanded.isPresent()
                && !Locale.forLanguageTag(demanded.get()).getLanguage().equals(SPOKEN)) {
            throw Errors.badRequest("bad-locale");
        }
    }
}
