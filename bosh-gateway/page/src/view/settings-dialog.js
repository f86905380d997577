/** The dialog in which an owner configures a room, made of the form that the room gives (XEP-0045 §10.1.3, §10.2). */
import { isSet, readForm } from '../protocol/forms.js';
import { WEB_VIEW } from '../protocol/muc.js';
import { changeFailure } from '../protocol/room-words.js';
import { NS, child } from '../protocol/xml.js';
import { byId, make, setText } from './dom.js';
import { drawField, valuesOf } from './form-fields.js';
import { orProblem, Sheet, SheetProblem } from './sheet.js';

const CONFIG = 'muc#roomconfig_';

/** What is asked for, where the form has it; the rest stays as it is. */
const LABELS = {
  [`${CONFIG}roomname`]: 'Title',
  [`${CONFIG}roomdesc`]: 'Description',
  [`${CONFIG}publicroom`]: 'Listed for everybody',
  [`${CONFIG}persistentroom`]: 'Stays when everybody has left',
  [`${CONFIG}membersonly`]: 'Only members may enter',
  [`${CONFIG}moderatedroom`]: 'Newcomers may only read until they are let speak',
  [`${CONFIG}changesubject`]: 'Everybody may change the subject',
  [`${CONFIG}passwordprotectedroom`]: 'Needs a password',
  [`${CONFIG}roomsecret`]: 'Password',
  [`${CONFIG}whois`]: 'Who sees the addresses of people',
  [WEB_VIEW]: 'Anybody may read along on the web',
};

export class SettingsDialog {
  #sheet = new Sheet('settings', () => this.#save(), () => this.#cancel());
  #fields = byId('settings-fields');
  #conference = null;
  #room = '';
  #form = null;
  #given = null;

  /** @param {(() => void)|null} given where the room is new: called when the user gives it up */
  async show(conference, room, given = null) {
    this.#conference = conference;
    this.#room = room;
    this.#given = given;
    this.#form = null;
    setText(byId('settings-title'), given === null ? 'Settings of the room' : 'New room');
    this.#fields.replaceChildren(make('p', { class: 'quiet' }, 'Asking the room…'));
    this.#sheet.show();
    try {
      const query = child(await conference.administration.askForForm(room), NS.mucOwner, 'query');
      this.#form = query === null ? null : readForm(query);
      const wanted = this.#wanted();
      this.#fields.replaceChildren(...wanted.map(draw));
      this.#fields.querySelector('input, select')?.focus();
    } catch (refusal) {
      this.#fields.replaceChildren();
      this.#sheet.fail(new SheetProblem(changeFailure(refusal)));
    }
  }

  close() {
    this.#sheet.close();
  }

  #wanted() {
    const fields = this.#form?.fields ?? [];
    return Object.keys(LABELS).flatMap((name) => fields.filter((it) => it.name === name));
  }

  async #save() {
    const values = this.#wanted().map((it) => ({ name: it.name, values: valuesOf(it, byId(`setting-${it.name}`)) }));
    const of = (name) => values.find((it) => it.name === CONFIG + name)?.values ?? [''];
    if (isSet(of('passwordprotectedroom')) && of('roomsecret')[0] === '') {
      throw new SheetProblem('Write the password that the room needs.', byId(`setting-${CONFIG}roomsecret`));
    }
    if (values.length > 0) {
      await orProblem(this.#conference.administration.configure(this.#room, values), changeFailure);
      this.#conference.administration.describe(this.#conference.rooms.find(this.#room));
    }
  }

  /** A new room that is not set up ends (§10.1.3). */
  #cancel() {
    if (this.#given !== null) {
      const room = this.#room;
      this.#conference.administration.cancelForm(room).catch(() => {});
      this.#given();
      this.#conference.forget(room);
    }
  }
}

const draw = (field) => drawField(field, `setting-${field.name}`, LABELS[field.name]);
