/** What was said in a room, as a list. */
import { pieces } from '../model/mentions.js';
import { make, reconcile, spoken } from './dom.js';
import { drawState, withDays } from './chat.js';
import { hueOf } from './person.js';
import { Scrollback } from './scrollback.js';
import { clock, whole } from './times.js';

const CLOSE_MS = 5 * 60_000;

export class RoomMessages {
  #list;
  #again;
  #scrollback;

  /**
   * @param {HTMLElement} list
   * @param {{again: (key: string) => void, earlier: () => void}} actions `again` says something again that was not
   *   delivered, `earlier` loads what was said before
   */
  constructor(list, { again, earlier }) {
    this.#list = list;
    this.#again = again;
    this.#scrollback = new Scrollback(list, earlier);
  }

  clear() {
    this.#scrollback.clear();
  }

  scrollToEnd() {
    this.#scrollback.toEnd();
  }

  render(room) {
    const entries = [this.#scrollback.entry, ...grouped(withDays(room.messages))];
    this.#scrollback.draw(room.history, () =>
      reconcile(this.#list, entries, (entry) => create(entry, room.nick), (item, entry) => this.#update(item, entry)),
    );
  }

  #update(item, { message, leads }) {
    if (message === undefined || message.notice !== '') {
      return;
    }
    item.classList.toggle('leads', leads);
    drawState(item, message, (it) => this.#againButton(it));
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

function create({ head, day, message }, ownNick) {
  if (head !== undefined) {
    return head;
  }
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
