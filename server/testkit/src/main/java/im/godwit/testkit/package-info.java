/**
 * A server in memory and actors that send and expect XML, for exchange tests of plugins.
 *
 * <p>The little language: actors are named; <code>{romeo}</code> is a bare JID, <code>{romeo/}</code> a full one and
 * <code>{any}</code> anything, or before other children any number of them. An attribute that is written must match,
 * one that is left out is free; children must match one to one.
 */
package im.godwit.testkit;
