package im.godwit.core.stream;

import java.util.Optional;

/**
 * What a client says of itself (XEP-0388 §2.3).
 *
 * @param id of its installation
 * @param software its name
 * @param device where it runs
 */
public record UserAgent(String id, Optional<String> software, Optional<String> device) {}
