package im.godwit.plugins.muc.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import im.godwit.http.EventSource;
import im.godwit.http.ServerEvent;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RefusedException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said in one room, for one client. Nothing waits here: what the client has not got is read when it takes it,
 * so that a slow client costs nothing and one that comes back goes on where it was. Each time it is looked at anew
 * whether the room is still open to the world.
 */
final class RoomFeed implements EventSource {
    private static final JsonFactory JSON = new JsonFactory();

    /** Messages in one batch, and characters of their texts; one message always. */
    private static final int BATCH = 20;

    private static final int BATCH_CHARACTERS = 32 * 1024;

    private final Transcript transcript;
    private final Followers followers;
    private final Jid room;
    private final Optional<String> asked;
    private volatile Runnable unfollow = () -> {};
    /** Touched by {@link #open} and then {@link #next} alone, which never run at once. */
    private String last = "";

    private boolean marked;

    /** @param asked the last message that the client got; none if it wants what is said from now on */
    RoomFeed(Transcript transcript, Followers followers, Jid room, Optional<String> asked) {
        this.transcript = transcript;
        this.followers = followers;
        this.room = room;
        this.asked = asked;
    }

    @Override
    public void open(Runnable wake) {
        unfollow = followers.follow(room, wake);
        last = asked.orElseGet(this::latest);
    }

    private String latest() {
        try {
            return transcript.last(room).orElse("");
        } catch (RefusedException closed) {
            return ""; // the stream ends at once
        }
    }

    @Override
    public Optional<List<ServerEvent>> next() {
        List<Line> lines;
        try {
            lines = transcript.after(room, last, BATCH);
        } catch (RefusedException closed) {
            return Optional.empty();
        }
        List<ServerEvent> events = new ArrayList<>();
        if (!marked && lines.isEmpty() && !last.isEmpty()) {
            events.add(ServerEvent.mark(last));
        }
        marked = true;
        int characters = 0;
        for (Line line : lines) {
            characters += line.text().length();
            if (characters > BATCH_CHARACTERS && !events.isEmpty()) {
                break; // the next batch begins with it
            }
            last = line.id();
            events.add(new ServerEvent(Optional.of(line.id()), "said", Optional.of(json(line))));
        }
        return Optional.of(events);
    }

    private static String json(Line line) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", line.id());
            json.writeStringField("nickname", line.nickname());
            json.writeStringField("said", line.said().toString());
            json.writeStringField("text", line.text());
            json.writeEndObject();
        } catch (IOException memoryDoesNotFail) {
            throw new UncheckedIOException(memoryDoesNotFail);
        }
        return text.toString();
    }

    @Override
    public void close() {
        unfollow.run();
    }
}
