/** In-band registration (XEP-0077 §3.1) over a BOSH session of its own: one account, then the session ends. */
import { $build, $iq, Strophe } from 'strophe.js';
import { domain, local } from './jid.js';
import { readError, readTermination } from './stanzas.js';
import { NS, child, children } from './xml.js';

/** The server did not make the account; holds the error's condition and text. */
export class RegistrationError extends Error {
  constructor({ condition, text = '' }) {
    super(text || condition);
    this.condition = condition;
    this.text = text;
  }
}

/**
 * Makes an account, or throws a RegistrationError.
 *
 * @param {string|null} token of an invitation (XEP-0445), if there is one
 */
export async function register(service, jid, password, token = null) {
  const session = new OneTimeSession(service);
  const features = await session.begin(domain(jid));
  try {
    const needed = token === null ? 'http://jabber.org/features/iq-register' : 'urn:xmpp:ibr-token:0';
    if (!children(features).some((it) => it.namespaceURI === needed)) {
      throw new RegistrationError({ condition: 'not-allowed' });
    }
    if (token !== null) {
      const shown = $iq({ xmlns: NS.client, type: 'set', id: 'preauth', to: domain(jid) }).c('preauth', { xmlns: NS.pars, token });
      await succeed(session, shown);
    }
    const request = $iq({ xmlns: NS.client, type: 'set', id: 'register' })
      .c('query', { xmlns: NS.register })
      .c('username', {}, local(jid))
      .c('password', {}, password);
    await succeed(session, request);
  } finally {
    await session.end();
  }
}

async function succeed(session, request) {
  const error = readError(await session.ask(request.tree()));
  if (error !== null) {
    throw new RegistrationError(error);
  }
}

/** Few requests of BOSH (XEP-0124), one after the other: what the library does only for those that log in. */
class OneTimeSession {
  #service;
  #rid = crypto.getRandomValues(new Uint32Array(1))[0];
  #sid = null;

  constructor(service) {
    this.#service = service;
  }

  /** Returns the stream's features. */
  async begin(to) {
    const attributes = { to, wait: 10, hold: 1, ver: '1.6', 'xml:lang': 'en', 'xmpp:version': '1.0', 'xmlns:xmpp': NS.xbosh };
    let body = await this.#post(attributes);
    this.#sid = body.getAttribute('sid');
    let features = child(body, NS.streams, 'features');
    while (features === null) {
      body = await this.#post({});
      features = child(body, NS.streams, 'features');
    }
    return features;
  }

  /** Sends a request and returns its answer. */
  async ask(iq) {
    let body = await this.#post({}, iq);
    let reply = child(body, NS.client, 'iq');
    while (reply === null) {
      body = await this.#post({});
      reply = child(body, NS.client, 'iq');
    }
    return reply;
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
      throw new RegistrationError({ condition: termination });
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
    throw new RegistrationError({ condition: 'unreachable' });
  }
}
