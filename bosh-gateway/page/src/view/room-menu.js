/** The dialog with what the user can do with a room. */
import { maySpeak } from '../model/powers.js';
import { changeFailure, enteringFailure } from '../protocol/room-words.js';
import { AskDialog } from './ask-dialog.js';
import { byId, make, setText } from './dom.js';
import { orProblem, Sheet } from './sheet.js';

export class RoomMenu {
  #sheet = new Sheet('menu', () => {});
  #ask = new AskDialog();
  #actions;

  /**
   * @param {{configure: (jid: string) => void, invite: (jid: string) => void, register: (jid: string) => void,
   *   affiliates: (jid: string) => void, back: () => void}} actions
   */
  constructor(actions) {
    this.#actions = actions;
  }

  show(conference, jid) {
    const room = conference.rooms.find(jid);
    setText(byId('menu-title'), conference.rooms.nameOf(room));
    setText(byId('menu-address'), jid);
    byId('menu-actions').replaceChildren(...this.#entries(conference, room).map((it) => this.#button(it)));
    this.#sheet.show();
  }

  close() {
    this.#sheet.close();
    this.#ask.close();
  }

  #button({ name, words, danger = false, act }) {
    const kind = danger ? { class: 'danger' } : {};
    const button = make('button', { type: 'button', 'data-action': name, ...kind }, words);
    button.addEventListener('click', () => {
      this.#sheet.close();
      act();
    });
    return button;
  }

  #entries(conference, room) {
    const { jid, me } = room;
    const isOwner = me?.affiliation === 'owner';
    const isAdmin = isOwner || me?.affiliation === 'admin';
    const isIn = room.state === 'in';
    const publicPage = conference.publicPage(room);
    const entries = [
      maySpeak(me) && { name: 'subject', words: 'Change the subject…', act: () => this.#changeSubject(conference, room) },
      isIn && { name: 'nickname', words: 'Change my nickname…', act: () => this.#rename(conference, room) },
      isIn && { name: 'invite', words: 'Invite somebody…', act: () => this.#actions.invite(jid) },
      !isAdmin && { name: 'register', words: 'Register with this room…', act: () => this.#actions.register(jid) },
      isIn && { name: 'affiliates', words: 'Members and ranks…', act: () => this.#actions.affiliates(jid) },
      publicPage !== null && { name: 'web', words: 'Public page', act: () => open(publicPage, '_blank', 'noopener') },
      isOwner && { name: 'settings', words: 'Settings…', act: () => this.#actions.configure(jid) },
      room.state !== 'out' && { name: 'leave', words: 'Leave', act: () => this.#leave(conference.attendance.leave(jid)) },
      { name: 'forget', words: isIn ? 'Leave and forget' : 'Forget', act: () => this.#leave(conference.forget(jid)) },
      isOwner && { name: 'destroy', words: 'Close for good…', danger: true, act: () => this.#destroy(conference, room) },
    ];
    return entries.filter((it) => it !== false);
  }

  #changeSubject(conference, { jid, subject }) {
    this.#ask.show({ title: 'Subject of the room', label: 'Subject', value: subject, button: 'Change' }, (value) =>
      conference.talk.changeSubject(jid, value),
    );
  }

  #rename(conference, { jid, nick }) {
    this.#ask.show({ title: 'Nickname in this room', label: 'Nickname', value: nick, button: 'Change' }, async (value) => {
      await orProblem(conference.attendance.rename(jid, value || nick), enteringFailure, byId('ask-value'));
    });
  }

  #destroy(conference, { jid }) {
    const question = {
      title: 'Close the room for good',
      text: 'Everybody has to leave, and all that the room keeps is lost.',
      label: 'Reason (optional)',
      button: 'Close for good',
    };
    this.#ask.show(question, async (reason) => {
      await orProblem(conference.administration.destroy(jid, reason), changeFailure);
    });
  }

  #leave(left) {
    this.#actions.back();
    return left;
  }
}
