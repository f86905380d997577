/** Push notifications (XEP-0357) as the account's server sends them; the push service for browsers is beside it. */
package im.godwit.plugins.push;
