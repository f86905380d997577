package im.godwit.plugin;

import im.godwit.stanza.Stanza;

/**
 * A plugin's say about a passing stanza.
 *
 * @param <S> the kind of stanza it looks at
 */
@FunctionalInterface
public interface Hook<S extends Stanza> {
    /**
     * Decides about one stanza, on the thread of the stream that brought it; may block.
     *
     * @throws im.godwit.stanza.StanzaException the same as {@link Verdict#reject}
     */
    Verdict on(Passage<? extends S> passage);
}
