/**
 * Where a stanza goes (RFC 6120 §10, RFC 6121 §8): the hooks on its way, the handlers of IQ requests, and the choice of
 * sessions. It knows no feature.
 */
package im.godwit.core.router;
