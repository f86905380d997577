/**
 * Invitations: links that lead to an account, to a contact or to both. {@link im.godwit.plugins.invitations.Tokens}
 * keeps them, {@link im.godwit.plugins.invitations.Redemption} makes them come true.
 */
package im.godwit.plugins.invitations;
