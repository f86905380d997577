/** Copies of what other clients of the user send and receive (XEP-0280). */
import { $iq } from 'strophe.js';
import { NS, attribute, child } from './xml.js';

/** §4 */
export const enableCarbons = () => $iq({ type: 'set' }).c('enable', { xmlns: NS.carbons });

/**
 * The message that a copy is of (§7, §8).
 *
 * @param {string} own the bare address of the user
 * @returns {{sent: boolean, stanza: Element|null}|null} null for what is no copy; the stanza is null where nothing is to
 *   be made of it: only the user's own account makes copies, whoever else pretends to (§11)
 */
export function readCopy(stanza, own) {
  const sent = child(stanza, NS.carbons, 'sent');
  const copy = sent ?? child(stanza, NS.carbons, 'received');
  if (copy === null) {
    return null;
  }
  const forwarded = attribute(stanza, 'from') === own ? child(copy, NS.forward, 'forwarded') : null;
  return { sent: sent !== null, stanza: forwarded === null ? null : child(forwarded, NS.client, 'message') };
}
