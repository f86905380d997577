/** Software Version (XEP-0092). */
package im.godwit.plugins.version;
