/** The user's session: what the server tells goes into the models, what the user does goes to the server. */
import { $iq, $msg, $pres } from 'strophe.js';
import { Conference } from './conference/conference.js';
import { Earlier } from './earlier.js';
import { Chats } from './model/chats.js';
import { Roster } from './model/roster.js';
import { Archives } from './protocol/archive.js';
import { capabilities } from './protocol/capabilities.js';
import { deliveryFailure } from './protocol/failures.js';
import { ownFile } from './protocol/files.js';
import { bare } from './protocol/jid.js';
import { answer } from './protocol/queries.js';
import { readMessage, readPresence, readRosterItems, readStanzaId } from './protocol/stanzas.js';
import { NS, attribute, child } from './protocol/xml.js';

const REQUEST_TIMEOUT_MS = 20_000;

/** Tells in the event `change` that something in it changed; many changes at once are told once. */
export class Client extends EventTarget {
  #link;
  #changed = false;
  #capabilities = null;
  #knowsRooms = true;
  #bases;
  #archives;
  #earlier;

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
    this.#bases = bases;
    this.jid = jid;
    this.#archives = new Archives(jid, (iq) => this.request(iq), () => crypto.randomUUID());
    this.#earlier = new Earlier(this.#archives, {
      jid,
      isConnected: () => this.connected,
      changed: () => this.#tell(),
    });
    /** The user's part in rooms. */
    this.conference = new Conference({
      jid,
      availability: () => this.presence,
      isConnected: () => this.connected,
      send: (stanza) => this.#send(stanza),
      request: (iq) => this.request(iq),
      newId: () => crypto.randomUUID(),
      isLooked: () => document.hasFocus(),
      changed: () => this.#tell(),
    });
    this.#takes('message', null, (stanza) => {
      if (!this.#archives.message(stanza) && !this.conference.message(stanza)) {
        this.#message(readMessage(stanza), readStanzaId(stanza, jid));
      }
    });
    this.#takes('presence', null, (stanza) => {
      if (!this.conference.presence(stanza)) {
        this.#presence(readPresence(stanza));
      }
    });
    this.#takes('iq', ['get', 'set'], (stanza) => this.#query(stanza));
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
      this.#tell();
      return;
    }
    this.roster.disconnected();
    this.chats.renewed();
    this.conference.disconnected();
    const begun = () => {
      this.#sendPresence();
      this.conference.online();
      this.#knowsRooms = true;
      this.#tell();
    };
    this.request($iq({ type: 'get' }).c('query', { xmlns: NS.roster }))
      .then((result) => this.roster.replace(readRosterItems(result)))
      .catch(() => this.roster.replace([])) // a server without rosters
      .then(() => described)
      .then(begun);
  }

  /** The session went on, and with it the places in rooms; a page that was loaded again does not know them. */
  #comeBackToRooms() {
    if (this.#knowsRooms) {
      this.conference.resumed();
    } else {
      this.conference.online();
      this.#knowsRooms = true;
    }
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

  #message(message, archiveId) {
    const sender = bare(message.from || this.jid);
    if (message.error !== null) {
      this.#bounced(sender, message);
    } else if (message.retraction !== null) {
      this.chats.find(sender)?.retract(false, message.retraction);
    } else if (message.body !== '' && message.type !== 'groupchat') {
      this.chats.received(sender, {
        text: message.body,
        id: message.id,
        archiveId,
        sentAt: message.sentAt,
        now: new Date(),
        seen: document.hasFocus(),
      });
    }
  }

  #bounced(sender, { id, error }) {
    this.chats.failed(sender, id, deliveryFailure(error));
  }

  #presence(presence) {
    const jid = bare(presence.from);
    if (jid === this.jid) {
      return; // another device of the user's
    }
    this.roster.presence(presence);
    if (presence.type === 'subscribe' && this.roster.wants(jid)) {
      this.accept(jid); // whom the user added may add the user
    }
  }

  #query(iq) {
    const from = attribute(iq, 'from');
    // RFC 6121 §2.1.6: only the user's own account may change the roster
    const ours = from === '' || from === this.jid;
    if (ours && attribute(iq, 'type') === 'set' && child(iq, NS.roster, 'query') !== null) {
      readRosterItems(iq).forEach((item) => this.roster.apply(item));
      this.#send($iq({ type: 'result', id: attribute(iq, 'id') }));
    } else {
      this.#send(answer(iq));
    }
  }

  /** Sends a message; the chat shows it at once, and later what became of it. */
  sendMessage(jid, text) {
    const key = crypto.randomUUID();
    this.chats.sending(jid, key, text, new Date());
    const message = $msg({ to: jid, type: 'chat', id: key }).c('body').t(text);
    if (this.fileOf(text) !== null) {
      message.up().c('x', { xmlns: NS.oob }).c('url', {}, text); // XEP-0066 §3, as clients expect it of files
    }
    this.#send(message);
    this.#tell();
  }

  /** Sends again what was not delivered. */
  sendAgain(jid, key) {
    const text = this.chats.takeBack(jid, key);
    if (text !== null) {
      this.sendMessage(jid, text);
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

  /**
   * Adds a contact or changes its name, and asks to see its presence (RFC 6121 §2.3, §3.1).
   *
   * @param {string|null} token of an invitation of the contact, if there is one (XEP-0379 §3.4)
   * @returns {Promise<void>} rejected with the error of the server
   */
  async addContact(jid, name, token = null) {
    const item = name === '' ? { jid } : { jid, name };
    await this.request($iq({ type: 'set' }).c('query', { xmlns: NS.roster }).c('item', item));
    const request = $pres({ to: jid, type: 'subscribe' });
    if (token !== null) {
      this.#send($pres({ to: jid, type: 'subscribed' })); // in advance
      request.c('preauth', { xmlns: NS.pars, token });
    }
    this.#send(request);
  }

  /** Removes a contact; neither sees the other's presence any more (RFC 6121 §2.5). */
  async removeContact(jid) {
    const item = { jid, subscription: 'remove' };
    await this.request($iq({ type: 'set' }).c('query', { xmlns: NS.roster }).c('item', item));
  }

  /** Lets somebody see the user's presence, and asks for the same in return (RFC 6121 §3.1.4). */
  accept(jid) {
    this.#send($pres({ to: jid, type: 'subscribed' }));
    if (!this.roster.wants(jid)) {
      this.#send($pres({ to: jid, type: 'subscribe' }));
    }
    this.roster.answered(jid);
    this.#tell();
  }

  decline(jid) {
    this.#send($pres({ to: jid, type: 'unsubscribed' }));
    this.roster.answered(jid);
    this.#tell();
  }

  /** The file of this server that a text is the address of, or null. */
  fileOf(text) {
    return ownFile(text, this.#bases);
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
        this.dispatchEvent(new Event('change'));
      });
    }
  }
}
