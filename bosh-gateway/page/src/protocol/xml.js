/** Reading elements. Works on any DOM: that of browsers and the one that the tests use. */

export const NS = {
  client: 'jabber:client',
  commands: 'http://jabber.org/protocol/commands',
  dataForms: 'jabber:x:data',
  delay: 'urn:xmpp:delay',
  discoInfo: 'http://jabber.org/protocol/disco#info',
  discoItems: 'http://jabber.org/protocol/disco#items',
  httpBind: 'http://jabber.org/protocol/httpbind',
  oob: 'jabber:x:oob',
  pars: 'urn:xmpp:pars:0',
  ping: 'urn:xmpp:ping',
  register: 'jabber:iq:register',
  roster: 'jabber:iq:roster',
  stanzaErrors: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  streams: 'http://etherx.jabber.org/streams',
  upload: 'urn:xmpp:http:upload:0',
  xbosh: 'urn:xmpp:xbosh',
};

const ELEMENT_NODE = 1;

/** The child elements, in order. */
export function children(parent) {
  return Array.from(parent.childNodes).filter((node) => node.nodeType === ELEMENT_NODE);
}

/** The first child element of that name, or null. */
export function child(parent, namespace, name) {
  return children(parent).find((it) => it.localName === name && it.namespaceURI === namespace) ?? null;
}

/** The text of the first child element of that name; empty where there is none. */
export function childText(parent, namespace, name) {
  return child(parent, namespace, name)?.textContent ?? '';
}

/** An attribute's value; empty where there is none. */
export function attribute(element, name) {
  return element.getAttribute(name) ?? '';
}
