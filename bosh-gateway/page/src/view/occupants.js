/** Who is in a room. */
import { rank } from '../protocol/room-words.js';
import { make, reconcile, setText } from './dom.js';
import { drawAvatar } from './person.js';

// Rooms may have thousands; who looks for one of them writes the name.
const MOST_SHOWN = 300;

export class OccupantsView {
  #list;
  #more;

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} more tells how many are not shown
   * @param {(nick: string) => void} chosen
   */
  constructor(list, more, chosen) {
    this.#list = list;
    this.#more = more;
    list.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button !== null) {
        chosen(button.parentElement.dataset.key);
      }
    });
  }

  render(room) {
    const shown = room.occupants.slice(0, MOST_SHOWN).map((it) => ({ key: it.nick, ...it }));
    reconcile(this.#list, shown, create, (item, occupant) => update(item, occupant, room));
    this.#more.hidden = room.size <= MOST_SHOWN;
    setText(this.#more, `and ${room.size - MOST_SHOWN} more`);
  }
}

function create() {
  const avatar = make('span', { class: 'avatar tiny', 'aria-hidden': 'true' });
  const words = make('span', { class: 'who' }, make('span', { class: 'name', dir: 'auto' }), make('span', { class: 'rank quiet' }));
  return make('li', {}, make('button', { type: 'button', class: 'person' }, avatar, words));
}

function update(item, occupant, room) {
  const { nick, show, status } = occupant;
  drawAvatar(item.querySelector('.avatar'), nick, nick, show);
  setText(item.querySelector('.name'), nick === room.nick ? `${nick} (you)` : nick);
  setText(item.querySelector('.rank'), rank(occupant));
  item.firstElementChild.title = status === '' ? nick : `${nick}\n${status}`;
}
