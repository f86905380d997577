package im.godwit.core.xml;

import im.godwit.xml.Name;

/**
 * The names seen lately, so that a stanza's common names are shared and not made anew. A direct-mapped table: bounded,
 * without locks (names are immutable, a lost race costs one allocation), and a peer that sends unlike names only causes
 * misses.
 */
final class Names {
    private static final int SIZE = 2048;

    private final Name[] table = new Name[SIZE];

    Name of(String namespace, String local) {
        int hash = 31 * namespace.hashCode() + local.hashCode();
        int slot = (hash ^ hash >>> 15) & SIZE - 1;
        Name known = table[slot];
        if (known != null && known.local().equals(local) && known.namespace().equals(namespace)) {
            return known;
        }
        Name made = new Name(namespace, local);
        // long names are rare and would be kept for long
        if (namespace.length() + local.length() <= 128) {
            table[slot] = made;
        }
        return made;
    }
}
