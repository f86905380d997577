package im.godwit.core.auth;

/**
 * What is kept of a password for one hash (RFC 5802 §3): enough to check it, not to log in elsewhere with it.
 *
 * @param storedKey checks the client
 * @param serverKey proves the server
 */
public record Verifier(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {}
