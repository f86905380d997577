/**
 * XML in: from bytes to {@link im.godwit.xml.Element elements}. Streams go through the non-blocking
 * {@link im.godwit.core.xml.StreamParser}, whole documents through {@link im.godwit.core.xml.DocumentParser}; both take
 * their parsers from one hardened factory, build trees in one place and enforce one set of
 * {@link im.godwit.core.xml.ParseLimits limits}. Writing lives beside the tree, in {@link im.godwit.xml.ElementWriter}.
 * This is the only package that knows Aalto and Woodstox.
 */
package im.godwit.core.xml;
