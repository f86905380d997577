/** Reading elements. Works on any DOM: that of browsers and the one that the tests use. */

export const NS = {
  archive: 'urn:xmpp:mam:2',
  bind2: 'urn:xmpp:bind:0',
  bookmarks: 'urn:xmpp:bookmarks:1',
  caps: 'http://jabber.org/protocol/caps',
  carbons: 'urn:xmpp:carbons:2',
  client: 'jabber:client',
  commands: 'http://jabber.org/protocol/commands',
  conference: 'jabber:x:conference',
  delay: 'urn:xmpp:delay',
  discoInfo: 'http://jabber.org/protocol/disco#info',
  discoItems: 'http://jabber.org/protocol/disco#items',
  displayed: 'urn:xmpp:mds:displayed:0',
  fast: 'urn:xmpp:fast:0',
  forms: 'jabber:x:data',
  forward: 'urn:xmpp:forward:0',
  hints: 'urn:xmpp:hints',
  httpBind: 'http://jabber.org/protocol/httpbind',
  markers: 'urn:xmpp:chat-markers:0',
  moderate: 'urn:xmpp:message-moderate:1',
  muc: 'http://jabber.org/protocol/muc',
  mucAdmin: 'http://jabber.org/protocol/muc#admin',
  mucOwner: 'http://jabber.org/protocol/muc#owner',
  mucRegister: 'http://jabber.org/protocol/muc#register',
  mucRequest: 'http://jabber.org/protocol/muc#request',
  mucUser: 'http://jabber.org/protocol/muc#user',
  occupantId: 'urn:xmpp:occupant-id:0',
  oob: 'jabber:x:oob',
  paging: 'http://jabber.org/protocol/rsm',
  pars: 'urn:xmpp:pars:0',
  ping: 'urn:xmpp:ping',
  pubsub: 'http://jabber.org/protocol/pubsub',
  pubsubEvent: 'http://jabber.org/protocol/pubsub#event',
  register: 'jabber:iq:register',
  retract: 'urn:xmpp:message-retract:1',
  roster: 'jabber:iq:roster',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  sasl2: 'urn:xmpp:sasl:2',
  sm: 'urn:xmpp:sm:3',
  stanzaId: 'urn:xmpp:sid:0',
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
