/** Search of the users of a domain who want to be found (XEP-0055). */
package im.godwit.plugins.search;
