package im.godwit.core.xml;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

/** Everything that a stream parser makes of some bytes. */
record ParsedStream(List<StreamEvent> events) {
    static final String HEADER =
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.org'"
                    + " version='1.0'>";

    /** Bytes of a string whose characters stand for one byte each, to write what is not UTF-8. */
    static byte[] raw(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ParsedStream whole(byte[] bytes, ParseLimits limits) {
        return inPieces(bytes, limits, () -> bytes.length);
    }

    static ParsedStream byteByByte(byte[] bytes, ParseLimits limits) {
        return inPieces(bytes, limits, () -> 1);
    }

    static ParsedStream split(byte[] bytes, ParseLimits limits, Random random) {
        return inPieces(bytes, limits, () -> 1 + random.nextInt(random.nextBoolean() ? 4 : 40));
    }

    private static ParsedStream inPieces(byte[] bytes, ParseLimits limits, IntSupplier size) {
        StreamParser parser = new StreamParser(limits);
        List<StreamEvent> events = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(size.getAsInt(), bytes.length - at);
            parser.feed(Arrays.copyOfRange(bytes, at, at + length), 0, length);
            at += length;
            for (StreamEvent e = parser.next(); !(e instanceof StreamEvent.NeedsInput); e = parser.next()) {
                events.add(e);
            }
        }
        return new ParsedStream(events);
    }

    StreamHeader header() {
        return events.stream()
                .filter(StreamEvent.Header.class::isInstance)
                .map(e -> ((StreamEvent.Header) e).header())
                .findFirst()
                .orElseThrow();
    }

    List<Element> children() {
        return events.stream()
                .filter(StreamEvent.Child.class::isInstance)
                .map(e -> ((StreamEvent.Child) e).element())
                .toList();
    }

    boolean ended() {
        return events.contains(new StreamEvent.End());
    }

    /** The conditions of the faults; there must never be more than one. */
    List<StreamCondition> faults() {
        return events.stream()
                .filter(StreamEvent.Fault.class::isInstance)
                .map(e -> ((StreamEvent.Fault) e).error().condition())
                .toList();
    }
}
