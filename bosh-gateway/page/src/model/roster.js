/** The contacts of the user, and who of them is there (RFC 6121 §2, §4). */
import { bare, local, resource } from '../protocol/jid.js';

const MOST_WILLING_FIRST = ['chat', 'available', 'away', 'xa', 'dnd'];
const UNAVAILABLE = Object.freeze({ show: 'offline', status: '' });
const UNKNOWN = Object.freeze({ show: 'unknown', status: '' });

export class Roster {
  #items = new Map();
  #presences = new Map();
  #requests = new Set();

  /** Takes the whole roster, in place of what was known. */
  replace(items) {
    this.#items.clear();
    items.forEach((item) => this.apply(item));
  }

  /** Takes one pushed item (§2.1.6). */
  apply(item) {
    if (item.subscription === 'remove') {
      this.#items.delete(item.jid);
    } else {
      this.#items.set(item.jid, item);
    }
  }

  /** Takes a presence of somebody's resource; what it says about subscriptions is in the roster's pushes. */
  presence(presence) {
    const jid = bare(presence.from);
    switch (presence.type) {
      case 'available':
        this.#resources(jid).set(resource(presence.from), presence);
        break;
      case 'unavailable':
        this.#presences.get(jid)?.delete(resource(presence.from));
        break;
      case 'error':
        this.#presences.delete(jid);
        break;
      case 'subscribe':
        this.#requests.add(jid);
        break;
      case 'unsubscribe':
        this.#requests.delete(jid);
        break;
      default: // says nothing that a push does not
    }
  }

  #resources(jid) {
    if (!this.#presences.has(jid)) {
      this.#presences.set(jid, new Map());
    }
    return this.#presences.get(jid);
  }

  /** All of it, as JSON can tell it. */
  get snapshot() {
    return {
      items: this.items,
      presences: [...this.#presences].map(([jid, resources]) => [jid, [...resources]]),
      requests: this.requests,
    };
  }

  /** Takes a snapshot, in place of what was known. */
  restore({ items, presences, requests }) {
    this.replace(items);
    this.#presences = new Map(presences.map(([jid, resources]) => [jid, new Map(resources)]));
    this.#requests = new Set(requests);
  }

  /** Forgets who is there and who asks: in a new session the server tells it again. */
  disconnected() {
    this.#presences.clear();
    this.#requests.clear();
  }

  /** Somebody's request to see the user's presence was answered. */
  answered(jid) {
    this.#requests.delete(jid);
  }

  /** Who asks to see the user's presence. */
  get requests() {
    return [...this.#requests];
  }

  get items() {
    return [...this.#items.values()];
  }

  has(jid) {
    return this.#items.has(jid);
  }

  get(jid) {
    return this.#items.get(jid) ?? null;
  }

  /** Whether the user may see somebody's presence (RFC 6121 §2.1.2.5). */
  sees(jid) {
    return ['to', 'both'].includes(this.get(jid)?.subscription);
  }

  /** Whether somebody may see the user's presence (RFC 6121 §2.1.2.5). */
  isSeenBy(jid) {
    return ['from', 'both'].includes(this.get(jid)?.subscription);
  }

  /** Whether the user wants to see somebody's presence: may, or has asked for it. */
  wants(jid) {
    return this.sees(jid) || this.get(jid)?.asked === true;
  }

  /** What to call somebody: the name in the roster, else the first part of the address. */
  nameOf(jid) {
    return this.#items.get(jid)?.name || local(jid) || jid;
  }

  /**
   * How available somebody is: the presence of the resource with the highest priority, then the most willing. It is
   * unknown of those who do not show it.
   */
  availability(jid) {
    const order = (presence) => MOST_WILLING_FIRST.indexOf(presence.show);
    const best = [...(this.#presences.get(jid)?.values() ?? [])].sort(
      (a, b) => b.priority - a.priority || order(a) - order(b),
    )[0];
    if (best === undefined) {
      return this.sees(jid) ? UNAVAILABLE : UNKNOWN;
    }
    return { show: best.show, status: best.status };
  }
}
