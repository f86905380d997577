/** The dialog with those who belong to a room or are banned from it, whether they are there or not (XEP-0045 §9, §10). */
import { assignable } from '../model/powers.js';
import { roomAddress } from '../protocol/muc.js';
import { affiliationName, changeFailure, listingFailure } from '../protocol/room-words.js';
import { byId, make } from './dom.js';
import { orProblem, Sheet, SheetProblem } from './sheet.js';

// Who looks for one of thousands writes the address.
const MOST_SHOWN = 300;
const TITLES = { owner: 'Owners', admin: 'Admins', member: 'Members', outcast: 'Banned' };

export class AffiliatesDialog {
  #sheet = new Sheet('affiliates', () => this.#add());
  #lists = byId('affiliates-lists');
  #address = byId('affiliates-address');
  #rank = byId('affiliates-rank');
  #domain;
  #conference = null;
  #room = null;

  /** @param {string} domain of the page's server */
  constructor(domain) {
    this.#domain = domain;
  }

  async show(conference, jid) {
    this.#conference = conference;
    this.#room = conference.rooms.find(jid);
    this.#lists.replaceChildren(make('p', { class: 'quiet' }, 'Asking the room…'));
    const ranks = assignable(this.#room.me, 'none').filter((it) => it !== 'none');
    byId('affiliates-new').hidden = ranks.length === 0;
    this.#address.value = '';
    this.#rank.replaceChildren(...options(ranks));
    this.#rank.value = 'member';
    this.#sheet.show();
    byId('affiliates-cancel').focus(); // nothing that hurts is one key away
    await this.#load();
  }

  close() {
    this.#sheet.close();
  }

  async #load() {
    try {
      const lists = await this.#conference.administration.affiliates(this.#room.jid);
      this.#lists.replaceChildren(...lists.map((it) => this.#section(it)));
    } catch (refusal) {
      this.#lists.replaceChildren();
      this.#sheet.fail(new SheetProblem(listingFailure(refusal)));
    }
  }

  #section({ affiliation, people }) {
    const title = make('h3', { id: `affiliates-${affiliation}` }, `${TITLES[affiliation]} (${people.length})`);
    const items = people.slice(0, MOST_SHOWN).map((person) => this.#item(affiliation, person));
    const list = make('ul', { 'aria-labelledby': title.id, class: 'affiliates' }, ...items);
    const more = people.length - MOST_SHOWN;
    const rest = more > 0 ? [make('p', { class: 'quiet' }, `and ${more} more, whose ranks are set below`)] : [];
    return make('section', { 'data-list': affiliation }, title, list, ...rest);
  }

  #item(affiliation, { jid, nick, reason }) {
    const details = [nick, reason].filter((it) => it !== '').join(' · ');
    const words = make('span', { class: 'who' }, make('span', { class: 'name', title: jid }, jid));
    if (details !== '') {
      words.append(make('span', { class: 'quiet preview', dir: 'auto' }, details));
    }
    const ranks = assignable(this.#room.me, affiliation);
    return make('li', { 'data-jid': jid }, words, ...(ranks.length === 0 ? [] : this.#choice(jid, affiliation, ranks)));
  }

  /** A choice, and a button that does it: else each arrow key in the choice would. */
  #choice(jid, affiliation, ranks) {
    const select = make('select', { 'aria-label': `Rank of ${jid}` }, ...options(ranks));
    const set = make('button', { type: 'button', class: 'small', 'aria-label': `Set the rank of ${jid}` }, 'Set');
    select.value = affiliation;
    set.hidden = true;
    select.addEventListener('change', () => (set.hidden = select.value === affiliation));
    set.addEventListener('click', () =>
      this.#sheet.run(async () => {
        await this.#change(jid, select.value);
        byId('affiliates-cancel').focus(); // the list was drawn anew
        return false;
      }),
    );
    return [select, set];
  }

  async #change(jid, affiliation) {
    this.#sheet.clear();
    const change = this.#conference.administration.administer(this.#room.jid, { jid, affiliation }, '');
    await orProblem(change, changeFailure);
    await this.#load();
  }

  /** Gives a rank to somebody who need not be there; the dialog stays, with the new list. */
  async #add() {
    const jid = roomAddress(this.#address.value, this.#domain);
    if (jid === null) {
      throw new SheetProblem('This is not a valid address.', this.#address);
    }
    await this.#change(jid, this.#rank.value);
    this.#address.value = '';
    this.#address.focus();
    return false;
  }
}

const options = (ranks) => ranks.map((it) => make('option', { value: it }, affiliationName(it)));
