/** One conversation with one person. */
import { History } from './history.js';
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
 * @property {'sending'|'sent'|'unconfirmed'|'failed'|'received'} state
 * @property {string} failure why it failed; else empty
 * @property {string} id which its author gave it; empty where there is none
 * @property {string} archiveId by which the user's archive knows it; empty where that is not known
 * @property {import('../protocol/retraction.js').Retracted|null} retracted how it was taken back
 */

export class Chat {
  #retractions = new Retractions();

  messages = [];
  unread = 0;
  history = new History();

  constructor(jid) {
    this.jid = jid;
  }

  get last() {
    return this.messages.at(-1) ?? null;
  }

  add(message) {
    this.messages.push(message);
    if (this.messages.length > MAX_MESSAGES) {
      this.messages.shift();
      this.history.cut();
    }
  }

  /** Whether a message is shown that the archive knows by this id. */
  has(archiveId) {
    return archiveId !== '' && this.messages.some((it) => it.archiveId === archiveId);
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
  }

  #lineOf(entry, make) {
    const { mine, body, at, id, archiveId, type, error, retraction, tombstone } = entry;
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
    const message = make({ mine, text: body, at, late: false, state, id, archiveId });
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
}
