/** The dialog with a link for somebody who is invited. */
import { invitationFailure } from '../protocol/failures.js';
import { invite } from '../protocol/invitations.js';
import { byId, setProblem, setText } from './dom.js';
import { whole } from './times.js';

export class InvitationLinkDialog {
  #dialog = byId('invitation-dialog');
  #link = byId('invitation-link');
  #copy = byId('invitation-copy');

  constructor() {
    byId('invitation-close').addEventListener('click', () => this.close());
    this.#copy.addEventListener('click', () => this.#copied());
  }

  /** Makes an invitation and shows its link. */
  async show(client) {
    this.#link.value = '';
    this.#copy.disabled = true;
    setText(this.#copy, 'Copy link');
    setText(byId('invitation-text'), 'Making a link…');
    setProblem(byId('invitation-error'), '');
    this.#dialog.showModal();
    try {
      const { link, expires } = await invite(client);
      this.#link.value = link;
      this.#copy.disabled = false;
      const until = expires === null ? '' : `, until ${whole(expires)}`;
      setText(
        byId('invitation-text'),
        `Send this link to one person. It can be used once${until}, and makes you contacts of each other.`,
      );
      this.#link.select();
    } catch (error) {
      setText(byId('invitation-text'), '');
      setProblem(byId('invitation-error'), invitationFailure(error));
    }
  }

  async #copied() {
    this.#link.select();
    try {
      await navigator.clipboard.writeText(this.#link.value);
      setText(this.#copy, 'Copied');
    } catch {
      setText(this.#copy, 'Press Ctrl+C'); // it is selected
    }
  }

  close() {
    this.#dialog.close();
  }
}
