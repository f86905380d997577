/** Requests that wait for their answers, also while one connection takes the place of another (RFC 6120 §8.2.3). */
import { readError } from './stanzas.js';
import { attribute } from './xml.js';

const TIMEOUT = Object.freeze({ condition: 'timeout', text: '' });

export class Requests {
  #waiting = new Map();

  /**
   * Waits for the answer to a request.
   *
   * @param {Element} iq the request, with its id
   * @param {number} timeout in milliseconds
   * @returns {Promise<Element>} the result; rejected with the error, or a timeout
   */
  add(iq, timeout) {
    return new Promise((resolve, reject) => {
      const id = attribute(iq, 'id');
      const timer = setTimeout(() => this.#take(id)?.reject(TIMEOUT), timeout);
      this.#waiting.set(id, { to: attribute(iq, 'to'), resolve, reject, timer });
    });
  }

  /**
   * Takes an IQ of type `result` or `error`.
   *
   * @param {string[]} own the addresses that stand for the user's account, which answers what is sent to nobody
   */
  answered(iq, own) {
    const id = attribute(iq, 'id');
    const from = attribute(iq, 'from');
    const to = this.#waiting.get(id)?.to;
    if (to === undefined || !(from === to || (to === '' && ['', ...own].includes(from)))) {
      return; // nobody asked for it, or somebody else pretends to answer
    }
    const { resolve, reject } = this.#take(id);
    const error = readError(iq);
    if (error === null) {
      resolve(iq);
    } else {
      reject(error);
    }
  }

  /** The session is over: nothing will be answered. */
  abandon() {
    [...this.#waiting.keys()].forEach((id) => this.#take(id).reject(TIMEOUT));
  }

  #take(id) {
    const request = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(request?.timer);
    return request;
  }
}
