/** A gateway on its own, before servers of several makes. */
package im.godwit.it.alone;
