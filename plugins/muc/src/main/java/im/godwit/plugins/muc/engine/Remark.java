package im.godwit.plugins.muc.engine;

import java.util.Optional;

/**
 * What somebody says to all.
 *
 * @param id by which the room will know it
 * @param withdrawal the message that it takes back
 */
public record Remark(String id, Utterance what, Optional<Withdrawal> withdrawal) {}
