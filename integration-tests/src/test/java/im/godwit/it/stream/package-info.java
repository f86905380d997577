/** Streams over real sockets: sessions that go from one transport to another, and what a restart leaves of them. */
package im.godwit.it.stream;
