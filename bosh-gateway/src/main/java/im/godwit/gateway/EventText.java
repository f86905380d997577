package im.godwit.gateway;

import im.godwit.http.ServerEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events as {@code text/event-stream} (WHATWG HTML §9.2.5). */
final class EventText {
    private EventText() {}

    static byte[] of(List<ServerEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> append(event, text));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(ServerEvent event, StringBuilder text) {
        event.id().ifPresent(id -> text.append("id: ").append(id).append('\n'));
        event.data().ifPresent(data -> {
            text.append("event: ").append(event.type()).append('\n');
            data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
            if (data.isEmpty()) {
                text.append("data:\n"); // without a line of data there is no event
            }
        });
        text.append('\n');
    }
}
