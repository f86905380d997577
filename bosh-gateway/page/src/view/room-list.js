/** The rooms in the list, and the invitations to others. */
import { bare, resource } from '../protocol/jid.js';
import { retractedText } from './chat.js';
import { byId, make, reconcile, setText, spoken } from './dom.js';
import { create } from './list.js';
import { drawAvatar } from './person.js';
import { short } from './times.js';

const STATES = { out: 'Not entered', entering: 'Entering…', in: 'Nothing was said yet', failed: 'You are not in this room' };

export class RoomListView {
  #rooms = byId('rooms');
  #filter = byId('filter');
  #open;

  /** @param {{open: (jid: string) => void, find: () => void}} actions */
  constructor({ open, find }) {
    this.#open = open;
    this.#rooms.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button !== null) {
        open(button.parentElement.dataset.key);
      }
    });
    byId('find-rooms').addEventListener('click', find);
  }

  render({ conference }) {
    const { rooms } = conference;
    const shown = rooms.listed(this.#filter.value).map((room) => ({ key: room.jid, room, name: rooms.nameOf(room) }));
    reconcile(this.#rooms, shown, create, (item, value) => update(item, value, rooms.open));
    const invitations = rooms.invitations.map((invitation) => ({ key: invitation.room, ...invitation }));
    reconcile(byId('invitations'), invitations, (it) => this.#card(conference, it), () => {});
  }

  #card(conference, { room, from, reason, password }) {
    const accept = make('button', { type: 'button', class: 'primary small' }, 'Enter');
    const decline = make('button', { type: 'button', class: 'small' }, 'No, thanks');
    accept.addEventListener('click', () => {
      conference.attendance.enter(room, conference.usualNick, password).catch(() => {}); // the room says what is wrong
      this.#open(room);
    });
    decline.addEventListener('click', () => conference.talk.decline(room));
    const why = reason === '' ? [] : [make('q', { dir: 'auto' }, reason)];
    const inviter = bare(from) === room ? resource(from) : bare(from);
    const text = make('p', {}, make('strong', {}, inviter), ' invites you to ', make('strong', {}, room), '. ', ...why);
    return make('div', { class: 'request' }, text, make('div', { class: 'buttons' }, decline, accept));
  }

  /** Puts the focus on a room. */
  focus(jid) {
    if (jid !== null) {
      this.#rooms.querySelector(`[data-key="${CSS.escape(jid)}"] button`)?.focus();
    }
  }
}

const preview = (line) =>
  line.retracted === null ? `${line.mine ? 'You' : line.nick}: ${line.text}` : retractedText(line);

function update(item, { room, name }, open) {
  const part = (selector) => item.querySelector(selector);
  const { jid, last, unread, mentions, state } = room;
  part('.avatar').classList.add('place');
  drawAvatar(part('.avatar'), jid, name, 'unknown');
  setText(part('.name'), name);
  setText(part('.preview'), last === null || state !== 'in' ? STATES[state] : preview(last));
  setText(part('time'), last === null ? '' : short(last.at, new Date()));
  const badge = part('.badge');
  badge.hidden = unread === 0;
  badge.classList.toggle('mentioned', mentions > 0);
  const words = unread === 1 ? ' unread message' : ' unread messages';
  const naming = mentions === 0 ? '' : `, ${mentions} of them for you`;
  badge.replaceChildren(mentions > 0 ? `@ ${unread}` : String(unread), spoken(words + naming));
  item.firstElementChild.classList.toggle('unread', unread > 0);
  item.firstElementChild.dataset.state = state;
  item.firstElementChild.title = jid;
  item.firstElementChild.setAttribute('aria-current', String(jid === open));
}
