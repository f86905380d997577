/** Who belongs to a room (XEP-0045 §5.2), as plain values: its lists, and its registrations. */
import { readForm } from './forms.js';
import { bare } from './jid.js';
import { NS, attribute, child, childText, children } from './xml.js';

/** The lists that a room has, from the top. */
export const LISTS = ['owner', 'admin', 'member', 'outcast'];

const MOST = 5000;

/**
 * A list of a room (§9.2, §9.5, §10.5, §10.8).
 *
 * @returns {Array<{jid: string, nick: string, reason: string}>}
 */
export function readAffiliates(result, affiliation) {
  const query = child(result, NS.mucAdmin, 'query');
  return (query === null ? [] : children(query))
    .filter((it) => it.localName === 'item' && attribute(it, 'affiliation') === affiliation && it.hasAttribute('jid'))
    .slice(0, MOST)
    .map((it) => ({
      jid: bare(attribute(it, 'jid')),
      nick: attribute(it, 'nick'),
      reason: childText(it, NS.mucAdmin, 'reason'),
    }));
}

/**
 * How the user stands with a room, and what it wants to know of those who register (§7.10).
 *
 * @returns {{registered: boolean, nick: string, instructions: string, form: object|null}} the form as `readForm` tells it
 */
export function readRegistration(result) {
  const query = child(result, NS.register, 'query');
  const text = (name) => (query === null ? '' : childText(query, NS.register, name).trim());
  const form = query === null ? null : readForm(query);
  return {
    registered: query !== null && child(query, NS.register, 'registered') !== null,
    nick: text('username'),
    instructions: text('instructions') || (form?.instructions ?? ''),
    form,
  };
}
