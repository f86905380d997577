/** The dialog about one occupant: who it is, and what the user may do. */
import { changeOf, powers } from '../model/powers.js';
import { changeFailure, rank } from '../protocol/room-words.js';
import { byId, make, setText } from './dom.js';
import { orProblem, Sheet } from './sheet.js';

const WORDS = {
  voice: 'Let speak',
  mute: 'Only let read',
  moderate: 'Make a moderator',
  unmoderate: 'No moderator any more',
  member: 'Make a member',
  admin: 'Make an admin',
  owner: 'Make an owner',
  none: 'Take the rank away',
  kick: 'Remove from the room',
  ban: 'Ban',
};

const HARSH = ['kick', 'ban'];

export class OccupantDialog {
  #sheet = new Sheet('occupant', () => {});
  #reason = byId('occupant-reason');
  #whisper;

  /** @param {(nick: string) => void} whisper begins to write to somebody alone */
  constructor(whisper) {
    this.#whisper = whisper;
  }

  show(conference, jid, nick) {
    const room = conference.rooms.find(jid);
    const occupant = room.occupant(nick);
    if (occupant === null) {
      return; // has just left
    }
    setText(byId('occupant-title'), nick);
    setText(byId('occupant-rank'), rank(occupant));
    setText(byId('occupant-jid'), occupant.jid);
    this.#reason.value = '';
    const harsh = (power) => Number(HARSH.includes(power));
    const allowed = powers(room.me, occupant).sort((a, b) => harsh(a) - harsh(b)); // what hurts comes last
    byId('occupant-why').hidden = !allowed.some((it) => HARSH.includes(it));
    const buttons = allowed.map((power) => this.#button(conference, jid, occupant, power));
    byId('occupant-actions').replaceChildren(...(nick === room.nick ? [] : [this.#writeButton(nick)]), ...buttons);
    this.#sheet.show();
    byId('occupant-cancel').focus(); // nothing that hurts is one key away
  }

  close() {
    this.#sheet.close();
  }

  #writeButton(nick) {
    const button = make('button', { type: 'button' }, 'Write privately');
    button.addEventListener('click', () => {
      this.#sheet.close();
      this.#whisper(nick);
    });
    return button;
  }

  #button(conference, jid, occupant, power) {
    const kind = HARSH.includes(power) ? { class: 'danger' } : {};
    const button = make('button', { type: 'button', 'data-power': power, ...kind }, WORDS[power]);
    button.addEventListener('click', () =>
      this.#sheet.run(async () => {
        await orProblem(conference.administration.administer(jid, changeOf(power, occupant), this.#reason.value.trim()), changeFailure);
      }),
    );
    return button;
  }
}
