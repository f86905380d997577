/**
 * Up to where the user has read: told to the user's other clients, and by them (XEP-0490), and to contacts who ask for it
 * (XEP-0333).
 */
import { askForDisplayed, askForFeatures, keepsPrivate, publishDisplayed, readDisplayed } from './protocol/displayed.js';
import { bare } from './protocol/jid.js';
import { marker } from './protocol/markers.js';
import { NS, attribute, child } from './protocol/xml.js';

// Of how many conversations it is kept in mind, whether or not they are shown.
const MOST = 5000;

export class Reading {
  #session;
  #positions = new Map();
  #waiting = new Map();
  #publishing = false;
  #mayPublish = false;

  /** Whether it is known what other clients have displayed. */
  isKnown = false;

  /**
   * @param {{jid: string, send: (stanza: object) => void, request: (iq: object) => Promise<Element>,
   *   newId: () => string, mayTell: (jid: string) => boolean, find: (jid: string) => object|null}} session the user's
   *   bare address; whether somebody may know that the user is there and has read something; and how a conversation, a
   *   chat or a room, is found by its address
   */
  constructor(session) {
    this.#session = session;
  }

  /** A session began, or the page was loaded anew: asks what is displayed (§4.3), and whether it can be told. */
  async load() {
    const { jid, request } = this.#session;
    this.isKnown = this.#mayPublish = false;
    const [answer, description] = await Promise.all(
      [askForDisplayed(), askForFeatures(jid)].map((iq) => request(iq).catch(() => null)), // the server has no such thing
    );
    const pubsub = answer === null ? null : child(answer, NS.pubsub, 'pubsub');
    if (pubsub !== null) {
      this.#take(pubsub);
      this.isKnown = true;
    }
    this.#mayPublish = description !== null && keepsPrivate(description); // §7
  }

  /** Takes what another client of the user has displayed; returns whether that is what the message tells. */
  message(stanza) {
    const event = child(stanza, NS.pubsubEvent, 'event');
    const from = attribute(stanza, 'from');
    // only the user's own account knows what the user has read
    return event !== null && (from === '' || bare(from) === this.#session.jid) && this.#take(event);
  }

  #take(parent) {
    const displayed = readDisplayed(parent);
    for (const { chat, by, id } of displayed ?? []) {
      const isTheirs = [this.#session.jid, chat].includes(by); // §4.1: nobody else gives ids that count
      if (isTheirs && (this.#positions.has(chat) || this.#positions.size < MOST)) {
        this.#positions.set(chat, id);
        this.#session.find(chat)?.displayed(id);
      }
    }
    return displayed !== null;
  }

  /** What of a chat is unread, after a page of the archive was taken into it. */
  reckon(chat) {
    if (this.isKnown) {
      this.#recall(chat);
      chat.reckon();
    }
  }

  /** The user looks at a chat. */
  ofChat(chat) {
    const { newId, send, mayTell } = this.#session;
    this.#recall(chat);
    chat.read();
    this.#advance(chat, this.#session.jid);
    if (chat.toMark !== '') {
      if (mayTell(chat.jid)) {
        send(marker(chat.jid, chat.toMark, newId()));
      }
      chat.toMark = '';
    }
  }

  /** The user looks at a room. */
  ofRoom(room) {
    this.#recall(room);
    room.read();
    this.#advance(room, room.jid);
  }

  /** What was told before the conversation was shown. */
  #recall(conversation) {
    if (conversation.position.id === '') {
      conversation.displayed(this.#positions.get(conversation.jid) ?? '');
    }
  }

  #advance(conversation, by) {
    const id = conversation.position.ahead(conversation.messages);
    if (id !== '' && this.#mayPublish) {
      conversation.displayed(id);
      this.#waiting.set(conversation.jid, { chat: conversation.jid, by, id });
      this.#publish();
    }
  }

  /** One after another, so that of a lively conversation only what was read last is told. */
  async #publish() {
    if (this.#publishing) {
      return;
    }
    this.#publishing = true;
    for (const [chat, displayed] of this.#waiting) {
      this.#waiting.delete(chat);
      await this.#session.request(publishDisplayed(displayed)).catch(() => {}); // what is read next tells it as well
    }
    this.#publishing = false;
  }
}
