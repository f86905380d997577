package im.godwit.core.xml;

import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;

/** What a {@link StreamParser} found. */
public sealed interface StreamEvent {
    /** The start tag of the root. */
    record Header(StreamHeader header) implements StreamEvent {}

    /** A complete first-level child. */
    record Child(Element element) implements StreamEvent {}

    /** Whitespace between children, where it is not free (see {@link ParseLimits#idleSpace}). */
    record Space() implements StreamEvent {}

    /** The end tag of the root; nothing is parsed after it. */
    record End() implements StreamEvent {}

    /** The stream cannot go on; nothing is parsed after it. */
    record Fault(StreamError error) implements StreamEvent {}

    /** All that was fed is used up. */
    record NeedsInput() implements StreamEvent {}
}
