/** In which rooms the user is: entering, leaving, coming back, and who else is there. */
import * as requests from '../protocol/room-requests.js';
import { readOccupant } from '../protocol/muc.js';
import { bare } from '../protocol/jid.js';
import { departure, enteringFailure, removal } from '../protocol/room-words.js';
import { attribute } from '../protocol/xml.js';

const ENTER_TIMEOUT_MS = 20_000;
// XEP-0410 §3.2: after so much silence of a room it is asked whether the user is still in it, and how often that is
// looked at
const SILENCE_MS = 15 * 60_000;
const CHECK_MS = 60_000;
// What says that the user is in the room although nothing but an error came back; others say the opposite.
const STILL_IN = ['service-unavailable', 'feature-not-implemented', 'item-not-found'];
const UNKNOWN = ['timeout', 'remote-server-not-found', 'remote-server-timeout'];

export class Attendance {
  #rooms;
  #session;
  #entered;
  #left;
  #entries = new Map();
  #renames = new Map();
  #watch = null;

  /**
   * @param {import('../model/rooms.js').Rooms} rooms
   * @param {import('./conference.js').Session} session
   * @param {{entered: (room: object, open: boolean) => void, left: (jid: string) => Promise<void>}} listeners told when
   *   the user is in a room, and whether it is a new one that is to be opened; and when the user has left one
   */
  constructor(rooms, session, { entered, left }) {
    this.#rooms = rooms;
    this.#session = session;
    this.#entered = entered;
    this.#left = left;
  }

  /** A session began: enters the rooms that the user was in. */
  online() {
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#checkSilent(), CHECK_MS);
    this.#comeBackToAll();
  }

  /** The session was lost, and with it the places in all rooms. */
  disconnected() {
    clearInterval(this.#watch);
    for (const room of this.#rooms.all.filter((it) => ['in', 'entering'].includes(it.state))) {
      room.wanted = true;
      room.left('failed', enteringFailure({ condition: 'disconnected', text: '' }));
      this.#settle(room.jid, { condition: 'disconnected', text: '' });
    }
  }

  /** The session outlived trouble with its connection: asks each room whether the user is still in it (XEP-0410 §3.2). */
  resumed() {
    this.#rooms.all.filter((it) => it.state === 'in').forEach((room) => this.#check(room));
  }

  #comeBackToAll() {
    this.#rooms.all.filter((it) => it.state === 'failed' && it.wanted).forEach((room) => this.#comeBack(room));
  }

  #comeBack(room) {
    // what is wrong is shown at the room
    this.enter(room.jid, room.nick, room.password).catch(() => {});
  }

  #checkSilent() {
    if (this.#session.isConnected()) {
      this.#comeBackToAll();
    }
    const silent = (room) => room.state === 'in' && Date.now() - room.heardAt > SILENCE_MS;
    this.#rooms.all.filter(silent).forEach((room) => this.#check(room));
  }

  async #check(room) {
    if (this.#renames.has(room.jid)) {
      return; // XEP-0410 §4: nobody knows the nickname right now
    }
    try {
      await this.#session.request(requests.pingSelf(room.jid, room.nick));
      room.heardAt = Date.now();
    } catch (error) {
      const isOut = ![...STILL_IN, ...UNKNOWN].includes(error.condition);
      if (isOut && room.state === 'in' && this.#session.isConnected()) {
        this.#comeBack(room);
      }
    }
  }

  /**
   * Enters a room; one that does not exist is made (XEP-0045 §7.2, §10.1).
   *
   * @param {boolean} setUp whether the user wants to configure a new room before others may enter it
   * @returns {Promise<{created: boolean}>} rejected with `{condition, text}`
   */
  enter(jid, nick, password = '', setUp = false) {
    this.#settle(jid, { condition: 'timeout', text: '' });
    const room = this.#rooms.with(jid);
    this.#rooms.answered(jid);
    room.wanted = true;
    return new Promise((resolve, reject) => {
      if (!this.#session.isConnected()) {
        this.#refuse(room, { condition: 'disconnected', text: '' }, password);
        reject({ condition: 'disconnected', text: '' });
        return;
      }
      room.entering(nick, password);
      const timer = setTimeout(() => this.#failed(room, { condition: 'timeout', text: '' }), ENTER_TIMEOUT_MS);
      this.#entries.set(jid, { resolve, reject, setUp, timer });
      this.#session.send(requests.enter(jid, nick, password, this.#session.availability()));
      this.#session.changed();
    });
  }

  /** Ends an entry that is under way. */
  #settle(jid, error, result = null) {
    const entry = this.#entries.get(jid);
    if (entry !== undefined) {
      this.#entries.delete(jid);
      clearTimeout(entry.timer);
      result === null ? entry.reject(error) : entry.resolve(result);
    }
  }

  #failed(room, error) {
    this.#refuse(room, error, room.password);
    this.#settle(room.jid, error);
    this.#session.changed();
  }

  #refuse(room, error, password) {
    room.left('failed', enteringFailure(error, password !== ''));
    room.needsPassword = error.condition === 'not-authorized';
    room.wanted = error.condition === 'disconnected' || error.condition === 'timeout';
  }

  /** Leaves a room, and does not enter it by itself any more. */
  async leave(jid) {
    this.part(jid);
    await this.#left(jid);
  }

  /** Leaves a room. */
  part(jid) {
    const room = this.#rooms.find(jid);
    if (room === null) {
      return;
    }
    if (['in', 'entering'].includes(room.state) && this.#session.isConnected()) {
      this.#session.send(requests.leave(jid, room.nick));
    }
    room.wanted = false;
    room.left('out');
    this.#settle(jid, { condition: 'timeout', text: '' });
    this.#session.changed();
  }

  /** Takes a presence that is of a room; returns whether it was one. */
  presence(stanza) {
    const room = this.#rooms.find(bare(attribute(stanza, 'from')));
    if (room === null) {
      return false;
    }
    const occupant = readOccupant(stanza);
    room.heardAt = Date.now();
    if (occupant.type === 'error') {
      this.#refused(room, occupant);
    } else if (occupant.nick !== '' && ['in', 'entering'].includes(room.state)) {
      if (occupant.type === 'available') {
        this.#came(room, occupant);
      } else if (occupant.type === 'unavailable') {
        this.#went(room, occupant);
      }
    }
    return true;
  }

  #refused(room, { error }) {
    if (room.state === 'entering') {
      this.#failed(room, error);
    } else {
      this.#renames.get(room.jid)?.reject(error);
    }
  }

  #came(room, occupant) {
    const wasIn = room.state === 'in';
    room.present(occupant);
    if (!occupant.codes.has(110)) {
      return;
    }
    const renaming = this.#renames.get(room.jid);
    if (renaming !== undefined && renaming.before !== occupant.nick) {
      renaming.resolve();
    }
    if (!wasIn) {
      this.#arrived(room, occupant.codes.has(201));
    }
  }

  #arrived(room, created) {
    const setUp = this.#entries.get(room.jid)?.setUp === true;
    this.#settle(room.jid, null, { created });
    this.#entered(room, created && !setUp);
  }

  #went(room, occupant) {
    const now = new Date();
    const isMe = occupant.codes.has(110) || occupant.nick === room.nick;
    if (occupant.codes.has(303) && occupant.newNick !== '') {
      room.renamed(occupant.nick, occupant.newNick);
      room.notice(`${occupant.nick} is now called ${occupant.newNick}.`, now);
    } else if (isMe) {
      this.#putOut(room, occupant);
    } else {
      room.absent(occupant.nick);
      const words = removal(occupant);
      if (words !== '') {
        room.notice(words, now);
      }
    }
  }

  #putOut(room, occupant) {
    const words = departure(occupant);
    // a room whose server went down, or that lost the user on the way, is entered again
    room.wanted = occupant.codes.has(332) || occupant.codes.has(333);
    room.left(words === '' ? 'out' : 'failed', words);
    this.#settle(room.jid, { condition: 'gone', text: words });
  }

  /**
   * Takes another nickname (§7.6).
   *
   * @returns {Promise<void>} rejected with `{condition, text}`
   */
  async rename(jid, nick) {
    const room = this.#rooms.find(jid);
    if (nick !== room.nick) {
      await new Promise((resolve, reject) => {
        const settled = (settle) => (value) => {
          clearTimeout(timer);
          this.#renames.delete(jid);
          settle(value);
        };
        const renaming = { before: room.nick, resolve: settled(resolve), reject: settled(reject) };
        const timer = setTimeout(() => renaming.reject({ condition: 'timeout', text: '' }), ENTER_TIMEOUT_MS);
        this.#renames.set(jid, renaming);
        this.#session.send(requests.show(jid, nick, this.#session.availability()));
      });
      this.#entered(room, false);
    }
  }

  /** The user's availability changed; all rooms see it (§7.7). */
  availabilityChanged() {
    for (const room of this.#rooms.all.filter((it) => it.state === 'in')) {
      this.#session.send(requests.show(room.jid, room.nick, this.#session.availability()));
    }
  }
}
