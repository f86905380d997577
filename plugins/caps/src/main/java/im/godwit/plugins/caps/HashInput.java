package im.godwit.plugins.caps;

import im.godwit.form.DataForm;
import im.godwit.plugins.caps.Description.Identity;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the hashes of XEP-0390 are made from (§4.1). Its delimiters cannot stand in XML, so that it keeps the structure.
 */
final class HashInput {
    private static final byte END_OF_PART = 0x1c;
    private static final byte END_OF_FORM = 0x1d;
    private static final byte END_OF_ITEM = 0x1e;
    private static final byte END_OF_TEXT = 0x1f;

    private HashInput() {}

    /**
     * The input for a description.
     *
     * @return nothing if it holds what the algorithm does not know
     */
    static Optional<byte[]> of(Description description) {
        boolean untyped =
                description.forms().stream().anyMatch(form -> form.formType().isEmpty());
        if (untyped || !description.plain()) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(sorted(description.features().stream().map(HashInput::text), END_OF_PART));
        out.writeBytes(sorted(description.identities().stream().map(HashInput::identity), END_OF_PART));
        out.writeBytes(sorted(description.forms().stream().map(HashInput::form), END_OF_PART));
        return Optional.of(out.toByteArray());
    }

    private static byte[] identity(Identity identity) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String part : List.of(identity.category(), identity.type(), identity.lang(), identity.name())) {
            out.writeBytes(text(part));
        }
        out.write(END_OF_ITEM);
        return out.toByteArray();
    }

    private static byte[] form(DataForm form) {
        return sorted(
                form.fields().stream().map(field -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    out.writeBytes(text(field.var().orElse("")));
                    out.writeBytes(sorted(field.values().stream().map(HashInput::text), END_OF_ITEM));
                    return out.toByteArray();
                }),
                END_OF_FORM);
    }

    private static byte[] text(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Octets.of(text));
        out.write(END_OF_TEXT);
        return out.toByteArray();
    }

    /** Joins parts, ordered from lesser to greater, and ends them. */
    private static byte[] sorted(Stream<byte[]> parts, byte end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.sorted(Octets.ORDER).forEach(out::writeBytes);
        out.write(end);
        return out.toByteArray();
    }
}
