/** Service Discovery (XEP-0030) with extension forms (XEP-0128). */
package im.godwit.plugins.disco;
