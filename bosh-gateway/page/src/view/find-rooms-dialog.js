/** The dialog that lists public rooms, and enters or makes any other. */
import { roomAddress, roomName } from '../protocol/muc.js';
import { byId, make, setText } from './dom.js';
import { Sheet, SheetProblem } from './sheet.js';

export class FindRoomsDialog {
  #sheet = new Sheet('rooms', () => this.#submitted());
  #nick = byId('rooms-nick');
  #address = byId('rooms-address');
  #setUp = byId('rooms-set-up');
  #found = byId('rooms-found');
  #more = byId('rooms-more');
  #conference = null;
  #directory = null;
  #actions;

  /** @param {{opened: (jid: string) => void, setUp: (jid: string) => void}} actions */
  constructor(actions) {
    this.#actions = actions;
    this.#more.addEventListener('click', () => this.#showMore());
    this.#found.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button !== null) {
        this.#sheet.run(() => this.#enter(button.dataset.room));
      }
    });
  }

  show(conference) {
    this.#conference = conference;
    this.#directory = conference.directory();
    this.#nick.value = conference.usualNick;
    this.#address.value = '';
    this.#setUp.checked = false;
    this.#found.replaceChildren();
    this.#sheet.show();
    this.#address.focus();
    this.#showMore();
  }

  close() {
    this.#sheet.close();
  }

  async #showMore() {
    const directory = this.#directory;
    const words = byId('rooms-none');
    this.#more.disabled = true;
    setText(words, 'Looking for rooms…');
    try {
      const rooms = await directory.more();
      if (directory !== this.#directory) {
        return; // the dialog was opened again
      }
      this.#found.append(...rooms.map(row));
      setText(words, this.#found.childElementCount === 0 ? this.#nothing() : '');
    } catch {
      setText(words, 'The list of rooms cannot be had right now.');
    }
    this.#more.hidden = !directory.hasMore;
    this.#more.disabled = false;
  }

  #nothing() {
    return this.#directory.service === null ? 'This server has no rooms of its own.' : 'There are no public rooms yet.';
  }

  async #submitted() {
    const typed = this.#address.value.trim();
    if (typed === '') {
      throw new SheetProblem('Choose a room above, or write the name of one.', this.#address);
    }
    const service = typed.includes('@') ? '' : await this.#directory.find();
    if (service === null) {
      throw new SheetProblem('This server has no rooms of its own. Write a whole address.', this.#address);
    }
    const jid = roomAddress(typed.replaceAll(' ', '-'), service);
    if (jid === null) {
      throw new SheetProblem('This cannot be the name of a room.', this.#address);
    }
    return this.#enter(jid, this.#setUp.checked);
  }

  /** What goes wrong from here on is told at the room's door, where it can be mended. */
  #enter(jid, setUp = false) {
    const nick = this.#nick.value.trim() || this.#conference.usualNick;
    this.#conference
      .attendance.enter(jid, nick, '', setUp)
      .then(({ created }) => created && setUp && this.#actions.setUp(jid))
      .catch(() => {});
    return () => this.#actions.opened(jid);
  }
}

function row({ jid, name }) {
  const title = make('span', { class: 'name', dir: 'auto' }, name || roomName(jid));
  const where = make('span', { class: 'preview quiet' }, jid);
  return make('li', {}, make('button', { type: 'button', class: 'person', 'data-room': jid }, make('span', { class: 'who' }, title, where)));
}
