/** Namespace Delegation (XEP-0355): external components that answer requests in the place of the server. */
package im.godwit.plugins.delegation;
