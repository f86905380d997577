/** Archives of messages (XEP-0313), read in pages (XEP-0059) from the newest back. */
import { $iq } from 'strophe.js';
import { addSubmission } from './forms.js';
import { bare } from './jid.js';
import { readDelay } from './stanzas.js';
import { NS, attribute, child, childText } from './xml.js';

/** How many messages a page has. */
export const PAGE = 50;

/**
 * What an archive keeps of a message.
 *
 * @typedef {object} Archived
 * @property {string} id by which the archive knows it
 * @property {Date} at when it was sent
 * @property {Element} stanza
 */

export class Archives {
  #own;
  #request;
  #newId;
  #running = new Map();

  /**
   * @param {string} own the bare address of the user
   * @param {(iq: object) => Promise<Element>} request rejected with `{condition, text}`
   * @param {() => string} newId
   */
  constructor(own, request, newId) {
    this.#own = own;
    this.#request = request;
    this.#newId = newId;
  }

  /** The page of the user's own archive, of messages to and from somebody, that comes before an id; '' for the newest. */
  withPerson(jid, before) {
    return this.#page(this.#own, {}, [{ name: 'with', values: [jid] }], before);
  }

  /** The page of the user's own archive, of messages to and from anybody, that comes before an id; '' for the newest. */
  withAnybody(before) {
    return this.#page(this.#own, {}, [], before);
  }

  /** The page of a room's archive that comes before an id; '' for the newest. */
  ofRoom(jid, before) {
    return this.#page(jid, { to: jid }, [], before);
  }

  /**
   * @returns {Promise<{entries: Archived[], first: string, complete: boolean}>} in order; `first` is the id before which
   *   the next page ends, and `complete` whether there is none
   */
  async #page(archive, address, filters, before) {
    const id = this.#newId();
    const iq = $iq({ type: 'set', ...address }).c('query', { xmlns: NS.archive, queryid: id });
    if (filters.length > 0) {
      addSubmission(iq, NS.archive, filters);
    }
    iq.c('set', { xmlns: NS.paging }).c('max', {}, String(PAGE)).c('before', {}, before);
    const entries = [];
    this.#running.set(id, { archive, entries });
    try {
      return { entries, ...readEnd(await this.#request(iq)) };
    } finally {
      this.#running.delete(id);
    }
  }

  /** Takes a message that belongs to a page; returns whether it is one (§4.2), whoever pretends to have been asked. */
  message(stanza) {
    const result = child(stanza, NS.archive, 'result');
    if (result === null) {
      return false;
    }
    const query = this.#running.get(attribute(result, 'queryid'));
    const from = attribute(stanza, 'from');
    const asked = query !== undefined && (from === query.archive || (from === '' && query.archive === this.#own));
    const forwarded = child(result, NS.forward, 'forwarded');
    const message = forwarded === null ? null : child(forwarded, NS.client, 'message');
    if (asked && message !== null && query.entries.length < PAGE) {
      query.entries.push({ id: attribute(result, 'id'), at: readDelay(forwarded) ?? new Date(), stanza: message });
    }
    return true;
  }
}

/** §4.3 */
function readEnd(iq) {
  const fin = child(iq, NS.archive, 'fin');
  const set = fin === null ? null : child(fin, NS.paging, 'set');
  const first = set === null ? '' : childText(set, NS.paging, 'first');
  const complete = first === '' || ['true', '1'].includes(attribute(fin, 'complete'));
  return { first, complete };
}

/** Whose archived message it is: whether the user's own. */
export const isFrom = (jid, stanza) => bare(attribute(stanza, 'from')) === jid;
