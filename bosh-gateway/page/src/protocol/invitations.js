/** Invitations (XEP-0401): making one, and reading the one that led here. */
import { $iq } from 'strophe.js';
import { domain } from './jid.js';
import { NS, attribute, child, childText, children } from './xml.js';

/**
 * Makes an invitation (§5.1).
 *
 * @returns {Promise<{link: string, expires: Date|null}>} rejected with the error of the server
 */
export async function invite(client) {
  const command = { xmlns: NS.commands, node: 'urn:xmpp:invite#invite', action: 'execute' };
  const result = await client.request($iq({ type: 'set', to: domain(client.jid) }).c('command', command));
  return readInvitation(result);
}

/** What the command answers. */
export function readInvitation(result) {
  const command = child(result, NS.commands, 'command');
  const form = command === null ? null : child(command, NS.forms, 'x');
  const fields = form === null ? [] : children(form);
  const value = (name) => {
    const field = fields.find((it) => attribute(it, 'var') === name);
    return field === undefined ? '' : childText(field, NS.forms, 'value');
  };
  const expires = Date.parse(value('expire'));
  return { link: value('landing-url') || value('uri'), expires: Number.isNaN(expires) ? null : new Date(expires) };
}

const HASH = /^#invite=([^/]+)\/([0-9a-f]+)$/;

/**
 * The invitation that an address of the page leads to.
 *
 * @param {string} hash of the address, such as #invite=example.org/0123
 * @returns {Promise<{token: string, domain: string, registers: boolean, inviter?: string, account?: string}|null>} null
 *   where there is none
 * @throws {Error} where it is no good any more
 */
export async function shownInvitation(hash) {
  const found = HASH.exec(hash);
  if (found === null) {
    return null;
  }
  const answer = await fetch(`invite/${found[1]}/${found[2]}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(`invitation: ${answer.status}`);
  }
  return { ...(await answer.json()), token: found[2] };
}
