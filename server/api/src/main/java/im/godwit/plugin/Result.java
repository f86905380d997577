package im.godwit.plugin;

import im.godwit.xml.Element;
import java.util.Optional;

/**
 * The answer of an {@link IqHandler}.
 *
 * @param payload the child of the result, if any
 * @param afterwards what to do once the result is on its way, such as a push that must not overtake it
 */
public record Result(Optional<Element> payload, Runnable afterwards) {
    private static final Result EMPTY = new Result(Optional.empty(), () -> {});

    public static Result empty() {
        return EMPTY;
    }

    public static Result of(Element payload) {
        return new Result(Optional.of(payload), () -> {});
    }

    /** The same answer, with something to do after it was sent, on the same thread. */
    public Result then(Runnable action) {
        return new Result(payload, action);
    }
}
