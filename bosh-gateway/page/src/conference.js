/** The user's part in rooms: what they tell goes into the model, what the user does goes to them. */
import { Bookmarking } from './bookmarking.js';
import { Rooms } from './model/rooms.js';
import { bare, domain, local } from './protocol/jid.js';
import {
  readDecline, readDescription, readInvitation, readOccupant, readRoomMessage, readVoiceRequest,
} from './protocol/muc.js';
import * as requests from './protocol/room-requests.js';
import {
  changeFailure, configurationNotices, departure, enteringFailure, removal, speakingFailure,
} from './protocol/room-words.js';
import { attribute } from './protocol/xml.js';
import { RoomDirectory } from './room-directory.js';

const ENTER_TIMEOUT_MS = 20_000;
// XEP-0410 §3.2: after so much silence of a room it is asked whether the user is still in it, and how often that is
// looked at
const SILENCE_MS = 15 * 60_000;
const CHECK_MS = 60_000;
// What says that the user is in the room although nothing but an error came back; others say the opposite.
const STILL_IN = ['service-unavailable', 'feature-not-implemented', 'item-not-found'];
const UNKNOWN = ['timeout', 'remote-server-not-found', 'remote-server-timeout'];

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
  #entries = new Map();
  #renames = new Map();
  #watch = null;

  rooms = new Rooms();
  /** Bookmarks on the server. */
  bookmarking;

  /** @param {Session} session */
  constructor(session) {
    this.#session = session;
    this.bookmarking = new Bookmarking(this.rooms, session, {
      enter: ({ room, nick, password }) => this.enter(room, nick || this.usualNick, password).catch(() => {}),
      leave: (jid) => this.#part(jid),
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

  /** A session began: enters the rooms that the user was in, and those of the bookmarks (XEP-0402 §3.2). */
  online() {
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#checkSilent(), CHECK_MS);
    this.rooms.all.filter((it) => it.state === 'failed' && it.wanted).forEach((room) => this.#comeBack(room));
    this.bookmarking.load();
  }

  /** The session was lost, and with it the places in all rooms. */
  disconnected() {
    clearInterval(this.#watch);
    for (const room of this.rooms.all.filter((it) => ['in', 'entering'].includes(it.state))) {
      room.wanted = true;
      room.left('failed', enteringFailure({ condition: 'disconnected', text: '' }));
      this.#settle(room.jid, { condition: 'disconnected', text: '' });
    }
  }

  /** The session outlived its connection: asks each room whether the user is still in it (XEP-0410 §3.2). */
  resumed() {
    this.rooms.all.filter((it) => it.state === 'in').forEach((room) => this.#check(room));
  }

  #comeBack(room) {
    this.enter(room.jid, room.nick, room.password).catch(() => {});
  }

  #checkSilent() {
    const silent = (room) => room.state === 'in' && Date.now() - room.heardAt > SILENCE_MS;
    this.rooms.all.filter(silent).forEach((room) => this.#check(room));
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
    const room = this.rooms.with(jid);
    this.rooms.answered(jid);
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
    this.#part(jid);
    await this.bookmarking.stayOut(jid);
  }

  #part(jid) {
    const room = this.rooms.find(jid);
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

  /** Leaves a room and takes it off the list, with its bookmark. */
  async forget(jid) {
    this.#part(jid);
    await this.bookmarking.remove(jid);
    this.rooms.forget(jid);
    this.#session.changed();
  }

  /** Takes a presence that is of a room; returns whether it was one. */
  presence(stanza) {
    const room = this.rooms.find(bare(attribute(stanza, 'from')));
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
      this.#renames.delete(room.jid);
    }
  }

  #came(room, occupant) {
    const wasIn = room.state === 'in';
    room.present(occupant);
    if (!occupant.codes.has(110)) {
      return;
    }
    this.#renames.get(room.jid)?.resolve();
    this.#renames.delete(room.jid);
    if (!wasIn) {
      this.#entered(room, occupant.codes.has(201));
    }
  }

  #entered(room, created) {
    const setUp = this.#entries.get(room.jid)?.setUp === true;
    if (created && !setUp) {
      this.configure(room.jid, []).catch(() => {}); // §10.1.2: open for others at once
    }
    this.#settle(room.jid, null, { created });
    this.bookmarking.entered(room);
    this.describe(room);
  }

  /** Asks a room what it is (§6.4). */
  async describe(room) {
    try {
      const { name, features } = readDescription(await this.#session.request(requests.askWhat(room.jid)));
      room.title = name;
      room.features = features;
      this.#session.changed();
    } catch {
      // it tells nothing of itself
    }
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
    // a room whose server goes down, or that lost the user on the way, is entered again with the next session
    room.wanted = occupant.codes.has(332) || occupant.codes.has(333);
    room.left(words === '' ? 'out' : 'failed', words);
    this.#settle(room.jid, { condition: 'gone', text: words });
  }

  /** Takes a message that has to do with rooms; returns whether it had. */
  message(stanza) {
    const invitation = readInvitation(stanza);
    if (invitation !== null) {
      this.rooms.invited(invitation);
      return true;
    }
    if (this.bookmarking.message(stanza)) {
      return true;
    }
    const room = this.rooms.find(bare(attribute(stanza, 'from')));
    if (room === null) {
      return attribute(stanza, 'type') === 'groupchat'; // of a room that the user is not in
    }
    room.heardAt = Date.now();
    this.#heard(room, readRoomMessage(stanza), stanza);
    return true;
  }

  #heard(room, message, stanza) {
    const now = new Date();
    if (message.error !== null) {
      if (!room.failed(message.id, speakingFailure(message.error))) {
        room.notice(changeFailure(message.error), now);
      }
      return;
    }
    if (room.state !== 'in') {
      return;
    }
    if (message.nick === '') {
      this.#told(room, message, now);
      this.#asked(room, stanza, now);
    }
    if (message.type === 'groupchat' && message.subject !== null) {
      room.titled(message.subject, message.nick, now);
    } else if (message.text !== '' && message.nick !== '') {
      const seen = this.rooms.open === room.jid && this.#session.isLooked();
      room.said(message, { now, seen });
    }
  }

  /** What the room itself says. */
  #told(room, { codes, text, type }, now) {
    configurationNotices(codes).forEach((words) => room.notice(words, now));
    if (codes.size > 0) {
      this.describe(room);
    }
    if (text !== '' && type === 'groupchat') {
      room.notice(text, now);
    }
  }

  /** What the room passes on from somebody who is not there, or may not speak. */
  #asked(room, stanza, now) {
    const declined = readDecline(stanza);
    if (declined !== null) {
      room.notice(`${declined.from} does not come${declined.reason === '' ? '.' : `: ${declined.reason}`}`, now);
    }
    const nick = readVoiceRequest(stanza);
    if (nick !== '') {
      room.notice(`${nick} asks to be allowed to speak.`, now);
    }
  }

  /** Says something to all, or to one occupant alone. */
  say(jid, text, to = '') {
    const room = this.rooms.find(jid);
    const id = this.#session.newId();
    room.sending(id, text, to, new Date());
    if (to === '') {
      this.#session.send(requests.say(jid, id, text));
    } else {
      this.#session.send(requests.whisper(jid, to, id, text));
      // Stanzas are handled in order: when the room answers this, it has taken the message before.
      this.#session.request(requests.pingSelf(jid, room.nick)).finally(() => {
        room.sent(id);
        this.#session.changed();
      }).catch(() => {});
    }
    this.#session.changed();
  }

  sayAgain(jid, key) {
    const message = this.rooms.find(jid).takeBack(key);
    if (message !== null) {
      this.say(jid, message.text, message.to);
    }
  }

  changeSubject(jid, text) {
    this.#session.send(requests.changeSubject(jid, this.#session.newId(), text));
  }

  /**
   * Takes another nickname (§7.6).
   *
   * @returns {Promise<void>} rejected with `{condition, text}`
   */
  async rename(jid, nick) {
    const room = this.rooms.find(jid);
    if (nick !== room.nick) {
      await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject({ condition: 'timeout', text: '' }), ENTER_TIMEOUT_MS);
        const settled = (settle) => (value) => {
          clearTimeout(timer);
          this.#renames.delete(jid);
          settle(value);
        };
        this.#renames.set(jid, { resolve: settled(resolve), reject: settled(reject) });
        this.#session.send(requests.show(jid, nick, this.#session.availability()));
      });
      this.bookmarking.entered(room);
    }
  }

  /** The user's availability changed; all rooms see it (§7.7). */
  availabilityChanged() {
    for (const room of this.rooms.all.filter((it) => it.state === 'in')) {
      this.#session.send(requests.show(room.jid, room.nick, this.#session.availability()));
    }
  }

  invite(jid, invitee, reason, direct) {
    const { password } = this.rooms.find(jid);
    const id = this.#session.newId();
    this.#session.send(
      direct
        ? requests.inviteDirectly(jid, id, invitee, reason, password)
        : requests.invite(jid, id, invitee, reason),
    );
  }

  /** Does not go where the user was invited to; the room tells it to who invited through it. */
  decline(jid) {
    const invitation = this.rooms.answered(jid);
    if (invitation?.mediated) {
      this.#session.send(requests.decline(jid, invitation.from));
    }
    this.#session.changed();
  }

  askForVoice(jid) {
    this.#session.send(requests.askForVoice(jid));
    this.rooms.find(jid).notice('The moderators were asked to let you speak.', new Date());
    this.#session.changed();
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
