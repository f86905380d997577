/** Up to where the user has displayed conversations, for the user's other clients (XEP-0490). */
import { $iq } from 'strophe.js';
import { PUBLISH_OPTIONS, keepPrivate } from './private-node.js';
import { NS, attribute, child, children } from './xml.js';

/** §4.3 */
export const askForDisplayed = () =>
  $iq({ type: 'get' }).c('pubsub', { xmlns: NS.pubsub }).c('items', { node: NS.displayed });

/** §7: whether the account lets a client say that a node is private must be known first. */
export const askForFeatures = (account) => $iq({ type: 'get', to: account }).c('query', { xmlns: NS.discoInfo });

export function keepsPrivate(description) {
  const query = child(description, NS.discoInfo, 'query');
  return query !== null && children(query).some((it) => attribute(it, 'var') === PUBLISH_OPTIONS);
}

/**
 * §4.2
 *
 * @param {string} chat the bare address of a person or a room
 * @param {string} by who gave the message its id: the user's own account, or the room
 * @param {string} id of the message
 */
export function publishDisplayed({ chat, by, id }) {
  const iq = $iq({ type: 'set' })
    .c('pubsub', { xmlns: NS.pubsub })
    .c('publish', { node: NS.displayed })
    .c('item', { id: chat })
    .c('displayed', { xmlns: NS.displayed })
    .c('stanza-id', { xmlns: NS.stanzaId, by, id });
  return keepPrivate(iq.up().up().up().up());
}

/**
 * What an answer or a notification tells.
 *
 * @returns {Array<{chat: string, by: string, id: string}>|null} null where it is not about this
 */
export function readDisplayed(parent) {
  const items = child(parent, parent.namespaceURI, 'items');
  if (items === null || attribute(items, 'node') !== NS.displayed) {
    return null;
  }
  return children(items).flatMap((item) => {
    const displayed = child(item, NS.displayed, 'displayed');
    const id = displayed === null ? null : child(displayed, NS.stanzaId, 'stanza-id');
    return id === null ? [] : [{ chat: attribute(item, 'id'), by: attribute(id, 'by'), id: attribute(id, 'id') }];
  });
}
