/** Files on their way to the server, of all chats. */
import { findService, put, requestSlot } from '../protocol/files.js';
import { transferFailure } from '../protocol/failures.js';

/**
 * @typedef {object} Transfer
 * @property {string} key
 * @property {string} jid whom it is for
 * @property {string} name
 * @property {number} size in bytes
 * @property {number} sent in bytes
 * @property {string} failure why it failed; empty while it is under way
 */

export class Transfers {
  #client;
  #changed;
  #service = null;
  #running = new Map();
  #count = 0;

  /**
   * @param {import('../client.js').Client} client
   * @param {() => void} changed called when something in it changed
   */
  constructor(client, changed) {
    this.#client = client;
    this.#changed = changed;
  }

  /** Those for one person, in the order in which they began. */
  to(jid) {
    return [...this.#running.values()].filter((it) => it.jid === jid);
  }

  /** Uploads a file, then sends its address as a message. */
  async send(jid, file) {
    const key = `f${this.#count++}`;
    const transfer = { key, jid, name: file.name || 'file', size: file.size, sent: 0, failure: '', cancel: () => {} };
    this.#running.set(key, transfer);
    this.#changed();
    try {
      const url = await this.#upload(transfer, file);
      if (this.#running.delete(key)) {
        this.#client.chatting.send(jid, url);
      }
    } catch (error) {
      transfer.failure = transferFailure(error);
    }
    this.#changed();
  }

  async #upload(transfer, file) {
    this.#service ??= await findService(this.#client);
    if (this.#service === null) {
      throw { condition: 'no-service' };
    }
    if (file.size > this.#service.limit) {
      throw { condition: 'too-large', limit: this.#service.limit };
    }
    if (file.size === 0) {
      throw { condition: 'empty' };
    }
    const slot = await requestSlot(this.#client, this.#service, file);
    if (!this.#running.has(transfer.key)) {
      throw { condition: 'cancelled' };
    }
    const { pathname, search } = new URL(slot.put);
    const upload = put(pathname + search, file, (sent) => {
      transfer.sent = sent;
      this.#changed();
    });
    transfer.cancel = upload.cancel;
    await upload.done;
    return slot.get;
  }

  /** Stops a transfer, or takes one away that failed. */
  cancel(key) {
    const transfer = this.#running.get(key);
    this.#running.delete(key);
    transfer?.cancel();
    this.#changed();
  }

  /** Stops all of them. */
  cancelAll() {
    [...this.#running.keys()].forEach((key) => this.cancel(key));
  }
}
