package im.godwit.archive;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text, as they are searched for: small letters, without accents, in any script. Where a script puts no
 * spaces between words, each character is one.
 */
final class Words {
    /** So many different words of a message can be found, and so many characters of a word count. */
    static final int MOST = 200;

    private static final int LONGEST = 40;

    private final Set<String> found = new LinkedHashSet<>();
    private final StringBuilder word = new StringBuilder();
    private final int most;

    private Words(int most) {
        this.most = most;
    }

    /** The different words of a text in their order, at most so many. */
    static List<String> of(String text, int most) {
        return new Words(most).read(plain(text));
    }

    private static String plain(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return isAscii(small) ? small : Normalizer.normalize(small, Normalizer.Form.NFKD);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private List<String> read(String text) {
        for (int i = 0; i < text.length() && found.size() < most; ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            read(character);
        }
        end();
        return List.copyOf(found);
    }

    private void read(int character) {
        if (Character.isIdeographic(character)) {
            end();
            word.appendCodePoint(character);
            end();
        } else if (Character.isLetterOrDigit(character)) {
            if (word.length() < LONGEST) {
                word.appendCodePoint(character);
            }
        } else if (Character.getType(character) != Character.NON_SPACING_MARK) {
            end();
        }
    }

    private void end() {
        if (!word.isEmpty() && found.size() < most) {
            found.add(word.toString());
        }
        word.setLength(0);
    }
}
