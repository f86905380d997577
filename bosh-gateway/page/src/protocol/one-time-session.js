/** Few requests on a stream of their own, which no session of the user has anything to do with. */
import { $build, Strophe } from 'strophe.js';
import { readTermination } from './stanzas.js';
import { NS, child, children } from './xml.js';

/** Something was not done; holds the error's condition and text. */
export class Refusal extends Error {
  constructor({ condition, text = '' }) {
    super(text || condition);
    this.condition = condition;
    this.text = text;
  }
}

/** Few requests of BOSH (XEP-0124), one after the other: what the library does only for those that log in. */
export class OneTimeSession {
  #service;
  #rid = crypto.getRandomValues(new Uint32Array(1))[0];
  #sid = null;

  constructor(service) {
    this.#service = service;
  }

  /**
   * Returns the stream's features.
   *
   * @param {object} who `from` whom, where that is to be told (RFC 6120 §4.7.1)
   */
  async begin(to, who = {}) {
    const attributes = { to, ...who, wait: 10, hold: 1, ver: '1.6', 'xml:lang': 'en', 'xmpp:version': '1.0', 'xmlns:xmpp': NS.xbosh };
    let body = await this.#post(attributes);
    this.#sid = body.getAttribute('sid');
    let features = child(body, NS.streams, 'features');
    while (features === null) {
      body = await this.#post({});
      features = child(body, NS.streams, 'features');
    }
    return features;
  }

  /**
   * Sends a request.
   *
   * @param {(element: Element) => boolean} isAnswer tells which of what comes is the answer
   */
  async ask(request, isAnswer) {
    let answer = children(await this.#post({}, request)).find(isAnswer);
    while (answer === undefined) {
      answer = children(await this.#post({})).find(isAnswer);
    }
    return answer;
  }

  async end() {
    await this.#post({ type: 'terminate' }).catch(() => {}); // it is over either way
  }

  async #post(attributes, stanza) {
    const body = $build('body', { xmlns: NS.httpBind, rid: this.#rid++, ...attributes });
    if (this.#sid !== null) {
      body.attrs({ sid: this.#sid });
    }
    if (stanza !== undefined) {
      body.cnode(stanza);
    }
    const answer = await this.#exchange(Strophe.serialize(body.tree()));
    const termination = readTermination(answer);
    if (termination && attributes.type !== 'terminate') {
      throw new Refusal({ condition: termination });
    }
    return answer;
  }

  async #exchange(text) {
    try {
      const response = await fetch(this.#service, {
        method: 'POST',
        headers: { 'Content-Type': 'text/xml; charset=utf-8' },
        body: text,
        signal: AbortSignal.timeout(20_000),
      });
      if (response.ok) {
        return new DOMParser().parseFromString(await response.text(), 'text/xml').documentElement;
      }
    } catch {
      // told below, as for a gateway that fails
    }
    throw new Refusal({ condition: 'unreachable' });
  }
}
