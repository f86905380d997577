package im.godwit.core.config;

import java.util.List;

/** A configuration cannot be used. The message has a line for each problem: file, line, and what is wrong there. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
    }
}
