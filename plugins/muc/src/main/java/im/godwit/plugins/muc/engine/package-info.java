/**
 * Multi-user chat without stanzas: rooms with their occupants, roles, affiliations, configuration and history
 * (XEP-0045), what a request changes in them, and what is said to whom because of it. What people say is carried as
 * elements that are not looked into. What speaks XML stands before it, what keeps things stands behind
 * {@link im.godwit.plugins.muc.engine.RoomStore}.
 */
package im.godwit.plugins.muc.engine;
