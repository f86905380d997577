/**
 * Entity Capabilities (XEP-0115, XEP-0390): learns what clients can do from the hashes in their presence, and announces
 * what the server can do in the same way.
 */
package im.godwit.plugins.caps;
