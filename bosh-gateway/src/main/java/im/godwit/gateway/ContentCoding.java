package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.BAD_REQUEST;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Compresses and expands the content of HTTP messages (RFC 9110 §8.4.1). */
enum ContentCoding {
    GZIP {
        @Override
        InputStream expanding(byte[] content) throws IOException {
            return new GZIPInputStream(new ByteArrayInputStream(content));
        }

        @Override
        OutputStream compressing(OutputStream out) throws IOException {
            return new GZIPOutputStream(out);
        }
    },
    DEFLATE {
        @Override
        InputStream expanding(byte[] content) {
            // RFC 9110 §8.4.1.2: some send it without the wrapping of zlib
            boolean zlib = content.length >= 2
                    && (content[0] & 0x0f) == 8
                    && ((content[0] & 0xff) << 8 | content[1] & 0xff) % 31 == 0;
            return new InflaterInputStream(new ByteArrayInputStream(content), new Inflater(!zlib)) {
                @Override
                public void close() throws IOException {
                    super.close();
                    inf.end(); // ours, so the stream does not free its memory by itself
                }
            };
        }

        @Override
        OutputStream compressing(OutputStream out) {
            return new DeflaterOutputStream(out);
        }
    };

    /** The value of {@code accept} in the answer that makes a session (XEP-0124 §7.2). */
    static final String ACCEPTED = "gzip,deflate";

    abstract InputStream expanding(byte[] content) throws IOException;

    abstract OutputStream compressing(OutputStream out) throws IOException;

    /** The coding of that name; none where it is not known. */
    static Optional<ContentCoding> named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> Optional.of(GZIP);
            case "deflate" -> Optional.of(DEFLATE);
            default -> Optional.empty();
        };
    }

    /** The first that is known. */
    static Optional<ContentCoding> best(List<String> names) {
        return names.stream().flatMap(name -> named(name).stream()).findFirst();
    }

    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Expands a request. Never makes more of it than one byte beyond the limit, whatever it would become.
     *
     * @return the content; none where it would be larger than the limit
     * @throws BindingException {@code bad-request} where it is not of this coding or ends too early
     */
    Optional<byte[]> expand(byte[] content, int limit) {
        try (InputStream in = expanding(content)) {
            byte[] expanded = in.readNBytes(limit + 1);
            return expanded.length > limit ? Optional.empty() : Optional.of(expanded);
        } catch (IOException e) {
            throw new BindingException(BAD_REQUEST, "the content is not " + token());
        }
    }

    /** Compresses an answer. */
    byte[] compress(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 2);
        try (OutputStream out = compressing(compressed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return compressed.toByteArray();
    }
}
