/** Loads what was said before of a conversation, when its beginning comes into sight (XEP-0313). */
import { isFrom } from './protocol/archive.js';
import { readRoomMessage } from './protocol/muc.js';
import { readMessage } from './protocol/stanzas.js';

export class Earlier {
  #archives;
  #session;

  /**
   * @param {import('./protocol/archive.js').Archives} archives
   * @param {{jid: string, isConnected: () => boolean, changed: () => void}} session the user's bare address, whether
   *   there is a connection, and what to call when something changed
   */
  constructor(archives, session) {
    this.#archives = archives;
    this.#session = session;
  }

  /** The page before what is shown of a chat. */
  ofChat(chats, chat) {
    const { jid } = this.#session;
    const read = ({ id, at, stanza }) => ({ ...readMessage(stanza), archiveId: id, at, mine: isFrom(jid, stanza) });
    // from the newest on: what other clients of the user sent is not known yet
    const ask = (before) => this.#archives.withPerson(chat.jid, before);
    return this.#load(chat.history, '', ask, read, (page) => chats.earlier(chat, page));
  }

  /** The page before what is shown of a room, which tells everybody what is said. */
  ofRoom(room) {
    const read = ({ id, at, stanza }) => ({ ...readRoomMessage(stanza), stanzaId: id, at });
    const ask = (before) => this.#archives.ofRoom(room.jid, before);
    return this.#load(room.history, room.oldestId, ask, read, (page) => room.earlier(page));
  }

  async #load(history, cursor, ask, read, take) {
    if (!this.#session.isConnected() || !history.begin(cursor)) {
      return;
    }
    this.#session.changed();
    try {
      const page = await ask(history.cursor);
      take({ ...page, entries: page.entries.map(read) });
    } catch (error) {
      if (error.condition === undefined) {
        throw error;
      }
      history.failed(error);
    }
    this.#session.changed();
  }
}
