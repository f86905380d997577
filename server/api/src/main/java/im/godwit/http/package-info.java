/**
 * HTTP as plugins see it: a plugin {@linkplain im.godwit.plugin.Host#contribute contributes} an
 * {@link im.godwit.http.HttpRoute}, and the gateway serves it on every listener. What concerns all routes is done
 * before and after: bounds on size and number, passwords, conditional requests, {@code HEAD}, and pages of other
 * origins.
 */
package im.godwit.http;
