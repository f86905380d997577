/** Telling who asks for it that a message was displayed (XEP-0333). */
import { $msg } from 'strophe.js';
import { NS, attribute, child } from './xml.js';

/** §4.1: whether the author wants to know. */
export const isMarkable = (stanza) => child(stanza, NS.markers, 'markable') !== null;

/** §4.2: the id of the message up to which others have displayed the chat; empty where the stanza tells none. */
export function readMarker(stanza) {
  const displayed = child(stanza, NS.markers, 'displayed');
  return displayed === null ? '' : attribute(displayed, 'id');
}

/** §4.1 */
export const askForMarker = (message) => message.c('markable', { xmlns: NS.markers }).up();

/** §4.2; kept for who is not there right now (XEP-0334 §4.4), since it counts then, too (§2) */
export const marker = (to, id, newId) =>
  $msg({ to, type: 'chat', id: newId }).c('displayed', { xmlns: NS.markers, id }).up().c('store', { xmlns: NS.hints });
