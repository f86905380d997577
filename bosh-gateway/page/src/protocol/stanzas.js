/** What stanzas say, as plain values. */
import { isMarkable, readMarker } from './markers.js';
import { readRetraction, readTombstone } from './retraction.js';
import { NS, attribute, child, childText, children } from './xml.js';

/**
 * The error that a stanza of type `error` carries (RFC 6120 §8.3).
 *
 * @returns {{type: string, condition: string, text: string}|null} null for any other stanza
 */
export function readError(stanza) {
  if (attribute(stanza, 'type') !== 'error') {
    return null;
  }
  const error = child(stanza, NS.client, 'error');
  const parts = error === null ? [] : children(error).filter((it) => it.namespaceURI === NS.stanzaErrors);
  return {
    type: error === null ? 'cancel' : attribute(error, 'type'),
    condition: parts.find((it) => it.localName !== 'text')?.localName ?? 'undefined-condition',
    text: parts.find((it) => it.localName === 'text')?.textContent ?? '',
  };
}

/** When a stanza that came late was sent (XEP-0203 §2): the earliest stamp that makes sense, or null. */
export function readDelay(stanza) {
  const stamps = children(stanza)
    .filter((it) => it.localName === 'delay' && it.namespaceURI === NS.delay)
    .map((it) => Date.parse(attribute(it, 'stamp')))
    .filter((time) => !Number.isNaN(time));
  return stamps.length === 0 ? null : new Date(Math.min(...stamps));
}

export function readMessage(stanza) {
  return {
    from: attribute(stanza, 'from'),
    id: attribute(stanza, 'id'),
    type: attribute(stanza, 'type') || 'normal',
    body: childText(stanza, NS.client, 'body'),
    sentAt: readDelay(stanza),
    retraction: readRetraction(stanza),
    tombstone: readTombstone(stanza),
    markable: isMarkable(stanza),
    marker: readMarker(stanza),
    error: readError(stanza),
  };
}

/** The id that somebody gave a message on its way (XEP-0359 §3.1); empty where there is none. */
export function readStanzaId(stanza, by) {
  const ids = children(stanza).filter((it) => it.localName === 'stanza-id' && it.namespaceURI === NS.stanzaId);
  const own = ids.find((it) => attribute(it, 'by') === by);
  return own === undefined ? '' : attribute(own, 'id');
}

const SHOWS = ['away', 'chat', 'dnd', 'xa'];

export function readPresence(stanza) {
  const show = childText(stanza, NS.client, 'show').trim();
  const priority = Number.parseInt(childText(stanza, NS.client, 'priority'), 10);
  return {
    from: attribute(stanza, 'from'),
    type: attribute(stanza, 'type') || 'available',
    // RFC 6121 §4.7.2.1: none is simply available; what is unknown is treated as none
    show: SHOWS.includes(show) ? show : 'available',
    status: childText(stanza, NS.client, 'status').trim(),
    priority: Number.isNaN(priority) ? 0 : priority,
    error: readError(stanza),
  };
}

/** The items of a roster result or push (RFC 6121 §2.1). */
export function readRosterItems(iq) {
  const query = child(iq, NS.roster, 'query');
  return (query === null ? [] : children(query))
    .filter((it) => it.localName === 'item' && attribute(it, 'jid') !== '')
    .map((it) => ({
      jid: attribute(it, 'jid'),
      name: attribute(it, 'name'),
      subscription: attribute(it, 'subscription') || 'none',
      asked: attribute(it, 'ask') === 'subscribe',
    }));
}

/**
 * Why a session was ended by the other side (RFC 6120 §4.9.3, XEP-0124 §17.2).
 *
 * @param {Element} element a body of BOSH, or what comes alone over WebSocket
 * @returns {string|null} the condition of the stream error, else of the binding; null for what ends nothing
 */
export function readTermination(element) {
  const isError = element.localName === 'error' && element.namespaceURI === NS.streams;
  if (!isError && (element.localName !== 'body' || attribute(element, 'type') !== 'terminate')) {
    return null;
  }
  const error = isError ? element : child(element, NS.streams, 'error');
  const condition = (error === null ? [] : children(error)).find(
    (it) => it.namespaceURI === NS.streamErrors && it.localName !== 'text',
  );
  return condition?.localName ?? attribute(element, 'condition');
}
