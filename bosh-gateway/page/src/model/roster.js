/** The contacts of the user, and who of them is there (RFC 6121 §2, §4). */
import { bare, local, resource } from '../protocol/jid.js';

const MOST_WILLING_FIRST = ['chat', 'available', 'away', 'xa', 'dnd'];
const UNAVAILABLE = Object.freeze({ show: 'offline', status: '' });

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

  /** Forgets who is there and who asks: after a connection was lost, the server tells it again. */
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

  /** What to call somebody: the name in the roster, else the first part of the address. */
  nameOf(jid) {
    return this.#items.get(jid)?.name || local(jid) || jid;
  }

  /** How available somebody is: the presence of the resource with the highest priority, then the most willing. */
  availability(jid) {
    const order = (presence) => MOST_WILLING_FIRST.indexOf(presence.show);
    const best = [...(this.#presences.get(jid)?.values() ?? [])].sort(
      (a, b) => b.priority - a.priority || order(a) - order(b),
    )[0];
    return best === undefined ? UNAVAILABLE : { show: best.show, status: best.status };
  }
}
