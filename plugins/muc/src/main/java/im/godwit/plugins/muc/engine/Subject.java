package im.godwit.plugins.muc.engine;

import java.time.Instant;

/**
 * What a room talks about (XEP-0045 §7.2.15).
 *
 * @param text empty where it was cleared
 * @param author the nickname of whoever set it
 * @param occupant the author's occupant identifier
 * @param set when
 */
public record Subject(String text, String author, String occupant, Instant set) {}
