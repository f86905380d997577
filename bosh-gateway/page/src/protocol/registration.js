/** In-band registration (XEP-0077 §3.1) over a BOSH session of its own: one account, then the session ends. */
import { $iq } from 'strophe.js';
import { domain, local } from './jid.js';
import { OneTimeSession, Refusal } from './one-time-session.js';
import { readError } from './stanzas.js';
import { NS, children } from './xml.js';

/**
 * Makes an account, or throws a Refusal.
 *
 * @param {string|null} token of an invitation (XEP-0445), if there is one
 */
export async function register(service, jid, password, token = null) {
  const session = new OneTimeSession(service);
  const features = await session.begin(domain(jid));
  try {
    const needed = token === null ? 'http://jabber.org/features/iq-register' : 'urn:xmpp:ibr-token:0';
    if (!children(features).some((it) => it.namespaceURI === needed)) {
      throw new Refusal({ condition: 'not-allowed' });
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
  const error = readError(await session.ask(request.tree(), (it) => it.localName === 'iq'));
  if (error !== null) {
    throw new Refusal(error);
  }
}
