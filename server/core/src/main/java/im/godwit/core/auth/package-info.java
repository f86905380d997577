/**
 * Accounts, lasting and anonymous, their SCRAM verifiers and the SASL mechanisms that check them (RFC 6120 §6, RFC
 * 4505, RFC 4616, RFC 5802, RFC 7628, RFC 7677). No password is kept, and an unknown user looks like a wrong password.
 */
package im.godwit.core.auth;
