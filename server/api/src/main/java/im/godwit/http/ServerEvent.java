package im.godwit.http;

import java.util.Optional;

/**
 * A server-sent event.
 *
 * @param id where a client goes on that was cut off after this event: it comes back as the header {@code Last-Event-ID}
 * @param type what listeners are registered for
 * @param data none for an event that only sets the id
 */
public record ServerEvent(Optional<String> id, String type, Optional<String> data) {
    public ServerEvent {
        if (type.chars().anyMatch(Character::isISOControl)
                || id.stream().flatMapToInt(String::chars).anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an id or a type is one line");
        }
    }

    /** An event that listeners are told, but that no client can go on from. */
    public static ServerEvent of(String type, String data) {
        return new ServerEvent(Optional.empty(), type, Optional.of(data));
    }

    /** No event for listeners, only where to go on. */
    public static ServerEvent mark(String id) {
        return new ServerEvent(Optional.of(id), "", Optional.empty());
    }
}
