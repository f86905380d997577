/** What moderators, admins and owners change, and what a room tells of itself; refusals are `{condition, text}`. */
import { readDescription } from '../protocol/muc.js';
import * as requests from '../protocol/room-requests.js';

export class Administration {
  #session;

  /** @param {import('./conference.js').Session} session */
  constructor(session) {
    this.#session = session;
  }

  /** Asks a room what it is (§6.4). */
  async describe(room) {
    try {
      const { name, features, isOnTheWeb } = readDescription(await this.#session.request(requests.askWhat(room.jid)));
      room.title = name;
      room.features = features;
      room.isOnTheWeb = isOnTheWeb;
      this.#session.changed();
    } catch {
      // it tells nothing of itself
    }
  }

  administer(jid, change, reason) {
    return this.#session.request(requests.administer(jid, change, reason));
  }

  askForForm(jid) {
    return this.#session.request(requests.askForForm(jid));
  }

  configure(jid, fields) {
    return this.#session.request(requests.configure(jid, fields));
  }

  cancelForm(jid) {
    return this.#session.request(requests.cancelForm(jid));
  }

  destroy(jid, reason) {
    return this.#session.request(requests.destroy(jid, reason));
  }
}
