/** The dialogs: whom to chat with, and whether to remove a contact. */
import { requestFailure } from '../protocol/failures.js';
import { parseTyped } from '../protocol/jid.js';
import { byId, setProblem, setText } from './dom.js';

export class NewChatDialog {
  #dialog = byId('new-dialog');
  #address = byId('new-address');
  #name = byId('new-name');
  #keep = byId('new-keep');
  #client = null;
  #domain;
  #opened;

  /**
   * @param {string} domain where a name without @ is
   * @param {(jid: string) => void} opened called with the address of the chat to show
   */
  constructor(domain, opened) {
    this.#domain = domain;
    this.#opened = opened;
    byId('new-cancel').addEventListener('click', () => this.#dialog.close());
    byId('new-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submitted();
    });
  }

  /** Asks, with what is known already. */
  show(client, address = '') {
    this.#client = client;
    this.#address.value = address;
    this.#name.value = '';
    this.#keep.checked = true;
    setProblem(byId('new-error'), '');
    this.#dialog.showModal();
    (address === '' ? this.#address : this.#name).focus();
  }

  close() {
    this.#dialog.close();
  }

  async #submitted() {
    const jid = parseTyped(this.#address.value, this.#domain);
    if (jid === null) {
      this.#fail('This is not a valid address. It looks like juliet@example.org.');
    } else if (jid === this.#client.jid) {
      this.#fail('This is your own address.');
    } else if (this.#keep.checked && !this.#client.connected) {
      this.#fail('There is no connection right now. Try again when it is back.');
    } else {
      await this.#add(jid);
    }
  }

  async #add(jid) {
    try {
      if (this.#keep.checked) {
        await this.#client.contacts.add(jid, this.#name.value.trim());
      }
      this.#dialog.close();
      this.#opened(jid);
    } catch (error) {
      this.#fail(requestFailure(error));
    }
  }

  #fail(problem) {
    setProblem(byId('new-error'), problem);
    this.#address.focus();
  }
}

/** Asks whether to remove a contact; resolves to the answer. */
export function confirmRemoval(name) {
  const dialog = byId('confirm-dialog');
  setText(
    byId('confirm-text'),
    `${name} will leave your contacts, and neither of you will see whether the other is there.`,
  );
  dialog.returnValue = 'cancel';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
