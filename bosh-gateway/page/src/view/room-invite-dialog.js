/** The dialog to invite somebody to a room. */
import { parseTyped } from '../protocol/jid.js';
import { changeFailure } from '../protocol/room-words.js';
import { byId, make } from './dom.js';
import { Sheet, SheetProblem } from './sheet.js';

export class RoomInviteDialog {
  #sheet = new Sheet('invite', () => this.#submitted());
  #address = byId('invite-address');
  #reason = byId('invite-reason');
  #way = byId('invite-way');
  #domain;
  #client = null;
  #room = '';

  /** @param {string} domain where a name without @ is */
  constructor(domain) {
    this.#domain = domain;
  }

  show(client, room) {
    this.#client = client;
    this.#room = room;
    this.#address.value = '';
    this.#reason.value = '';
    this.#way.value = 'room';
    const { roster } = client;
    const contacts = roster.items.map(({ jid }) => make('option', { value: jid }, roster.nameOf(jid)));
    byId('invite-contacts').replaceChildren(...contacts);
    this.#sheet.show();
    this.#address.focus();
  }

  close() {
    this.#sheet.close();
  }

  #submitted() {
    const jid = parseTyped(this.#address.value, this.#domain);
    if (jid === null) {
      throw new SheetProblem('This is not a valid address. It looks like juliet@example.org.', this.#address);
    }
    if (!this.#client.connected) {
      throw new SheetProblem(changeFailure({ condition: 'disconnected', text: '' }));
    }
    this.#client.conference.talk.invite(this.#room, jid, this.#reason.value.trim(), this.#way.value === 'direct');
  }
}
