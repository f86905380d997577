/** The conversations of this session. */
import { Chat } from './chat.js';
import { History } from './history.js';

const MAX_CHATS = 500;
// What a snapshot has room for: the last chats, and the last messages of each.
const KEPT_CHATS = 50;
const KEPT_MESSAGES = 100;

export class Chats {
  #chats = new Map();
  #open = null;
  #count = 0;

  /** The chat with somebody, begun if there was none. The one that was silent longest makes room for it. */
  with(jid) {
    if (!this.#chats.has(jid)) {
      if (this.#chats.size >= MAX_CHATS) {
        this.#forgetOldest();
      }
      this.#chats.set(jid, new Chat(jid));
    }
    return this.#chats.get(jid);
  }

  #forgetOldest() {
    const time = (chat) => chat.last?.at.getTime() ?? 0;
    const oldest = [...this.#chats.values()]
      .filter((chat) => chat.jid !== this.#open)
      .reduce((a, b) => (time(b) < time(a) ? b : a));
    this.#chats.delete(oldest.jid);
  }

  find(jid) {
    return this.#chats.get(jid) ?? null;
  }

  get all() {
    return [...this.#chats.values()];
  }

  /** The address of the chat that the user looks at, or null. */
  get open() {
    return this.#open;
  }

  /** Shows a chat to the user, so that it has been read; null shows none. */
  show(jid) {
    if (jid !== null) {
      const chat = this.with(jid);
      if (jid !== this.#open || chat.unread > 0) {
        chat.begin();
      }
      chat.read();
    }
    this.#open = jid;
  }

  get unread() {
    return this.all.reduce((sum, chat) => sum + chat.unread, 0);
  }

  /** Takes a message of somebody else; it is unread unless the user looks at this chat. */
  received(jid, { text, id = '', archiveId = '', markable = false, sentAt, now, seen }) {
    const chat = this.with(jid);
    const known = chat.find(archiveId);
    if (known === null) {
      const late = sentAt !== null;
      const at = sentAt ?? now;
      const state = 'received';
      chat.add(this.#message({ mine: false, text, id, archiveId, markable, at, late, state, unread: true }));
    } else {
      known.unread = chat.messages.indexOf(known) > chat.position.in(chat.messages); // came out of the archive already
    }
    if (jid === this.#open && seen) {
      chat.read();
    }
  }

  /** Takes what the user said by another client. */
  sentElsewhere(jid, { text, id, archiveId, sentAt, now }) {
    const chat = this.with(jid);
    if (chat.find(archiveId) === null) {
      const at = sentAt ?? now;
      chat.add(this.#message({ mine: true, text, id, archiveId, at, late: false, state: 'sent' }));
    }
  }

  /** Adds what the user sends; its key is the stanza's id. */
  sending(jid, key, text, now) {
    this.with(jid).add(this.#message({ key, id: key, mine: true, text, at: now, late: false, state: 'sending' }));
  }

  #message(message) {
    return {
      key: `m${this.#count++}`, failure: '', id: '', archiveId: '', retracted: null, unread: false, markable: false,
      ...message,
    };
  }

  /** Takes a page of the archive into a chat. */
  earlier(chat, page) {
    chat.earlier(page, (message) => this.#message(message));
  }

  /** A new session: what came meanwhile, and went by the page, is in the archive. */
  renewed() {
    this.all.forEach((chat) => (chat.history = new History()));
  }

  /** Whether there are messages of which it is not known whether the server has taken them. */
  get areSending() {
    return this.all.some((chat) => chat.messages.some((it) => it.state === 'sending'));
  }

  /**
   * The server has taken messages.
   *
   * @param {Set<string>} pending the keys of those that it may not have
   */
  acknowledged(pending) {
    for (const message of this.all.flatMap((chat) => chat.messages)) {
      if (message.state === 'sending' && !pending.has(message.key)) {
        message.state = 'sent';
      }
    }
  }

  /** A message of the user's came back; returns whether it is known. */
  failed(jid, id, failure) {
    const message = this.find(jid)?.messages.findLast((it) => it.mine && it.id === id);
    if (message !== undefined) {
      message.state = 'failed';
      message.failure = failure;
    }
    return message !== undefined;
  }

  /** The newest of it, as JSON can tell it. */
  get snapshot() {
    const time = (chat) => chat.last?.at.getTime() ?? 0;
    return {
      open: this.#open,
      count: this.#count,
      chats: this.all
        .sort((a, b) => time(b) - time(a))
        .slice(0, KEPT_CHATS)
        .map(({ jid, messages }) => ({ jid, messages: messages.slice(-KEPT_MESSAGES) })),
    };
  }

  /** Takes a snapshot, in place of what was known. */
  restore({ open, count, chats }) {
    this.#open = open;
    this.#count = count;
    this.#chats.clear();
    for (const { jid, messages } of chats) {
      const chat = this.with(jid);
      messages.forEach((message) => chat.add({ ...message, at: new Date(message.at) }));
    }
  }

  /** The session was lost: nobody knows whether what was being sent has arrived. */
  disconnected() {
    for (const message of this.all.flatMap((chat) => chat.messages)) {
      if (message.state === 'sending') {
        message.state = 'unconfirmed';
      }
    }
  }

  /** Takes a message that failed out of a chat, to be sent again; returns its text. */
  takeBack(jid, key) {
    const chat = this.with(jid);
    const at = chat.messages.findIndex((it) => it.mine && it.key === key);
    return at < 0 ? null : chat.messages.splice(at, 1)[0].text;
  }
}
