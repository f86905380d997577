/**
 * Clients of others in JavaScript, as published: libraries that run in Node, each as a program of its own in
 * {@code clients/src}, and a client in a browser.
 */
package im.godwit.it.clients;
