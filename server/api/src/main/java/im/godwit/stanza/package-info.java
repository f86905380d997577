/** The three stanzas of RFC 6120 §8 as immutable typed views of an element, and stanza errors. */
package im.godwit.stanza;
