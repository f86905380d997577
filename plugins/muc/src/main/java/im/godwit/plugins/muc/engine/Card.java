package im.godwit.plugins.muc.engine;

import im.godwit.xml.Element;
import java.util.List;

/**
 * The vCard of a room (XEP-0486).
 *
 * @param content as its owner wrote it; the engine does not look into it
 * @param photos the hashes of the images in it
 */
public record Card(Element content, List<String> photos) {
    public Card {
        photos = List.copyOf(photos);
    }
}
