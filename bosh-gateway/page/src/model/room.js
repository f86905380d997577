/** One room: who is in it, what was said, and how the user stands in it. Kept in memory alone. */
import { roomName } from '../protocol/muc.js';
import { History } from './history.js';
import { mentions } from './mentions.js';
import { Position } from './position.js';
import { Retractions, bury } from './retractions.js';

const MAX_MESSAGES = 1000;
// Rooms tell those who enter far less of what was said before.
const MAX_IDS = 2000;
const MAX_OCCUPANTS = 5000;

/**
 * One line of a room: something said, or a notice of the room (then `notice` is not empty).
 *
 * @typedef {object} RoomMessage
 * @property {string} key unique in this session
 * @property {string} notice
 * @property {string} nick of the author
 * @property {string} to the nickname to whom alone it was said; else empty
 * @property {boolean} mine
 * @property {boolean} mention whether it names the user
 * @property {string} text
 * @property {Date} at
 * @property {'sending'|'sent'|'unconfirmed'|'failed'|'received'} state
 * @property {string} failure
 * @property {string} archiveId by which the room knows it (XEP-0359); empty where it gave none
 * @property {string} occupantId of the author (XEP-0421); empty where the room gave none
 * @property {import('../protocol/retraction.js').Retracted|null} retracted how it was taken back
 */

export class Room {
  /** @type {'out'|'entering'|'in'|'failed'} `failed`: the user was to be in it, and is not */
  state = 'out';
  /** Whether the user wants to be in it, so that it is entered again when that is possible. */
  wanted = false;
  /** Why the user is not in it, in words; else empty. */
  problem = '';
  /** Whether a password is what is missing. */
  needsPassword = false;
  /** The name that the room gives itself. */
  title = '';
  nick = '';
  password = '';
  subject = '';
  features = new Set();
  /** Whether anybody may read it on the web. */
  isOnTheWeb = false;
  unread = 0;
  /** Unread messages that name the user. */
  mentions = 0;
  messages = [];
  /** When something last came from here: milliseconds. */
  heardAt = 0;
  history = new History();
  /** Up to where it was displayed. */
  position = new Position();

  #occupants = new Map();
  #own = '';
  #ids = new Set();
  #count = 0;
  #reading = false; // whether what comes was said before the user entered
  #wasIn = false;
  #overlap = false;
  #firstNew = null;
  #retractions = new Retractions();

  /** @param {string} jid */
  constructor(jid) {
    this.jid = jid;
  }

  get name() {
    return this.title || roomName(this.jid);
  }

  get last() {
    return this.messages.findLast((it) => it.notice === '') ?? null;
  }

  /** Who is in it: moderators first, then by name. */
  get occupants() {
    const order = ['moderator', 'participant', 'visitor', 'none'];
    return [...this.#occupants.values()].sort(
      (a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.nick.localeCompare(b.nick),
    );
  }

  get size() {
    return this.#occupants.size;
  }

  occupant(nick) {
    return this.#occupants.get(nick) ?? null;
  }

  /** The user as others see it; null while the user is not in the room. */
  get me() {
    return this.state === 'in' ? this.occupant(this.nick) : null;
  }

  /** The user is on the way in. */
  entering(nick, password) {
    this.state = 'entering';
    this.problem = '';
    this.nick = nick;
    this.password = password;
    this.#occupants.clear();
    this.#reading = true;
    this.#overlap = false;
    this.#firstNew = null;
  }

  /** The user is not in it. */
  left(state, problem = '') {
    this.state = state;
    this.problem = problem;
    this.#occupants.clear();
    this.#doubt();
  }

  /** Takes the presence of an occupant that is there. */
  present({ nick, affiliation, role, jid, show, status, id, codes }) {
    if (this.#occupants.size >= MAX_OCCUPANTS && !this.#occupants.has(nick)) {
      return;
    }
    this.#occupants.set(nick, { nick, affiliation, role, jid, show, status, id });
    if (codes.has(110)) {
      this.nick = nick;
      this.#own = id;
      this.state = 'in';
      this.needsPassword = false;
    }
  }

  /** Takes somebody out. */
  absent(nick) {
    this.#occupants.delete(nick);
  }

  /** Somebody has another nickname from now on; its presence follows (XEP-0045 §7.6). */
  renamed(nick, other) {
    const occupant = this.#occupants.get(nick);
    if (occupant !== undefined) {
      this.#occupants.delete(nick);
      this.#occupants.set(other, { ...occupant, nick: other });
    }
    if (nick === this.nick) {
      this.nick = other;
    }
  }

  /** Whether it is the user who said something: by the id, that outlives nicknames, where the room gives one. */
  #isMine({ nick, occupantId }) {
    return this.#own !== '' && occupantId !== '' ? occupantId === this.#own : nick === this.nick;
  }

  /**
   * Takes what was said; twice the same only once, as when the user comes back and is told what was said before.
   *
   * @param {object} message as `readRoomMessage` tells it
   * @param {{now: Date, seen: boolean}} how whether the user looks at it
   */
  said(message, { now, seen }) {
    const id = idOf(message);
    if (id !== '' && this.#ids.has(id)) {
      this.#overlap = true;
      return;
    }
    this.#remember(id);
    const mine = this.#isMine(message);
    if (mine && this.#confirm(message)) {
      this.#overlap = true;
      return;
    }
    const line = this.#lineOf(message, message.sentAt ?? now);
    this.#firstNew ??= line.key;
    this.#add(line);
    if (!mine && !seen && !(this.#reading && !this.#wasIn)) {
      this.unread++;
      this.mentions += line.mention ? 1 : 0;
    }
  }

  #lineOf(message, at) {
    const { nick, type, text, stanzaId, occupantId, tombstone } = message;
    const mine = this.#isMine(message);
    const isPrivate = type !== 'groupchat';
    const line = this.#line({
      nick,
      to: isPrivate ? this.nick : '',
      mine,
      mention: !mine && (isPrivate || mentions(text, this.nick)),
      text,
      at,
      state: mine ? 'sent' : 'received',
      archiveId: isPrivate ? '' : stanzaId,
      occupantId,
    });
    if (tombstone !== null) {
      bury(line, tombstone);
    }
    this.#retractions.of(stanzaId).forEach((it) => this.#retractLine(line, it));
    return line;
  }

  /** By what the room knows the oldest message that is shown; empty where it knows none. */
  get oldestId() {
    return this.messages.find((it) => it.archiveId !== '')?.archiveId ?? '';
  }

  /** Takes a page of the room's archive. */
  earlier(page) {
    const shown = new Map(this.messages.filter((it) => it.archiveId !== '').map((it) => [it.archiveId, it]));
    this.history.take(this.messages, page, ({ stanzaId }) => shown.get(stanzaId), (message) => {
      if (message.retraction !== null) {
        this.retract(message);
        return null;
      }
      const isSaid = message.nick !== '' && (message.text !== '' || message.tombstone !== null);
      return isSaid && message.error === null ? this.#lineOf(message, message.at) : null;
    });
  }

  /** Somebody takes back what was said; that may not be shown yet. */
  retract({ retraction, nick, occupantId }) {
    const { id, moderated, reason } = retraction;
    if (id === '' || (moderated && nick !== '')) {
      return; // XEP-0425 §5: only the room itself tells what moderators did
    }
    const request = { author: nick, occupantId, moderated, reason };
    const line = this.messages.findLast((it) => it.archiveId === id);
    if (line !== undefined) {
      this.#retractLine(line, request);
    } else {
      this.#retractions.keep(id, request);
    }
  }

  /** XEP-0424 §5: others than moderators take back what they said themselves; nicknames pass from one to another. */
  #retractLine(line, { author, occupantId, moderated, reason }) {
    const isAuthor = line.occupantId === '' && occupantId === '' ? line.nick === author : line.occupantId === occupantId;
    if (moderated || (author !== '' && isAuthor)) {
      bury(line, { moderated, reason });
    }
  }

  #remember(id) {
    if (id !== '') {
      this.#ids.add(id);
      if (this.#ids.size > MAX_IDS) {
        this.#ids.delete(this.#ids.values().next().value);
      }
    }
  }

  /** What the user sent comes back from the room: so it was said (§7.4). */
  #confirm({ id, text, stanzaId, occupantId }) {
    const sent = this.messages.findLast((it) => it.mine && it.key === id && it.text === text);
    if (sent === undefined) {
      return false;
    }
    sent.state = 'sent';
    sent.archiveId = stanzaId;
    sent.occupantId = occupantId;
    return true;
  }

  /** Adds what the user says; its key is the stanza's id. */
  sending(key, text, to, now) {
    const line = { key, nick: this.nick, to, mine: true, mention: false, text, at: now, state: 'sending' };
    this.#add(this.#line(line));
  }

  /** The room has taken a private message, of which nothing comes back. */
  sent(key) {
    const message = this.messages.find((it) => it.mine && it.key === key && it.state === 'sending');
    if (message !== undefined) {
      message.state = 'sent';
    }
  }

  /** What the user said came back as an error; returns whether it is known. */
  failed(key, failure) {
    const message = this.messages.find((it) => it.mine && it.key === key);
    if (message !== undefined) {
      message.state = 'failed';
      message.failure = failure;
    }
    return message !== undefined;
  }

  /** Takes a message that failed out of the room, to be said again. */
  takeBack(key) {
    const at = this.messages.findIndex((it) => it.mine && it.key === key);
    return at < 0 ? null : this.messages.splice(at, 1)[0];
  }

  /** Takes the subject, with which what was said before ends (§7.2.15). */
  titled(subject, nick, now) {
    const changed = this.subject !== subject;
    this.subject = subject;
    if (this.#reading) {
      this.#reading = false;
      this.#tellGap(now);
      this.#wasIn = true;
    } else if (changed) {
      this.notice(subject === '' ? `${nick} removed the subject.` : `${nick} changed the subject: ${subject}`, now);
    }
  }

  /** Something may be missing where the user comes back and knows nothing of what was said last. */
  #tellGap(now) {
    const at = this.messages.findIndex((it) => it.key === this.#firstNew);
    if (this.#wasIn && !this.#overlap && at > 0) {
      this.messages.splice(at, 0, this.#line({ notice: 'Something may be missing here.', at: now }));
    }
  }

  /** Adds a notice. */
  notice(text, now) {
    this.#add(this.#line({ notice: text, at: now }));
  }

  #line(line) {
    return {
      key: `r${this.#count++}`, notice: '', nick: '', to: '', mine: false, mention: false, text: '',
      state: 'received', failure: '', archiveId: '', occupantId: '', retracted: null, ...line,
    };
  }

  #add(line) {
    this.messages.push(line);
    if (this.messages.length > MAX_MESSAGES) {
      this.messages.shift();
      this.history.cut();
    }
  }

  read() {
    this.unread = 0;
    this.mentions = 0;
  }

  /** The user has read it up to a message, on whichever device. */
  displayed(archiveId) {
    const to = this.position.move(this.messages, archiveId);
    if (to >= 0) {
      const after = this.messages.slice(to + 1).filter((it) => !it.mine && it.notice === '');
      this.unread = Math.min(this.unread, after.length);
      this.mentions = Math.min(this.mentions, after.filter((it) => it.mention).length);
    }
  }

  /** Nobody knows whether what was being sent has arrived. */
  #doubt() {
    for (const message of this.messages) {
      if (message.state === 'sending') {
        message.state = 'unconfirmed';
      }
    }
  }
}

/** By what a message is known: the room's id (XEP-0359), else what makes it the same for anybody. */
function idOf({ stanzaId, nick, id, text, type }) {
  if (stanzaId !== '') {
    return `room ${stanzaId}`;
  }
  return id === '' || type !== 'groupchat' ? '' : `author ${JSON.stringify([nick, id, text])}`;
}
