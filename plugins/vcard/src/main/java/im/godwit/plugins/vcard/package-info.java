/** vCards (XEP-0054), and the hash of the photo in them that presence carries (XEP-0153). */
package im.godwit.plugins.vcard;
