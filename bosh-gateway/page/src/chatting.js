/** What the user and others say to each other, here and on the user's other devices. */
import { $msg } from 'strophe.js';
import { deliveryFailure } from './protocol/failures.js';
import { ownFile } from './protocol/files.js';
import { bare } from './protocol/jid.js';
import { askForMarker } from './protocol/markers.js';
import { readMessage, readStanzaId } from './protocol/stanzas.js';
import { NS, attribute } from './protocol/xml.js';

export class Chatting {
  #chats;
  #session;
  #bases;

  /**
   * @param {import('./model/chats.js').Chats} chats
   * @param {{jid: string, send: (stanza: object) => void, newId: () => string, isLooked: () => boolean,
   *   changed: () => void}} session the user's bare address, whether the user looks at the page, and what to call when
   *   something changed
   * @param {string[]} bases where this server is reached over HTTP
   */
  constructor(chats, session, bases) {
    this.#chats = chats;
    this.#session = session;
    this.#bases = bases;
  }

  /** Takes a message that is not of a room. */
  message(stanza) {
    const message = readMessage(stanza);
    const { body, id, type, sentAt, markable, marker, retraction, error } = message;
    const sender = bare(message.from || this.#session.jid);
    if (error !== null) {
      this.#chats.failed(sender, id, deliveryFailure(error));
      return;
    }
    if (retraction !== null) {
      this.#chats.find(sender)?.retract(false, retraction);
      return;
    }
    if (marker !== '') {
      this.#chats.find(sender)?.readByOther(marker);
    }
    if (body !== '' && type !== 'groupchat') {
      const archiveId = readStanzaId(stanza, this.#session.jid);
      const seen = this.#session.isLooked();
      this.#chats.received(sender, { text: body, id, archiveId, markable, sentAt, now: new Date(), seen });
    }
  }

  /** Takes what the user sent by another client. It does not mean that the user has read all (XEP-0490 §5.1). */
  sentElsewhere(stanza) {
    const { body, id, sentAt, marker, retraction } = readMessage(stanza);
    const peer = bare(attribute(stanza, 'to'));
    if (marker !== '') {
      this.#chats.find(peer)?.marked(marker); // by a client that may not know XEP-0490
    }
    if (retraction !== null) {
      this.#chats.find(peer)?.retract(true, retraction);
    } else if (body !== '' && peer !== '') {
      const archiveId = readStanzaId(stanza, this.#session.jid);
      this.#chats.sentElsewhere(peer, { text: body, id, archiveId, sentAt, now: new Date() });
    }
  }

  /** Sends a message; the chat shows it at once, and later what became of it. */
  send(jid, text) {
    const id = this.#session.newId();
    this.#chats.sending(jid, id, text, new Date());
    const message = $msg({ to: jid, type: 'chat', id }).c('body', {}, text);
    if (this.fileOf(text) !== null) {
      message.c('x', { xmlns: NS.oob }).c('url', {}, text).up(); // XEP-0066 §3, as clients expect it of files
    }
    this.#session.send(askForMarker(message));
    this.#session.changed();
  }

  /** Sends again what was not delivered. */
  sendAgain(jid, key) {
    const text = this.#chats.takeBack(jid, key);
    if (text !== null) {
      this.send(jid, text);
    }
  }

  /** The file of this server that a text is the address of, or null. */
  fileOf(text) {
    return ownFile(text, this.#bases);
  }
}
