package im.godwit.plugins.muc.engine;

/** What a persistent room writes down in the order in which it happens, all that waits in one transaction. */
public sealed interface Kept permits Recording, Departure {}
