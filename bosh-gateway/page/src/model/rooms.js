/** The rooms that the user knows in this session, and the invitations to others. */
import { Room } from './room.js';

const MAX_ROOMS = 200;
const MAX_INVITATIONS = 20;

export class Rooms {
  #rooms = new Map();
  #invitations = new Map();
  #bookmarks = new Map();
  #open = null;

  find(jid) {
    return this.#rooms.get(jid) ?? null;
  }

  /** A room, known from now on. */
  with(jid) {
    if (!this.#rooms.has(jid)) {
      if (this.#rooms.size >= MAX_ROOMS) {
        this.#forgetOne();
      }
      this.#rooms.set(jid, new Room(jid));
    }
    return this.#rooms.get(jid);
  }

  #forgetOne() {
    const idle = this.all.find((it) => it.state === 'out' && it.jid !== this.#open) ?? this.all[0];
    this.forget(idle.jid);
  }

  forget(jid) {
    this.#rooms.delete(jid);
    if (this.#open === jid) {
      this.#open = null;
    }
  }

  get all() {
    return [...this.#rooms.values()];
  }

  /** The rooms for a list: where something was said last comes first, then by name. */
  listed(filter = '') {
    const wanted = filter.trim().toLowerCase();
    const time = (room) => room.last?.at.getTime() ?? 0;
    return this.all
      .filter((it) => this.nameOf(it).toLowerCase().includes(wanted) || it.jid.includes(wanted))
      .sort((a, b) => time(b) - time(a) || this.nameOf(a).localeCompare(this.nameOf(b)));
  }

  /** What to call a room: as the user named it (XEP-0402 §2), else as it names itself. */
  nameOf(room) {
    return this.bookmark(room.jid)?.name || room.name;
  }

  /** The address of the room that the user looks at, or null. */
  get open() {
    return this.#open;
  }

  /** Shows a room, so that it has been read; null shows none. */
  show(jid) {
    this.#open = jid;
    if (jid !== null) {
      this.with(jid).read();
    }
  }

  get mentions() {
    return this.all.reduce((sum, room) => sum + room.mentions, 0);
  }

  /** Takes an invitation; of several to one room the first, and none to where the user is (XEP-0249 §4). */
  invited(invitation) {
    const { room } = invitation;
    const isIn = ['in', 'entering'].includes(this.find(room)?.state);
    if (!isIn && !this.#invitations.has(room) && this.#invitations.size < MAX_INVITATIONS) {
      this.#invitations.set(room, invitation);
    }
  }

  get invitations() {
    return [...this.#invitations.values()];
  }

  /** Takes an invitation off the list, and returns it; null if there is none. */
  answered(room) {
    const invitation = this.#invitations.get(room) ?? null;
    this.#invitations.delete(room);
    return invitation;
  }

  bookmark(jid) {
    return this.#bookmarks.get(jid) ?? null;
  }

  /** Keeps a bookmark; its room is in the list from then on. */
  bookmarked(bookmark) {
    if (this.#bookmarks.has(bookmark.room) || this.#bookmarks.size < MAX_ROOMS) {
      this.#bookmarks.set(bookmark.room, bookmark);
      this.with(bookmark.room);
    }
  }

  unbookmarked(jid) {
    this.#bookmarks.delete(jid);
  }
}
