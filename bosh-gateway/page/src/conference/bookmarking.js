/** Keeps the rooms of the user on the server, so that they are there after a reload and on other devices (XEP-0402). */
import {
  askForBookmarks, publishBookmark, readBookmarks, retractBookmark,
} from '../protocol/bookmarks.js';
import { bare } from '../protocol/jid.js';
import { NS, attribute, child } from '../protocol/xml.js';

const MOST_ECHOES = 10;
const GONE = '';
const keyOf = ({ name, autojoin, nick, password }) => JSON.stringify([name, autojoin, nick, password]);

export class Bookmarking {
  #rooms;
  #session;
  #actions;
  #loading = Promise.resolve();
  #echoes = new Map();

  /** Whether the server keeps bookmarks; known after the first attempt. */
  works = true;

  /**
   * @param {import('../model/rooms.js').Rooms} rooms
   * @param {import('./conference.js').Session} session
   * @param {{enter: (bookmark: object) => void, leave: (jid: string) => void}} actions
   */
  constructor(rooms, session, actions) {
    this.#rooms = rooms;
    this.#session = session;
    this.#actions = actions;
  }

  /** §3.2: asks for all, and enters those rooms that are to be entered by themselves. */
  load() {
    this.#echoes.clear();
    this.#loading = this.#load();
    return this.#loading;
  }

  async #load() {
    try {
      const result = await this.#session.request(askForBookmarks());
      const pubsub = child(result, NS.pubsub, 'pubsub');
      (pubsub === null ? [] : readBookmarks(pubsub).kept).forEach((it) => this.#take(it));
    } catch (error) {
      // item-not-found: none was ever kept
      this.works = error.condition === 'item-not-found';
    }
    this.#session.changed();
  }

  #take(bookmark) {
    this.#rooms.bookmarked(bookmark);
    const room = this.#rooms.find(bookmark.room);
    if (bookmark.autojoin && room?.state === 'out') {
      this.#actions.enter(bookmark);
    }
  }

  /** §4: another client of the user changed something; returns whether that is what the message says. */
  message(stanza) {
    const event = child(stanza, NS.pubsubEvent, 'event');
    const from = attribute(stanza, 'from');
    // only the user's own account keeps the user's bookmarks
    if (event === null || (from !== '' && bare(from) !== this.#session.jid)) {
      return false;
    }
    const { kept, gone } = readBookmarks(event);
    kept.filter((bookmark) => !this.#isEcho(bookmark.room, keyOf(bookmark))).forEach((bookmark) => {
      this.#take(bookmark);
      if (!bookmark.autojoin) {
        this.#actions.leave(bookmark.room);
      }
    });
    gone.filter((jid) => !this.#isEcho(jid, GONE)).forEach((jid) => {
      this.#rooms.unbookmarked(jid);
      this.#actions.leave(jid);
    });
    return kept.length + gone.length > 0;
  }

  /** What this client changed is told to it as well, perhaps when it has changed it again. */
  #isEcho(jid, key) {
    const expected = this.#echoes.get(jid) ?? [];
    const isOwn = expected[0] === key;
    if (isOwn) {
      expected.shift();
    }
    return isOwn;
  }

  #expect(jid, key) {
    this.#echoes.set(jid, [...(this.#echoes.get(jid) ?? []), key].slice(-MOST_ECHOES));
  }

  /** The user is in a room, under this nickname: it is to be so again after the next login. */
  async entered({ jid, nick, password }) {
    await this.#loading; // else a bookmark of another client might be overwritten
    const before = this.#rooms.bookmark(jid);
    if (!before?.autojoin || before.nick !== nick || before.password !== password) {
      await this.#keep(jid, { autojoin: true, nick, password });
    }
  }

  /** Does not enter a room by itself any more. */
  async stayOut(jid) {
    if (this.#rooms.bookmark(jid)?.autojoin) {
      await this.#keep(jid, { autojoin: false });
    }
  }

  async #keep(jid, change) {
    const none = { room: jid, name: '', autojoin: false, nick: '', password: '', extensions: null };
    const bookmark = { ...(this.#rooms.bookmark(jid) ?? none), ...change };
    this.#rooms.bookmarked(bookmark);
    if (this.works) {
      this.#expect(jid, keyOf(bookmark));
      await this.#session.request(publishBookmark(bookmark)).catch(() => {});
    }
  }

  async remove(jid) {
    if (this.#rooms.bookmark(jid) !== null) {
      this.#rooms.unbookmarked(jid);
      this.#expect(jid, GONE);
      await this.#session.request(retractBookmark(jid)).catch(() => {});
    }
  }
}
