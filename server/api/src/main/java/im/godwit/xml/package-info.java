/**
 * XML as the server sees it: an immutable tree of {@link im.godwit.xml.Element elements} and text, and the writer that
 * turns it into bytes. Parsing lives in the core, behind one hardened factory; this package knows no parser.
 */
package im.godwit.xml;
