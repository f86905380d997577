/** Multi-User Chat (XEP-0045): the traffic of rooms, from stanzas to calls of the engine and back. */
package im.godwit.plugins.muc;
