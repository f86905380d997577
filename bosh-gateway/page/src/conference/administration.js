/** What moderators, admins and owners change, and what a room tells of itself; refusals are `{condition, text}`. */
import { LISTS, readAffiliates, readRegistration } from '../protocol/affiliates.js';
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

  /**
   * The lists of people with an affiliation, as far as the room shows them to the user.
   *
   * @returns {Promise<Array<{affiliation: string, people: object[]}>>} rejected where it shows none
   */
  async affiliates(jid) {
    const asked = LISTS.map(async (affiliation) => {
      const result = await this.#session.request(requests.askForAffiliates(jid, affiliation));
      return { affiliation, people: readAffiliates(result, affiliation) };
    });
    const lists = await Promise.allSettled(asked);
    const shown = lists.filter((it) => it.status === 'fulfilled').map((it) => it.value);
    if (shown.length === 0) {
      throw lists[0].reason;
    }
    return shown;
  }

  /** How the user is registered with a room, or may be. */
  async registration(jid) {
    return readRegistration(await this.#session.request(requests.askToRegister(jid)));
  }

  register(jid, fields) {
    return this.#session.request(requests.register(jid, fields));
  }

  unregister(jid) {
    return this.#session.request(requests.unregister(jid));
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
