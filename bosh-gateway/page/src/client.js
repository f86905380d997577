/** The user's session: what the server tells goes into the models, what the user does goes to the server. */
import { $pres } from 'strophe.js';
import { Chatting } from './chatting.js';
import { Conference } from './conference/conference.js';
import { Contacts } from './contacts.js';
import { Earlier } from './earlier.js';
import { Chats } from './model/chats.js';
import { Roster } from './model/roster.js';
import { tellsRead } from './preferences.js';
import { Archives } from './protocol/archive.js';
import { capabilities } from './protocol/capabilities.js';
import { enableCarbons, readCopy } from './protocol/carbons.js';
import { bare } from './protocol/jid.js';
import { answer } from './protocol/queries.js';
import { attribute } from './protocol/xml.js';
import { Reading } from './reading.js';
import { Recent } from './recent.js';

const REQUEST_TIMEOUT_MS = 20_000;
const UNHEARD = Object.freeze({ show: 'unheard', status: '' });

/** Tells in the event `change` that something in it changed; many changes at once are told once. */
export class Client extends EventTarget {
  #link;
  #changed = false;
  #capabilities = null;
  #knowsRooms = true;
  #archives;
  #earlier;
  #recent;
  #reading;

  roster = new Roster();
  chats = new Chats();
  /** What others see of the user. */
  presence = { show: 'available', status: '' };

  /**
   * @param {import('./protocol/link.js').Link} link
   * @param {string} jid the bare address of the user
   * @param {string[]} bases where this server is reached over HTTP
   */
  constructor(link, jid, bases) {
    super();
    this.#link = link;
    this.jid = jid;
    const session = {
      jid,
      availability: () => this.presence,
      isConnected: () => this.connected,
      send: (stanza) => this.#send(stanza),
      request: (iq) => this.request(iq),
      newId: () => crypto.randomUUID(),
      isLooked: () => document.hasFocus(),
      changed: () => this.#tell(),
    };
    this.#archives = new Archives(jid, session.request, session.newId);
    this.#earlier = new Earlier(this.#archives, session);
    this.contacts = new Contacts(this.roster, session);
    /** The user's part in rooms. */
    this.conference = new Conference(session);
    /** What the user and others say to each other. */
    this.chatting = new Chatting(this.chats, session, bases);
    const { rooms } = this.conference;
    this.#recent = new Recent(this.#archives, { ...session, isRoom: (it) => rooms.find(it) !== null });
    this.#reading = new Reading({
      ...session,
      mayTell: (it) => tellsRead() && this.roster.isSeenBy(it), // XEP-0333 §7, §8
      find: (it) => rooms.find(it) ?? this.chats.find(it),
    });
    this.#takes('message', null, (stanza) => this.#message(stanza));
    this.#takes('presence', null, (stanza) => {
      if (!this.conference.presence(stanza)) {
        this.contacts.presence(stanza);
      }
    });
    this.#takes('iq', ['get', 'set'], (stanza) => {
      if (!this.contacts.pushed(stanza)) {
        this.#send(answer(stanza));
      }
    });
    link.addEventListener('heard', () => this.#acknowledged());
    link.addEventListener('forgotten', () => this.chats.disconnected());
  }

  /** What {@link restore} needs, as JSON can tell it. Rooms are not in it: they tell all again to who enters. */
  get snapshot() {
    return { roster: this.roster.snapshot, chats: this.chats.snapshot, presence: this.presence };
  }

  /** Shows what a page had shown before it was loaded again. */
  restore({ roster, chats, presence }) {
    this.roster.restore(roster);
    this.chats.restore(chats);
    this.presence = presence;
    this.#knowsRooms = false;
  }

  get connected() {
    return this.#link.state.kind === 'online' || this.#link.state.kind === 'unsteady';
  }

  /** How available somebody is, as far as that is known now. */
  availability(jid) {
    return this.connected ? this.roster.availability(jid) : UNHEARD;
  }

  /** How the server is reached, in words. */
  get way() {
    const way = this.#link.way === 'websocket' ? 'WebSocket' : 'BOSH';
    return this.#link.resumed ? `${way} again` : way;
  }

  /**
   * The server is there. Of a session that went on it has told everything (XEP-0198 §5). In a new one, asks for the
   * contacts, then becomes available (RFC 6121 §2.2, §4.2).
   */
  online() {
    const described = capabilities().then((it) => (this.#capabilities = it));
    if (this.#link.resumed) {
      this.#comeBackToRooms();
      return;
    }
    this.request(enableCarbons()).catch(() => {}); // a server without them
    this.chats.renewed();
    this.conference.disconnected();
    Promise.all([this.contacts.load(), described]).then(() => this.#begin());
  }

  #begin() {
    this.#sendPresence();
    this.conference.online();
    this.#knowsRooms = true;
    this.#catchUp();
    this.#tell();
  }

  /** The session went on, and with it the places in rooms; a page that was loaded again does not know them. */
  #comeBackToRooms() {
    if (this.#knowsRooms) {
      this.conference.resumed();
    } else {
      this.conference.online();
      this.#knowsRooms = true;
      this.#reading.load().then(() => this.#tell());
    }
    this.#tell();
  }

  /** Takes what was said while the page was not there, and what of it was read elsewhere. */
  async #catchUp() {
    const [recent] = await Promise.all([this.#recent.load(this.chats), this.#reading.load()]);
    recent.forEach((chat) => this.#reading.reckon(chat));
    this.#tell();
  }

  /** Everything that is not pending has come to the server. */
  #acknowledged() {
    if (this.chats.areSending) {
      this.chats.acknowledged(this.#link.pending);
      this.#tell();
    }
  }

  #takes(name, types, take) {
    const handler = (stanza) => {
      try {
        take(stanza);
        this.#tell();
      } catch (e) {
        console.error('a stanza was not understood', e); // the next one may be
      }
      return true;
    };
    this.#link.takes(name, types, handler);
  }

  #message(stanza) {
    const copy = readCopy(stanza, this.jid);
    if (copy === null) {
      const isTaken = this.#archives.message(stanza) || this.#reading.message(stanza);
      isTaken || this.#said(stanza);
    } else if (copy.stanza !== null) {
      copy.sent ? this.#sentElsewhere(copy.stanza) : this.#said(copy.stanza);
    }
  }

  /** Takes what somebody says to the user, on whichever device. */
  #said(stanza) {
    if (!this.conference.message(stanza)) {
      this.chatting.message(stanza);
    }
  }

  #sentElsewhere(stanza) {
    if (this.conference.rooms.find(bare(attribute(stanza, 'to'))) === null) {
      this.chatting.sentElsewhere(stanza);
    }
  }

  /** What is looked at is read. */
  #read() {
    if (!this.connected || !document.hasFocus()) {
      return;
    }
    const chat = this.chats.find(this.chats.open);
    const room = this.conference.rooms.find(this.conference.rooms.open);
    if (chat !== null) {
      this.#reading.ofChat(chat);
    }
    if (room !== null) {
      this.#reading.ofRoom(room);
    }
  }

  /** Loads what comes before what is shown of the open chat. */
  loadEarlier() {
    return this.#earlier.ofChat(this.chats, this.chats.with(this.chats.open));
  }

  /** Loads what comes before what is shown of the open room. */
  loadEarlierInRoom() {
    return this.#earlier.ofRoom(this.conference.rooms.with(this.conference.rooms.open));
  }

  /** Shows a chat, null for none. */
  open(jid) {
    this.chats.show(jid);
    if (jid !== null) {
      this.conference.rooms.show(null);
    }
    this.#tell();
  }

  /** Shows a room, null for none. */
  openRoom(jid) {
    this.conference.rooms.show(jid);
    if (jid !== null) {
      this.chats.show(null);
    }
    this.#tell();
  }

  /** The user looks at the page again, and so has read what is open. */
  looked() {
    this.open(this.chats.open);
    this.openRoom(this.conference.rooms.open);
  }

  setPresence(show, status) {
    this.presence = { show, status };
    if (this.connected) {
      this.#sendPresence();
      this.conference.attendance.availabilityChanged();
    }
    this.#tell();
  }

  #sendPresence() {
    const { show, status } = this.presence;
    const presence = $pres();
    if (show !== 'available') {
      presence.c('show', {}, show);
    }
    if (status !== '') {
      presence.c('status', {}, status);
    }
    if (this.#capabilities !== null) {
      presence.c('c', this.#capabilities).up();
    }
    this.#send(presence);
  }

  #send(stanza) {
    this.#link.send(stanza);
  }

  /** Sends a request; the result, or rejected with the error of the server. */
  request(iq) {
    return this.#link.request(iq, REQUEST_TIMEOUT_MS);
  }

  #tell() {
    if (!this.#changed) {
      this.#changed = true;
      queueMicrotask(() => {
        this.#changed = false;
        this.#read();
        this.dispatchEvent(new Event('change'));
      });
    }
  }
}
