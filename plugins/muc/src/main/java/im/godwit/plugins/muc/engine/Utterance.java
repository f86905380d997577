package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.List;

/**
 * What somebody says, to all or to one.
 *
 * @param content the message as it will be reflected but for its addresses; the engine looks only whether it has a body
 * @param size about how many bytes it has
 * @param kept whether it belongs to the room's history
 * @param mentioned whom it mentions: accounts, or occupants
 */
public record Utterance(Element content, int size, boolean kept, List<Jid> mentioned) {}
