/** Takes a token back when its user logs out (XEP-0484 §3.6), on a stream of its own. */
import { $build } from 'strophe.js';
import { domain, local } from './jid.js';
import { OneTimeSession } from './one-time-session.js';
import { MECHANISM, initialResponse } from './token.js';
import { NS } from './xml.js';

/**
 * @param {string} service the path of BOSH
 * @param {{jid: string, agent: string, secret: {token: string}}} credentials
 */
export async function revoke(service, { jid, agent, secret }) {
  const session = new OneTimeSession(service);
  await session.begin(domain(jid), { from: jid });
  try {
    const request = $build('authenticate', { xmlns: NS.sasl2, mechanism: MECHANISM });
    request.c('initial-response', {}, await initialResponse(local(jid), secret.token));
    request.c('user-agent', { id: agent }).up().c('fast', { xmlns: NS.fast, invalidate: 'true' });
    await session.ask(request.tree(), (it) => it.namespaceURI === NS.sasl2);
  } finally {
    await session.end();
  }
}
