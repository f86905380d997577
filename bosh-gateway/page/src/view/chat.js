/** The pane of one chat. */
import { BY_FINGER, byId, make, reconcile, setText } from './dom.js';
import { fileElement } from './file.js';
import { drawAvatar, summary } from './person.js';
import { Scrollback } from './scrollback.js';
import { clock, day, sameDay, whole } from './times.js';

export class ChatView {
  #client = null;
  #messages = byId('messages');
  #scrollback = new Scrollback(this.#messages, () => this.#client.loadEarlier());
  #text = byId('text');
  #shown = null;
  #drafts = new Map();

  /** @param {{back: () => void, add: (jid: string) => void, remove: (jid: string) => void}} actions */
  constructor(actions) {
    byId('chat-back').addEventListener('click', actions.back);
    byId('chat-add').addEventListener('click', () => actions.add(this.#shown));
    byId('chat-remove').addEventListener('click', () => actions.remove(this.#shown));
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener('keydown', (event) => {
      // isComposing: the Enter that ends the input of a Chinese word sends nothing
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
    this.#text.addEventListener('input', () => this.#fit());
    byId('chat').addEventListener('keydown', (event) => event.key === 'Escape' && actions.back());
  }

  /** Shows another session. */
  use(client) {
    this.#client = client;
    this.#shown = null;
    this.#drafts.clear();
    this.#scrollback.clear();
    this.render();
  }

  focus() {
    (BY_FINGER.matches ? byId('chat-name') : this.#text).focus();
  }

  #send() {
    const text = this.#text.value.trim();
    if (text !== '' && this.#client.connected) {
      this.#text.value = '';
      this.#fit();
      this.#client.chatting.send(this.#shown, text);
      this.#scrollback.toEnd();
    }
    this.#text.focus();
  }

  #fit() {
    // as many rows as lines, up to what the style allows; no style is set, since the policy forbids it
    const lines = this.#text.value.split('\n').length;
    this.#text.rows = Math.min(6, Math.max(1, lines));
    byId('send').disabled = !this.#client.connected || this.#text.value.trim() === '';
  }

  render() {
    const jid = this.#client.chats.open;
    byId('chat-none').hidden = jid !== null;
    byId('chat').hidden = jid === null;
    if (jid !== this.#shown) {
      this.#switchTo(jid);
    }
    if (jid !== null) {
      this.#renderHead(jid);
      this.#renderMessages(this.#client.chats.with(jid));
      this.#fit();
    }
  }

  #switchTo(jid) {
    this.#drafts.set(this.#shown, this.#text.value);
    this.#shown = jid;
    this.#text.value = this.#drafts.get(jid) ?? '';
    this.#scrollback.clear();
  }

  #renderHead(jid) {
    const { roster, connected } = this.#client;
    const availability = this.#client.availability(jid);
    const name = roster.nameOf(jid);
    const known = roster.has(jid);
    setText(byId('chat-name'), name);
    setText(byId('chat-presence'), summary({ jid, contact: roster.get(jid), availability }));
    byId('chat-presence').title = jid;
    drawAvatar(byId('chat-avatar'), jid, name, availability.show);
    byId('chat-add').hidden = known;
    byId('chat-remove').hidden = !known;
    byId('chat-add').disabled = byId('chat-remove').disabled = !connected;
    this.#text.placeholder = connected ? `Message ${name}` : 'You can write when the connection is back';
  }

  #renderMessages({ messages, history, newFrom }) {
    const entries = [this.#scrollback.entry, ...withDays(messages, newFrom)];
    this.#scrollback.draw(history, () =>
      reconcile(this.#messages, entries, (entry) => create(entry, this.#client), (item, entry) => this.#update(item, entry)),
    );
  }

  #update(item, { message }) {
    if (message === undefined) {
      return;
    }
    drawState(item, message, (it) => this.#againButton(it));
  }

  #againButton({ key }) {
    const again = make('button', { type: 'button', class: 'link' }, 'Send again');
    again.addEventListener('click', () => {
      if (this.#client.connected) {
        this.#client.chatting.sendAgain(this.#shown, key);
      }
    });
    return again;
  }
}

/** The messages, with the name of the day before the first of each, and a line before the first that is new. */
export function withDays(messages, newFrom = '') {
  const now = new Date();
  return messages.flatMap((message, index) => {
    const entry = { key: message.key, message };
    const line = message.key === newFrom ? [{ key: 'new', isNew: true }] : [];
    const before = messages[index - 1];
    const first = before === undefined || !sameDay(before.at, message.at);
    return first ? [{ key: `day before ${message.key}`, day: day(message.at, now) }, ...line, entry] : [...line, entry];
  });
}

function create({ head, isNew, day: name, message }, client) {
  if (head !== undefined) {
    return head;
  }
  if (isNew) {
    return make('li', { class: 'new' }, 'New');
  }
  if (message === undefined) {
    return make('li', { class: 'day' }, make('span', {}, name));
  }
  const time = make('time', { datetime: message.at.toISOString(), title: whole(message.at) }, clock(message.at));
  const foot = make('p', { class: 'foot' }, time, make('span', { class: 'state' }));
  const file = client.chatting.fileOf(message.text);
  const content = file === null ? message.text : fileElement(file);
  const author = make('span', { class: 'hidden' }, message.mine ? 'You: ' : 'They: ');
  const text = make('p', { class: 'text', dir: 'auto' }, author, content);
  return make('li', { class: `message ${message.mine ? 'mine' : 'theirs'}` }, text, foot);
}

/** Brings up to date what became of a message, which may have been taken back since it was drawn. */
export function drawState(item, message, again) {
  const { state, retracted } = message;
  if (item.dataset.state !== state) {
    item.dataset.state = state;
    const isLost = ['failed', 'unconfirmed'].includes(state);
    const words = item.querySelector('.state');
    words.setAttribute('aria-live', isLost ? 'polite' : 'off'); // what goes well is not read aloud
    words.replaceChildren(stateText(message), ...(isLost ? [again(message)] : []));
  }
  if (retracted !== null && item.dataset.retracted === undefined) {
    item.dataset.retracted = '';
    item.querySelector('.text').replaceChildren(make('em', {}, retractedText(message)));
  }
}

/** What stands in place of a message that was taken back. */
export function retractedText({ mine, retracted }) {
  if (retracted.moderated) {
    return retracted.reason === '' ? 'Removed by a moderator' : `Removed by a moderator: ${retracted.reason}`;
  }
  return mine ? 'You took this message back' : 'This message was taken back';
}

/** What became of a message, in words; nothing where that needs none. */
export function stateText({ state, failure, late }) {
  switch (state) {
    case 'sending':
      return 'Sending…';
    case 'sent':
      return 'Sent';
    case 'read':
      return 'Read';
    case 'unconfirmed':
      return 'The connection was lost; nobody knows whether this arrived.';
    case 'failed':
      return `Not delivered: ${failure}.`;
    default:
      return late ? 'Delivered later' : '';
  }
}
