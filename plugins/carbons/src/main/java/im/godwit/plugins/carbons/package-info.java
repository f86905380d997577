/** Message Carbons (XEP-0280): every device of a user sees both sides of every conversation. */
package im.godwit.plugins.carbons;
