/** The pane of the user and the contacts. */
import { people } from '../model/people.js';
import { tellRead, tellsRead } from '../preferences.js';
import { goByArrows } from './arrows.js';
import { retractedText } from './chat.js';
import { byId, make, reconcile, setText, spoken } from './dom.js';
import { drawAvatar, summary } from './person.js';
import { short } from './times.js';

export class ListView {
  #client = null;
  #people = byId('people');
  #filter = byId('filter');
  #show = byId('own-show');
  #status = byId('own-status');

  /** @param {{open: (jid: string) => void, create: () => void, invite: () => void, logOut: () => void,
   *   filtered: () => void}} actions */
  constructor(actions) {
    this.#people.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button !== null) {
        actions.open(button.parentElement.dataset.key);
      }
    });
    goByArrows(byId('list-pane'));
    const tells = byId('tell-read');
    tells.checked = tellsRead();
    tells.addEventListener('change', () => tellRead(tells.checked));
    this.#filter.addEventListener('input', actions.filtered); // of the rooms as well
    byId('new-chat').addEventListener('click', actions.create);
    byId('invite').addEventListener('click', actions.invite);
    byId('log-out').addEventListener('click', actions.logOut);
    byId('presence-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#status.blur();
    });
    byId('presence-form').addEventListener('change', () =>
      this.#client.setPresence(this.#show.value, this.#status.value.trim()),
    );
  }

  /** Shows another session. */
  use(client) {
    this.#client = client;
    this.#filter.value = '';
    this.#show.value = client.presence.show;
    this.#status.value = client.presence.status;
    this.render();
  }

  render() {
    const { roster, chats, jid, presence, connected, way } = this.#client;
    setText(byId('own-name'), roster.nameOf(jid));
    setText(byId('own-address'), jid);
    setText(byId('own-way'), `Connected over ${way}`);
    byId('own-way').hidden = !connected;
    drawAvatar(byId('own-avatar'), jid, roster.nameOf(jid), connected ? presence.show : 'offline');
    this.#renderRequests();
    const shown = people(roster, chats, this.#filter.value).map((person) => ({
      key: person.jid,
      ...person,
      availability: this.#client.availability(person.jid),
    }));
    const preview = (message) =>
      message.retracted === null ? ownWords(message, this.#client.chatting.fileOf(message.text)) : retractedText(message);
    reconcile(this.#people, shown, create, (item, person) => update(item, person, chats.open, preview));
    const none = byId('people-none');
    none.hidden = shown.length > 0;
    setText(none, this.#filter.value === '' ? 'Nobody is here yet. Add somebody with the + at the top.' : 'Nobody here is called that. To write to somebody new, press the + at the top.');
  }

  #renderRequests() {
    const requests = this.#client.roster.requests.map((jid) => ({ key: jid }));
    const card = ({ key }) => {
      const accept = make('button', { type: 'button', class: 'primary small' }, 'Accept');
      const decline = make('button', { type: 'button', class: 'small' }, 'Decline');
      accept.addEventListener('click', () => this.#client.contacts.accept(key));
      decline.addEventListener('click', () => this.#client.contacts.decline(key));
      const text = make('p', {}, make('strong', {}, key), ' wants to add you.');
      return make('div', { class: 'request' }, text, make('div', { class: 'buttons' }, decline, accept));
    };
    reconcile(byId('requests'), requests, card, () => {});
  }
}

/** A row of the list, still empty. */
export function create() {
  const lines = make(
    'span',
    { class: 'who' },
    make('span', { class: 'line' }, make('span', { class: 'name' }), make('time', { class: 'quiet' })),
    make('span', { class: 'line' }, make('span', { class: 'preview quiet' }), make('span', { class: 'badge' })),
  );
  const avatar = make('span', { class: 'avatar', 'aria-hidden': 'true' });
  return make('li', {}, make('button', { type: 'button', class: 'person' }, avatar, lines));
}

const ownWords = ({ mine, text }, file) => (mine ? 'You: ' : '') + (file?.name ?? text);

function update(item, person, open, preview) {
  const { jid, name, availability, chat } = person;
  const button = item.firstElementChild;
  const part = (selector) => item.querySelector(selector);
  const last = chat?.last ?? null;
  const unread = chat?.unread ?? 0;
  drawAvatar(part('.avatar'), jid, name, availability.show);
  setText(part('.name'), name);
  setText(part('.preview'), last === null ? summary(person) : preview(last));
  setText(part('time'), last === null ? '' : short(last.at, new Date()));
  const badge = part('.badge');
  badge.hidden = unread === 0;
  badge.replaceChildren(String(unread), spoken(unread === 1 ? ' unread message' : ' unread messages'));
  button.classList.toggle('unread', unread > 0);
  button.title = `${jid}\n${summary(person)}`;
  button.setAttribute('aria-current', String(jid === open));
}
