/** What was said in a room, as a list. */
import { pieces } from '../model/mentions.js';
import { make, reconcile, spoken } from './dom.js';
import { stateText, withDays } from './chat.js';
import { hueOf } from './person.js';
import { clock, whole } from './times.js';

const AT_END_PX = 48;
const CLOSE_MS = 5 * 60_000;

export class RoomMessages {
  #list;
  #again;
  #atEnd = true;

  /**
   * @param {HTMLElement} list
   * @param {(key: string) => void} again says something again that was not delivered
   */
  constructor(list, again) {
    this.#list = list;
    this.#again = again;
    list.addEventListener('scroll', () => {
      this.#atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < AT_END_PX;
    });
    // what was last said stays in sight when there is less room, as when a phone shows its keyboard
    new ResizeObserver(() => this.#atEnd && this.scrollToEnd()).observe(list);
  }

  clear() {
    this.#list.replaceChildren();
    this.#atEnd = true;
  }

  scrollToEnd() {
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  render(room) {
    reconcile(
      this.#list,
      grouped(withDays(room.messages)),
      (entry) => create(entry, room.nick),
      (item, entry) => this.#update(item, entry),
    );
    if (this.#atEnd) {
      this.scrollToEnd();
    }
  }

  #update(item, { message, leads }) {
    if (message === undefined || message.notice !== '') {
      return;
    }
    item.classList.toggle('leads', leads);
    const { state } = message;
    if (item.dataset.state !== state) {
      item.dataset.state = state;
      const again = ['failed', 'unconfirmed'].includes(state) ? [this.#againButton(message)] : [];
      item.querySelector('.state').replaceChildren(stateText(message), ...again);
    }
  }

  #againButton({ key }) {
    const again = make('button', { type: 'button', class: 'link' }, 'Send again');
    again.addEventListener('click', () => this.#again(key));
    return again;
  }
}

/** Tells which messages lead: the first of an author's that follow one another closely, which shows the name. */
function grouped(entries) {
  return entries.map((entry, index) => {
    const before = entries[index - 1]?.message;
    const { message } = entry;
    const follows =
      message !== undefined && before !== undefined && before.notice === '' && before.nick === message.nick &&
      before.to === message.to && before.mine === message.mine && message.at - before.at < CLOSE_MS;
    return { ...entry, leads: !follows };
  });
}

function create({ day, message }, ownNick) {
  if (message === undefined) {
    return make('li', { class: 'day' }, make('span', {}, day));
  }
  if (message.notice !== '') {
    return make('li', { class: 'notice-line' }, make('span', { dir: 'auto' }, message.notice));
  }
  const { mine, mention, nick, to, text, at } = message;
  const author = make('p', { class: 'author', 'data-hue': hueOf(nick), dir: 'auto' }, mine ? spoken('You') : nick);
  if (to !== '') {
    author.append(make('span', { class: 'private' }, mine ? ` to ${to} alone` : ' to you alone'));
  }
  const body = make('p', { class: 'text', dir: 'auto' }, ...highlighted(text, mine ? '' : ownNick));
  const time = make('time', { datetime: at.toISOString(), title: whole(at) }, clock(at));
  const foot = make('p', { class: 'foot' }, time, make('span', { class: 'state' }));
  const kinds = ['message', mine ? 'mine' : 'theirs', mention && 'mention', to !== '' && 'whispered'];
  return make('li', { class: kinds.filter((it) => it !== false).join(' ') }, author, body, foot);
}

const highlighted = (text, nick) =>
  pieces(text, nick).map((piece) => (piece.mention ? make('mark', {}, piece.text) : piece.text));
