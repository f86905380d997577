/** With whom the user chatted lately, on whichever device: what is newest in the archive (XEP-0313). */
import { isFrom } from './protocol/archive.js';
import { bare } from './protocol/jid.js';
import { readMessage } from './protocol/stanzas.js';
import { NS, attribute, child } from './protocol/xml.js';

// One lively conversation may fill pages; who was silent for longer is found by name.
const MOST_PAGES = 4;
const ENOUGH_PEOPLE = 20;

export class Recent {
  #archives;
  #session;

  /**
   * @param {import('./protocol/archive.js').Archives} archives
   * @param {{jid: string, isRoom: (jid: string) => boolean, changed: () => void}} session the user's bare address, which
   *   addresses are of rooms, and what to call when something changed
   */
  constructor(archives, session) {
    this.#archives = archives;
    this.#session = session;
  }

  /**
   * Takes the newest of the archive into the chats, page by page.
   *
   * @returns {Promise<object[]>} the chats that there is something new in
   */
  async load(chats) {
    const taken = new Map();
    try {
      let page = { first: '', complete: false };
      for (let count = 0; count < MOST_PAGES && taken.size < ENOUGH_PEOPLE && !page.complete; count++) {
        page = await this.#archives.withAnybody(page.first);
        this.#take(chats, page, taken);
        this.#session.changed();
      }
    } catch (error) {
      if (error.condition === undefined) {
        throw error;
      }
      // without an archive, or a connection, there is the roster
    }
    return [...taken.keys()];
  }

  #take(chats, { entries, complete }, taken) {
    const all = entries.map((it) => this.#read(it));
    const isShown = ({ peer, body, tombstone }) =>
      (body !== '' || tombstone !== null) && peer !== '' && !this.#session.isRoom(peer);
    for (const peer of new Set(all.filter(isShown).map((it) => it.peer))) {
      const said = all.filter((it) => it.peer === peer);
      const chat = chats.with(peer);
      // unless the reader was faster
      if (chat.history.state === (taken.has(chat) ? 'more' : 'unknown') && chat.history.cursor === (taken.get(chat) ?? '')) {
        chats.earlier(chat, { entries: said, first: said[0].archiveId, complete });
        taken.set(chat, said[0].archiveId);
      }
    }
  }

  #read({ id, at, stanza }) {
    const message = readMessage(stanza);
    const mine = isFrom(this.#session.jid, stanza);
    const isTalk = message.type !== 'groupchat' && message.error === null && child(stanza, NS.mucUser, 'x') === null;
    const peer = isTalk ? bare(mine ? attribute(stanza, 'to') : message.from) : '';
    return { ...message, archiveId: id, at, mine, peer };
  }
}
