/**
 * Tokens of OpenID providers: JSON Web Tokens (RFC 7519, RFC 9068) and the keys with which they are signed (RFC 7517).
 */
package im.godwit.core.oidc;
