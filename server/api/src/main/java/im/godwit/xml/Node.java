package im.godwit.xml;

/** What an element may contain: elements and text. Comments and processing instructions never enter the tree. */
public sealed interface Node permits Element, Text {}
