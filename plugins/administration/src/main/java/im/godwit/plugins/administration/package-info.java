/**
 * Service Administration (XEP-0133): commands by which administrators run a server with any XMPP client. Knows of
 * accounts and sessions what the core's services tell.
 */
package im.godwit.plugins.administration;
