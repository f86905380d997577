package im.godwit.store;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.time.Instant;
import java.util.Optional;

/** One row of a result; columns by name. The plain accessors throw {@link StoreException} for NULL. */
public interface Row {
    String text(String column);

    Optional<String> optionalText(String column);

    long number(String column);

    Optional<Long> optionalNumber(String column);

    boolean flag(String column);

    byte[] bytes(String column);

    Instant instant(String column);

    Jid jid(String column);

    /** An element as {@link Sql} keeps it: XML text. */
    Element element(String column);

    Optional<Element> optionalElement(String column);
}
