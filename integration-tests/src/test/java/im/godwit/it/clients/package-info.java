/**
 * Libraries of others in JavaScript, as published, that run in Node: each has a program of its own in
 * {@code clients/src}.
 */
package im.godwit.it.clients;
