/** The dialog in which the user registers with a room, made of the form that the room gives (XEP-0045 §7.10). */
import { registeringFailure } from '../protocol/room-words.js';
import { byId, setText } from './dom.js';
import { drawField, valuesOf } from './form-fields.js';
import { orProblem, Sheet, SheetProblem } from './sheet.js';

const NICK = 'muc#register_roomnick';
const LABELS = { [NICK]: 'Your nickname in this room' };

export class RegistrationDialog {
  #sheet = new Sheet('register', () => this.#submit());
  #fields = byId('register-fields');
  #text = byId('register-text');
  #submitButton = byId('register-submit');
  #remove = byId('register-remove');
  #conference = null;
  #room = null;
  #form = null;

  constructor() {
    this.#remove.addEventListener('click', () =>
      this.#sheet.run(async () => {
        await orProblem(this.#conference.administration.unregister(this.#room.jid), registeringFailure);
      }),
    );
  }

  async show(conference, jid) {
    this.#conference = conference;
    this.#room = conference.rooms.find(jid);
    this.#form = null;
    this.#draw({ registered: false, nick: '', instructions: 'Asking the room…', form: null });
    this.#sheet.show();
    try {
      this.#draw(await conference.administration.registration(jid));
    } catch (refusal) {
      setText(this.#text, '');
      this.#sheet.fail(new SheetProblem(registeringFailure(refusal)));
    }
  }

  close() {
    this.#sheet.close();
  }

  #draw({ registered, nick, instructions, form }) {
    this.#form = form;
    const fields = form?.fields ?? [];
    const named = nick === '' ? 'You are registered with this room.' : `You are registered with this room as ${nick}.`;
    setText(this.#text, registered ? named : instructions);
    this.#fields.replaceChildren(...fields.map((it) => drawField(it, idOf(it), LABELS[it.name])));
    this.#remove.hidden = !registered;
    this.#submitButton.hidden = fields.length === 0;
    const first = this.#fields.querySelector('input, select, textarea');
    if (first?.id === idOf({ name: NICK })) {
      first.value ||= this.#room.nick || this.#conference.usualNick;
    }
    (first ?? byId('register-cancel')).focus();
  }

  async #submit() {
    const filled = (this.#form?.fields ?? [])
      .filter((it) => it.type !== 'fixed')
      .map((it) => ({ field: it, input: byId(idOf(it)), values: valuesOf(it, byId(idOf(it))) }));
    const missing = filled.find(({ field, values }) => field.required && values.every((it) => it === ''));
    if (missing !== undefined) {
      throw new SheetProblem('Fill this in; the room needs it.', missing.input);
    }
    const fields = filled.map(({ field, values }) => ({ name: field.name, values }));
    await orProblem(this.#conference.administration.register(this.#room.jid, fields), registeringFailure, filled[0]?.input);
    this.#room.notice('You are registered, or will be as soon as somebody in charge has agreed.', new Date());
  }
}

const idOf = ({ name }) => `register-${name}`;
