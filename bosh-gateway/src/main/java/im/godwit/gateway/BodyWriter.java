package im.godwit.gateway;

import im.godwit.gateway.ResponseBuffer.Payload;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Utf8Output;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes one {@code <body/>} of an answer (XEP-0124 §6). Not for use by several threads. */
final class BodyWriter {
    private static final byte[] OPEN = ascii("<body xmlns='" + BoshBody.HTTPBIND + "'");
    private static final byte[] STREAMS = ascii(" xmlns:stream='" + Namespaces.STREAMS + "'");
    private static final byte[] CLOSE = ascii("</body>");
    private static final byte[] CLOSE_EMPTY = ascii("/>");

    private Optional<Utf8Output> attributes = Optional.empty();

    /** §17.3: asks the client to repeat what has no answer yet. */
    static byte[] recoverable() {
        return new BodyWriter().attribute("type", "error").toBytes(List.of());
    }

    /** §17.2: ends the session. */
    static byte[] terminate(BindingCondition condition) {
        return new BodyWriter().terminating(Optional.of(condition)).toBytes(List.of());
    }

    /** Says the end of the session, or of a stream in it where that is named too (§16.6). */
    BodyWriter terminating(Optional<BindingCondition> condition) {
        return attribute("type", "terminate").attribute("condition", condition.map(BindingCondition::text));
    }

    BodyWriter attribute(String name, String value) {
        Utf8Output out = attributes.orElseGet(() -> new Utf8Output(256));
        attributes = Optional.of(out);
        out.ascii(' ');
        out.ascii(name);
        out.ascii("='");
        out.attributeValue(value);
        out.ascii('\'');
        return this;
    }

    BodyWriter attribute(String name, long value) {
        return attribute(name, Long.toString(value));
    }

    /** Writes the attribute where there is a value. */
    BodyWriter attribute(String name, Optional<String> value) {
        value.ifPresent(present -> attribute(name, present));
        return this;
    }

    /** The document, in an array of exactly its size. */
    byte[] toBytes(List<Payload> payload) {
        boolean streams = false;
        int size = OPEN.length + attributes.map(Utf8Output::length).orElse(0);
        for (Payload one : payload) {
            size += one.xml().length;
            streams |= one.usesStreams();
        }
        size += streams ? STREAMS.length : 0;
        size += payload.isEmpty() ? CLOSE_EMPTY.length : 1 + CLOSE.length;
        Sink sink = new Sink(new byte[size]);
        sink.put(OPEN, OPEN.length);
        attributes.ifPresent(out -> sink.put(out.array(), out.length()));
        // XEP-0206 §2: where the prefix is used, the body declares it
        if (streams) {
            sink.put(STREAMS, STREAMS.length);
        }
        if (payload.isEmpty()) {
            sink.put(CLOSE_EMPTY, CLOSE_EMPTY.length);
            return sink.bytes;
        }
        sink.bytes[sink.length++] = '>';
        for (Payload one : payload) {
            sink.put(one.xml(), one.xml().length);
        }
        sink.put(CLOSE, CLOSE.length);
        return sink.bytes;
    }

    private static final class Sink {
        private final byte[] bytes;
        private int length;

        Sink(byte[] bytes) {
            this.bytes = bytes;
        }

        void put(byte[] source, int count) {
            System.arraycopy(source, 0, bytes, length, count);
            length += count;
        }
    }

    private static byte[] ascii(String markup) {
        return markup.getBytes(StandardCharsets.US_ASCII);
    }
}
