/** The user's session: what the server tells goes into the models, what the user does goes to the server. */
import { $iq, $msg, $pres } from 'strophe.js';
import { Chats } from './model/chats.js';
import { Roster } from './model/roster.js';
import { deliveryFailure } from './protocol/failures.js';
import { bare, domain } from './protocol/jid.js';
import { answer } from './protocol/queries.js';
import { readError, readMessage, readPresence, readRosterItems } from './protocol/stanzas.js';
import { NS, attribute, child } from './protocol/xml.js';

const REQUEST_TIMEOUT_MS = 20_000;

/** Tells in the event `change` that something in it changed; many changes at once are told once. */
export class Client extends EventTarget {
  #link;
  #changed = false;

  roster = new Roster();
  chats = new Chats();
  /** What others see of the user. */
  presence = { show: 'available', status: '' };

  /**
   * @param {import('./protocol/link.js').Link} link
   * @param {string} jid the bare address of the user
   */
  constructor(link, jid) {
    super();
    this.#link = link;
    this.jid = jid;
  }

  get connected() {
    return this.#link.state.kind === 'online' || this.#link.state.kind === 'unsteady';
  }

  /** How the server is reached, in words. */
  get way() {
    return this.#link.way === 'websocket' ? 'WebSocket' : 'BOSH';
  }

  /** A session began: asks for the contacts, then becomes available (RFC 6121 §2.2, §4.2). */
  online() {
    this.#takes('message', null, (stanza) => this.#message(readMessage(stanza)));
    this.#takes('presence', null, (stanza) => this.#presence(readPresence(stanza)));
    this.#takes('iq', ['get', 'set'], (stanza) => this.#query(stanza));
    const begun = () => {
      this.#sendPresence();
      this.#tell();
    };
    this.request($iq({ type: 'get' }).c('query', { xmlns: NS.roster }))
      .then((result) => this.roster.replace(readRosterItems(result)))
      .catch(() => this.roster.replace([])) // a server without rosters
      .then(begun);
  }

  /** The session was lost; nobody's presence is known any more. */
  disconnected() {
    this.roster.disconnected();
    this.chats.disconnected();
    this.#tell();
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
    this.#link.connection.addHandler(handler, null, name, types);
  }

  #message(message) {
    const sender = bare(message.from || this.jid);
    if (message.error !== null) {
      this.#bounced(sender, message);
    } else if (message.body !== '' && message.type !== 'groupchat') {
      this.chats.received(sender, {
        text: message.body,
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
    const { connection } = this.#link;
    const key = connection.getUniqueId();
    this.chats.sending(jid, key, text, new Date());
    connection.send($msg({ to: jid, type: 'chat', id: key }).c('body').t(text));
    // Stanzas are handled in order: when the server answers this, it has taken the message before.
    const taken = () => {
      this.chats.sent(jid, key);
      this.#tell();
    };
    connection.sendIQ($iq({ type: 'get', to: domain(this.jid) }).c('ping', { xmlns: NS.ping }), taken, taken);
    connection.flush();
    this.#tell();
  }

  /** Sends again what was not delivered. */
  sendAgain(jid, key) {
    const text = this.chats.takeBack(jid, key);
    if (text !== null) {
      this.sendMessage(jid, text);
    }
  }

  /** Shows a chat, null for none. */
  open(jid) {
    this.chats.show(jid);
    this.#tell();
  }

  setPresence(show, status) {
    this.presence = { show, status };
    if (this.connected) {
      this.#sendPresence();
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
    this.#send(presence);
  }

  /**
   * Adds a contact or changes its name, and asks to see its presence (RFC 6121 §2.3, §3.1).
   *
   * @returns {Promise<void>} rejected with the error of the server
   */
  async addContact(jid, name) {
    const item = name === '' ? { jid } : { jid, name };
    await this.request($iq({ type: 'set' }).c('query', { xmlns: NS.roster }).c('item', item));
    this.#send($pres({ to: jid, type: 'subscribe' }));
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

  #send(stanza) {
    this.#link.connection.send(stanza);
    this.#link.connection.flush();
  }

  /** Sends a request; the result, or rejected with the error of the server. */
  request(iq) {
    return new Promise((resolve, reject) => {
      const refused = (stanza) => reject(stanza === null ? { condition: 'timeout', text: '' } : readError(stanza));
      this.#link.connection.sendIQ(iq, resolve, refused, REQUEST_TIMEOUT_MS);
      this.#link.connection.flush();
    });
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
