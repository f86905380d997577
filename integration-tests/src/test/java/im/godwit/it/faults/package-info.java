/**
 * Proof that nothing acknowledged is lost: a server process under load that is killed, whose power is cut, whose disk
 * is full and whose clock jumps, and a verifier that knows each message that was ever sent.
 */
package im.godwit.it.faults;
