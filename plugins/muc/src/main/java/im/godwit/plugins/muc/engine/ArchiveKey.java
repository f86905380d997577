package im.godwit.plugins.muc.engine;

/** Where the store keeps what is said in a room. No two rooms ever have the same, whatever their addresses are. */
public sealed interface ArchiveKey {
    /**
     * Of a persistent room.
     *
     * @param room its key
     */
    record OfRoom(long room) implements ArchiveKey {}

    /** Of a temporary room whose owner wants an archive; it ends with the room, or with the process. */
    record Temporary(long number) implements ArchiveKey {}
}
