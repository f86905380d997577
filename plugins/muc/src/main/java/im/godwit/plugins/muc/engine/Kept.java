package im.godwit.plugins.muc.engine;

/**
 * What a room with a place in the store writes down in the order in which it happens, all that waits in one
 * transaction.
 */
public sealed interface Kept permits Recording, Departure, Ending {}
