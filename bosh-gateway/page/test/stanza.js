import { DOMImplementation, DOMParser, XMLSerializer } from '@xmldom/xmldom';

// What the library takes from the browser.
Object.assign(globalThis, {
  DOMParser,
  XMLSerializer,
  document: { implementation: new DOMImplementation(), createTextNode: (text) => blank().createTextNode(text) },
});

const blank = () => new DOMImplementation().createDocument(null, null, null);

/** An element as a browser would have parsed it, in the namespace of clients unless it says another. */
export function stanza(xml) {
  return new DOMParser().parseFromString(xml.trim().replace(/^<([\w-]+)(?![^>]*\sxmlns=)/, "<$1 xmlns='jabber:client'"), 'text/xml')
    .documentElement;
}
