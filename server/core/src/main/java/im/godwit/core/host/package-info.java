/**
 * The domains of this server and their plugins: who is started in which order, what each registered, and the
 * {@link im.godwit.core.host.Server} that puts all of it together.
 */
package im.godwit.core.host;
