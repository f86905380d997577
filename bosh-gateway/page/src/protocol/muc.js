/** What rooms tell (XEP-0045), as plain values. Everything that decides is checked; texts are whatever somebody wrote. */
import { isSet, readForm } from './forms.js';
import { bare, domain, local, parseTyped, resource } from './jid.js';
import { readRetraction, readTombstone } from './retraction.js';
import { readDelay, readError, readPresence, readStanzaId } from './stanzas.js';
import { NS, attribute, child, childText, children } from './xml.js';

/** The setting that opens a room of this server to the world. */
export const WEB_VIEW = 'x-muc#roomconfig_webview';

const MAX_REASON = 500;
const AFFILIATIONS = ['owner', 'admin', 'member', 'none', 'outcast'];
const ROLES = ['moderator', 'participant', 'visitor', 'none'];

const named = (parent, name) => (parent === null ? [] : children(parent).filter((it) => it.localName === name));
const known = (words, word) => (words.includes(word) ? word : 'none');
const reasonIn = (element) => childText(element, NS.mucUser, 'reason').trim().slice(0, MAX_REASON);

/** The id of an occupant that outlives its nickname (XEP-0421 §3). */
const occupantId = (stanza) => {
  const element = child(stanza, NS.occupantId, 'occupant-id');
  return element === null ? '' : attribute(element, 'id');
};

const codesIn = (x) => new Set(named(x, 'status').map((it) => Number.parseInt(attribute(it, 'code'), 10)));

/**
 * A presence of an occupant, or the room's refusal of one (§7.1, §7.2).
 *
 * @returns what `readPresence` tells, and besides the room, the nickname, the occupant's affiliation and role, its
 *   address where that is shown, its id, the status codes, and, where they are, a new nickname, who did it, why, and the
 *   end of the room
 */
export function readOccupant(stanza) {
  const presence = readPresence(stanza);
  const x = child(stanza, NS.mucUser, 'x');
  const item = named(x, 'item')[0] ?? null;
  const destroy = named(x, 'destroy')[0] ?? null;
  const of = (name) => (item === null ? '' : attribute(item, name));
  return {
    ...presence,
    room: bare(presence.from),
    nick: resource(presence.from),
    affiliation: known(AFFILIATIONS, of('affiliation')),
    role: known(ROLES, of('role')),
    jid: bare(of('jid')),
    id: occupantId(stanza),
    codes: codesIn(x),
    newNick: of('nick'),
    actor: named(item, 'actor').map((it) => attribute(it, 'nick'))[0] ?? '',
    reason: item === null ? '' : reasonIn(item),
    destroyed: destroy === null ? null : { room: attribute(destroy, 'jid'), reason: reasonIn(destroy) },
  };
}

/** A message from a room or an occupant (§7.4, §7.5, §8.1). Only the room itself has status codes. */
export function readRoomMessage(stanza) {
  const from = attribute(stanza, 'from');
  const room = bare(from);
  const nick = resource(from);
  const body = child(stanza, NS.client, 'body');
  const subject = child(stanza, NS.client, 'subject');
  const speaks = body !== null || child(stanza, NS.client, 'thread') !== null;
  return {
    room,
    nick,
    id: attribute(stanza, 'id'),
    type: attribute(stanza, 'type') || 'normal',
    text: body?.textContent ?? '',
    // §8.1: what has a body as well is a message with a title, and changes nothing
    subject: subject === null || speaks ? null : subject.textContent,
    sentAt: readDelay(stanza),
    stanzaId: readStanzaId(stanza, room),
    retraction: readRetraction(stanza),
    tombstone: readTombstone(stanza),
    occupantId: occupantId(stanza),
    codes: nick === '' ? codesIn(child(stanza, NS.mucUser, 'x')) : new Set(),
    error: readError(stanza),
  };
}

/**
 * An invitation, through the room (§7.8.2) or from somebody directly (XEP-0249 §2).
 *
 * @returns {{room: string, from: string, reason: string, password: string, mediated: boolean}|null} `from` may be an
 *   occupant of the room, whose own address is not shown
 */
export function readInvitation(stanza) {
  if (['error', 'groupchat'].includes(attribute(stanza, 'type'))) {
    return null;
  }
  const from = attribute(stanza, 'from');
  const x = child(stanza, NS.mucUser, 'x');
  const invite = named(x, 'invite').find((it) => it.hasAttribute('from')) ?? null;
  if (invite !== null) {
    return invitation(from, attribute(invite, 'from'), reasonIn(invite), childText(x, NS.mucUser, 'password'), true);
  }
  const direct = child(stanza, NS.conference, 'x');
  if (direct === null) {
    return null;
  }
  const reason = attribute(direct, 'reason').trim().slice(0, MAX_REASON);
  return invitation(attribute(direct, 'jid'), from, reason, attribute(direct, 'password'), false);
}

function invitation(room, from, reason, password, mediated) {
  const address = roomAddress(room);
  return address === null ? null : { room: address, from, reason, password, mediated };
}

/** The address of a room as somebody wrote it, or null if it cannot be one. */
export function roomAddress(text, service = '') {
  return text.includes('/') ? null : parseTyped(text, service);
}

/** Who does not come to a room (§7.8.2), or null. */
export function readDecline(stanza) {
  const decline = named(child(stanza, NS.mucUser, 'x'), 'decline')[0] ?? null;
  return decline === null || !decline.hasAttribute('from')
    ? null
    : { from: bare(attribute(decline, 'from')), reason: reasonIn(decline) };
}

/** Who asks the moderators for voice (§8.6); empty where that is not what a message says. */
export const readVoiceRequest = (stanza) => fieldOf(stanza, NS.mucRequest, 'muc#roomnick');

/** The address of who asks to be registered (§9.9); empty where that is not what a message says. */
export const readRegistrationRequest = (stanza) => fieldOf(stanza, NS.mucRegister, 'muc#jid');

function fieldOf(stanza, formType, name) {
  const form = readForm(stanza);
  return (form?.formType === formType && form.fields.find((it) => it.name === name)?.values[0]) || '';
}

/**
 * What something is, as service discovery tells (XEP-0030 §3.1), and whether it is a room that is open to the world.
 */
export function readDescription(result) {
  const query = child(result, NS.discoInfo, 'query');
  const form = query === null ? null : readForm(query);
  const identity = named(query, 'identity').find((it) => attribute(it, 'category') === 'conference');
  return {
    isRooms: identity !== undefined,
    name: identity === undefined ? '' : attribute(identity, 'name'),
    features: new Set(named(query, 'feature').map((it) => attribute(it, 'var'))),
    isOnTheWeb: isSet(form?.fields.find((it) => it.name === WEB_VIEW)?.values ?? []),
  };
}

/**
 * One page of items (XEP-0030 §4.1, XEP-0059 §2.1).
 *
 * @returns {{items: Array<{jid: string, name: string}>, paged: boolean, last: string, total: number|null}}
 *   `paged` where the other side makes pages
 */
export function readItems(result) {
  const query = child(result, NS.discoItems, 'query');
  const set = query === null ? null : child(query, NS.paging, 'set');
  const total = set === null ? NaN : Number.parseInt(childText(set, NS.paging, 'count'), 10);
  return {
    items: named(query, 'item')
      .map((it) => ({ jid: attribute(it, 'jid'), name: attribute(it, 'name') }))
      .filter((it) => it.jid !== ''),
    paged: set !== null,
    last: set === null ? '' : childText(set, NS.paging, 'last'),
    total: Number.isNaN(total) ? null : total,
  };
}

/** What to call a room that has no other name. */
export const roomName = (jid) => local(jid) || domain(jid);
