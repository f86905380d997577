/** One conversation with one person. */
import { History } from './history.js';
import { Position } from './position.js';
import { Retractions, bury } from './retractions.js';

const MAX_MESSAGES = 1000;

/**
 * One message of a chat.
 *
 * @typedef {object} ChatMessage
 * @property {string} key unique in this session
 * @property {boolean} mine whether the user wrote it
 * @property {string} text
 * @property {Date} at when it was sent
 * @property {boolean} late whether it came long after it was sent
 * @property {'sending'|'sent'|'read'|'unconfirmed'|'failed'|'received'} state
 * @property {boolean} unread whether the user has not seen it, on any device as far as that is known
 * @property {boolean} markable whether its author asks to be told when the user has seen it (XEP-0333)
 * @property {string} failure why it failed; else empty
 * @property {string} id which its author gave it; empty where there is none
 * @property {string} archiveId by which the user's archive knows it; empty where that is not known
 * @property {import('../protocol/retraction.js').Retracted|null} retracted how it was taken back
 */

export class Chat {
  #retractions = new Retractions();

  messages = [];
  history = new History();
  /** Up to where it was displayed. */
  position = new Position();
  /** The key of the first message that was unread when the user turned to it; empty where none was. */
  newFrom = '';
  /** The id of the last message that was read and whose author is to be told so (XEP-0333 §4.2); else empty. */
  toMark = '';

  constructor(jid) {
    this.jid = jid;
  }

  get last() {
    return this.messages.at(-1) ?? null;
  }

  get unread() {
    return this.messages.reduce((sum, it) => (it.unread && it.retracted === null ? sum + 1 : sum), 0);
  }

  add(message) {
    this.messages.push(message);
    if (this.messages.length > MAX_MESSAGES) {
      this.messages.shift();
      this.history.cut();
    }
  }

  /** The message that the archive knows by this id, or null. */
  find(archiveId) {
    return (archiveId === '' ? undefined : this.messages.findLast((it) => it.archiveId === archiveId)) ?? null;
  }

  /**
   * Takes a page of the archive.
   *
   * @param {{entries: object[], first: string, complete: boolean}} page
   * @param {(message: object) => ChatMessage} make
   */
  earlier(page, make) {
    const keyOf = ({ mine, archiveId }) => `${mine} ${archiveId}`;
    const shown = new Map(this.messages.filter((it) => it.archiveId !== '').map((it) => [keyOf(it), it]));
    // what the user sent here has no id of the archive yet
    const sent = new Map(this.messages.filter((it) => it.mine && it.archiveId === '').map((it) => [it.id, it]));
    const known = (entry) => shown.get(keyOf(entry)) ?? (entry.mine ? sent.get(entry.id) : undefined);
    this.history.take(this.messages, page, known, (entry) => this.#lineOf(entry, make));
    page.entries.forEach((entry) => this.#complete(entry, sent));
  }

  /** What the archive knows of a message beyond its words, now that it is shown. */
  #complete({ mine, id, archiveId, marker, error }, sent) {
    const line = mine ? sent.get(id) : undefined;
    if (line !== undefined) {
      line.archiveId = archiveId;
    }
    if (!mine && marker !== '' && error === null) {
      this.readByOther(marker);
    }
  }

  #lineOf(entry, make) {
    const { mine, body, at, id, archiveId, type, error, retraction, tombstone, markable } = entry;
    if (error !== null || type === 'groupchat') {
      return null;
    }
    if (retraction !== null) {
      this.retract(mine, retraction);
      return null;
    }
    if (body === '' && tombstone === null) {
      return null;
    }
    const state = mine ? 'sent' : 'received';
    const message = make({ mine, text: body, at, late: false, state, id, archiveId, markable });
    const retractions = tombstone === null ? this.#retractions.of(`${mine} ${id}`) : [tombstone];
    retractions.forEach((it) => bury(message, it));
    return message;
  }

  /** Somebody takes back what the same one said (XEP-0424 §5); it may not be shown yet. */
  retract(mine, { id, reason }) {
    if (id === '') {
      return;
    }
    const message = this.messages.findLast((it) => it.mine === mine && it.id === id);
    const retraction = { moderated: false, reason };
    if (message !== undefined) {
      bury(message, retraction);
    } else {
      this.#retractions.keep(`${mine} ${id}`, retraction);
    }
  }

  /** The user turns to it: says from where on it is new. */
  begin() {
    this.newFrom = this.messages.find((it) => it.unread)?.key ?? '';
  }

  /** The user looks at it, and so has read it all. */
  read() {
    const asking = this.messages.findLast((it) => it.unread && it.markable && it.id !== '');
    this.toMark = asking?.id ?? this.toMark;
    this.#clear(this.messages.length);
  }

  /** The user has read it up to a message, on whichever device. */
  displayed(archiveId) {
    this.#clear(this.position.move(this.messages, archiveId));
  }

  /** The user has told by another client that a message was read (XEP-0333 §4.2). */
  marked(id) {
    this.#clear(this.messages.findLastIndex((it) => !it.mine && it.id === id));
  }

  #clear(to) {
    this.messages.slice(0, to + 1).forEach((it) => (it.unread = false));
  }

  /**
   * Finds out what of the archive is unread: what others said after the position, or, where that is not shown, after
   * what the user said last.
   */
  reckon() {
    const displayed = this.position.in(this.messages);
    const from = displayed < 0 ? this.messages.findLastIndex((it) => it.mine) : displayed;
    this.messages.slice(from + 1).forEach((it) => (it.unread ||= !it.mine));
  }

  /** The other has read it up to one of the user's messages (XEP-0333 §4.2). */
  readByOther(id) {
    const to = this.messages.findLastIndex((it) => it.mine && it.id === id);
    for (const message of this.messages.slice(0, to + 1)) {
      if (['sending', 'sent', 'unconfirmed'].includes(message.state)) {
        message.state = 'read';
      }
    }
  }
}
