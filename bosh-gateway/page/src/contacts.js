/** The user's contacts: what the server tells of them, and what the user does about them (RFC 6121 §2, §3). */
import { $iq, $pres } from 'strophe.js';
import { bare } from './protocol/jid.js';
import { readPresence, readRosterItems } from './protocol/stanzas.js';
import { NS, attribute, child } from './protocol/xml.js';

export class Contacts {
  #roster;
  #session;

  /**
   * @param {import('./model/roster.js').Roster} roster
   * @param {{jid: string, send: (stanza: object) => void, request: (iq: object) => Promise<Element>,
   *   changed: () => void}} session the user's bare address, and what to call when something changed
   */
  constructor(roster, session) {
    this.#roster = roster;
    this.#session = session;
  }

  /** Asks for all of them, in place of what was known (§2.1.3); there are none where the server keeps none. */
  async load() {
    this.#roster.disconnected();
    const result = await this.#session.request($iq({ type: 'get' }).c('query', { xmlns: NS.roster })).catch(() => null);
    this.#roster.replace(result === null ? [] : readRosterItems(result));
  }

  /** Takes a presence that is not of a room. */
  presence(stanza) {
    const presence = readPresence(stanza);
    const jid = bare(presence.from);
    if (jid === this.#session.jid) {
      return; // another device of the user's
    }
    this.#roster.presence(presence);
    if (presence.type === 'subscribe' && this.#roster.wants(jid)) {
      this.accept(jid); // whom the user added may add the user
    }
  }

  /** Takes a change that the server tells; returns whether the request is one. */
  pushed(iq) {
    const from = attribute(iq, 'from');
    // §2.1.6: only the user's own account may change the roster
    const ours = from === '' || from === this.#session.jid;
    if (!ours || attribute(iq, 'type') !== 'set' || child(iq, NS.roster, 'query') === null) {
      return false;
    }
    readRosterItems(iq).forEach((item) => this.#roster.apply(item));
    this.#session.send($iq({ type: 'result', id: attribute(iq, 'id') }));
    return true;
  }

  /**
   * Adds one or changes its name, and asks to see its presence (§2.3, §3.1).
   *
   * @param {string|null} token of an invitation of the contact, if there is one (XEP-0379 §3.4)
   * @returns {Promise<void>} rejected with the error of the server
   */
  async add(jid, name, token = null) {
    const item = name === '' ? { jid } : { jid, name };
    await this.#session.request($iq({ type: 'set' }).c('query', { xmlns: NS.roster }).c('item', item));
    const request = $pres({ to: jid, type: 'subscribe' });
    if (token !== null) {
      this.#session.send($pres({ to: jid, type: 'subscribed' })); // in advance
      request.c('preauth', { xmlns: NS.pars, token });
    }
    this.#session.send(request);
  }

  /** Removes one; neither sees the other's presence any more (§2.5). */
  async remove(jid) {
    const item = { jid, subscription: 'remove' };
    await this.#session.request($iq({ type: 'set' }).c('query', { xmlns: NS.roster }).c('item', item));
  }

  /** Lets somebody see the user's presence, and asks for the same in return (§3.1.4). */
  accept(jid) {
    this.#session.send($pres({ to: jid, type: 'subscribed' }));
    if (!this.#roster.wants(jid)) {
      this.#session.send($pres({ to: jid, type: 'subscribe' }));
    }
    this.#answered(jid);
  }

  decline(jid) {
    this.#session.send($pres({ to: jid, type: 'unsubscribed' }));
    this.#answered(jid);
  }

  #answered(jid) {
    this.#roster.answered(jid);
    this.#session.changed();
  }
}
