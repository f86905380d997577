/** Messages that are taken back, by their authors (XEP-0424) or by moderators of rooms (XEP-0425). */
import { NS, attribute, child, childText } from './xml.js';

const MAX_REASON = 500;

/**
 * How a message was taken back.
 *
 * @typedef {object} Retracted
 * @property {boolean} moderated whether a moderator did it
 * @property {string} reason what the moderator says; else empty
 */

/**
 * What a message takes back (XEP-0424 §3, XEP-0425 §3).
 *
 * @returns {(Retracted & {id: string})|null} the id is a room's (XEP-0359), else the one that the author gave
 */
export function readRetraction(stanza) {
  const retract = child(stanza, NS.retract, 'retract');
  return retract === null ? null : { id: attribute(retract, 'id'), ...how(retract) };
}

/** What is left in an archive of a message that was taken back (XEP-0424 §4, XEP-0425 §4), or null. */
export function readTombstone(stanza) {
  const retracted = child(stanza, NS.retract, 'retracted');
  return retracted === null ? null : how(retracted);
}

function how(element) {
  const moderated = child(element, NS.moderate, 'moderated') !== null;
  return { moderated, reason: moderated ? childText(element, NS.retract, 'reason').trim().slice(0, MAX_REASON) : '' };
}
