/** The user's part in rooms: what they tell goes into the model, what the user does goes to them. */
import { Rooms } from '../model/rooms.js';
import { domain, local } from '../protocol/jid.js';
import { Administration } from './administration.js';
import { Attendance } from './attendance.js';
import { Bookmarking } from './bookmarking.js';
import { RoomDirectory } from './directory.js';
import { Talk } from './talk.js';

/**
 * How the session is used.
 *
 * @typedef {object} Session
 * @property {string} jid the bare address of the user
 * @property {() => object} availability what others see of the user
 * @property {() => boolean} isConnected
 * @property {(stanza: object) => void} send
 * @property {(iq: object) => Promise<Element>} request rejected with `{condition, text}`
 * @property {() => string} newId
 * @property {() => boolean} isLooked whether the user looks at the page
 * @property {() => void} changed to be called when something changed
 */

export class Conference {
  #session;
  #bookmarking;

  rooms = new Rooms();
  attendance;
  talk;
  administration;

  /** @param {Session} session */
  constructor(session) {
    this.#session = session;
    this.administration = new Administration(session);
    this.talk = new Talk(this.rooms, session, (room) => this.administration.describe(room));
    this.attendance = new Attendance(this.rooms, session, {
      entered: (room, open) => this.#entered(room, open),
      left: (jid) => this.#bookmarking.stayOut(jid),
    });
    this.#bookmarking = new Bookmarking(this.rooms, session, {
      enter: ({ room, nick, password }) => this.attendance.enter(room, nick || this.usualNick, password).catch(() => {}),
      leave: (jid) => this.attendance.part(jid),
    });
  }

  /** The nickname that the user gets unless another one is wanted. */
  get usualNick() {
    return local(this.#session.jid);
  }

  /** The public rooms of the user's server. */
  directory() {
    return new RoomDirectory((iq) => this.#session.request(iq), domain(this.#session.jid));
  }

  /** Where anybody reads a room of the user's server, below this page; null if that is not permitted. */
  publicPage({ jid, isOnTheWeb }) {
    const isHere = domain(jid).endsWith(`.${domain(this.#session.jid)}`);
    return isOnTheWeb && isHere ? `rooms/${domain(jid)}/${encodeURIComponent(local(jid))}` : null;
  }

  /** A session began: enters the rooms that the user was in, and those of the bookmarks (XEP-0402 §3.2). */
  online() {
    this.attendance.online();
    this.#bookmarking.load();
  }

  /** The session was lost, and with it the places in all rooms. */
  disconnected() {
    this.attendance.disconnected();
  }

  /** The session outlived trouble with its connection: asks each room whether the user is still in it (XEP-0410 §3.2). */
  resumed() {
    this.attendance.resumed();
  }

  #entered(room, open) {
    if (open) {
      this.administration.configure(room.jid, []).catch(() => {}); // §10.1.2: for others, at once
    }
    this.#bookmarking.entered(room);
    this.administration.describe(room);
  }

  /** Leaves a room and takes it off the list, with its bookmark. */
  async forget(jid) {
    this.attendance.part(jid);
    await this.#bookmarking.remove(jid);
    this.rooms.forget(jid);
    this.#session.changed();
  }

  /** Takes a presence that is of a room; returns whether it was one. */
  presence(stanza) {
    return this.attendance.presence(stanza);
  }

  /** Takes a message that has to do with rooms; returns whether it had. */
  message(stanza) {
    return this.#bookmarking.message(stanza) || this.talk.message(stanza);
  }
}
