/** Contact Addresses for XMPP Services (XEP-0157): whom to write to about this server. */
package im.godwit.plugins.contactaddresses;
