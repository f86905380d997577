package im.godwit.service;

import im.godwit.xml.Element;

/**
 * Reads XML that {@link im.godwit.xml.ElementWriter} wrote: what a plugin kept as text. Provided by the core on every
 * host, with the restrictions and limits of a stream's parser. Threads may share it.
 */
@FunctionalInterface
public interface XmlReader {
    /**
     * Reads one element.
     *
     * @throws IllegalArgumentException if this is not one well-formed element
     */
    Element read(String xml);
}
