/** The public rooms of a server, page by page (XEP-0045 §6.1 to §6.3, XEP-0059). */
import { askForItems, askWhat } from '../protocol/room-requests.js';
import { readDescription, readItems, roomAddress } from '../protocol/muc.js';
import { NS } from '../protocol/xml.js';

const PAGE = 50;
const MOST_SERVICES = 30;
const MOST_ROOMS = 5000;

export class RoomDirectory {
  #ask;
  #domain;
  #service;
  #waiting = [];
  #last = '';
  #asked = false;
  #told = 0;

  /** Whether there may be more. */
  hasMore = false;

  /**
   * @param {(iq: object) => Promise<Element>} ask
   * @param {string} domain of the server
   */
  constructor(ask, domain) {
    this.#ask = ask;
    this.#domain = domain;
  }

  /** The service for rooms, null if there is none; known after the first answer. */
  get service() {
    return this.#service ?? null;
  }

  /** Looks for the service (§6.1, §6.2). */
  async find() {
    if (this.#service === undefined) {
      const { items } = readItems(await this.#ask(askForItems(this.#domain, MOST_SERVICES, '')));
      const found = await Promise.all(items.slice(0, MOST_SERVICES).map(({ jid }) => this.#isForRooms(jid)));
      this.#service = found.find((it) => it !== null) ?? null;
    }
    return this.#service;
  }

  async #isForRooms(jid) {
    try {
      const { isRooms, features } = readDescription(await this.#ask(askWhat(jid)));
      return isRooms && features.has(NS.muc) ? jid : null;
    } catch {
      return null; // a service that does not answer is of no use
    }
  }

  /** The next rooms; of a service that tells all at once, they are told in pages here. */
  async more() {
    if ((await this.find()) === null) {
      return [];
    }
    if (this.#waiting.length === 0 && (!this.#asked || this.#last !== '')) {
      await this.#next();
    }
    const rooms = this.#waiting.splice(0, PAGE);
    this.#told += rooms.length;
    this.hasMore = this.#told < MOST_ROOMS && (this.#waiting.length > 0 || this.#last !== '');
    return rooms;
  }

  async #next() {
    const { items, paged, last, total } = readItems(await this.#ask(askForItems(this.#service, PAGE, this.#last)));
    const before = this.#last;
    this.#asked = true;
    this.#waiting = items.filter(({ jid }) => roomAddress(jid) !== null).slice(0, MOST_ROOMS);
    const isAll = items.length === 0 || last === before || (total !== null && this.#told + items.length >= total);
    this.#last = paged && !isAll ? last : '';
  }
}
