/** What the user asks of rooms (XEP-0045). */
import { $iq, $msg, $pres } from 'strophe.js';
import { addSubmission } from './forms.js';
import { NS } from './xml.js';

const ROOM_CONFIG = 'http://jabber.org/protocol/muc#roomconfig';

/** How many messages from before one enters are asked for. */
export const HISTORY = 100;

/** Shows the user in a room, with the availability that everybody else sees (§7.7). */
export function show(room, nick, { show: availability, status }) {
  const presence = $pres({ to: `${room}/${nick}` });
  if (availability !== 'available') {
    presence.c('show', {}, availability);
  }
  if (status !== '') {
    presence.c('status', {}, status);
  }
  return presence;
}

/** Enters a room (§7.2.1, §7.2.5, §7.2.14). */
export function enter(room, nick, password, availability) {
  const presence = show(room, nick, availability).c('x', { xmlns: NS.muc });
  presence.c('history', { maxstanzas: String(HISTORY) }).up();
  if (password !== '') {
    presence.c('password', {}, password);
  }
  return presence;
}

/** Leaves a room (§7.14). */
export const leave = (room, nick) => $pres({ to: `${room}/${nick}`, type: 'unavailable' });

/** Says something to all (§7.4). */
export const say = (room, id, text) => $msg({ to: room, type: 'groupchat', id }).c('body', {}, text);

/** Says something to one occupant (§7.5). */
export const whisper = (room, nick, id, text) =>
  $msg({ to: `${room}/${nick}`, type: 'chat', id }).c('body', {}, text).c('x', { xmlns: NS.mucUser });

/** §8.1 */
export const changeSubject = (room, id, text) => $msg({ to: room, type: 'groupchat', id }).c('subject', {}, text);

/** Invites somebody through the room (§7.8.2). */
export function invite(room, id, jid, reason) {
  const message = $msg({ to: room, id }).c('x', { xmlns: NS.mucUser }).c('invite', { to: jid });
  return reason === '' ? message : message.c('reason', {}, reason);
}

/** Invites somebody directly (XEP-0249 §2). */
export function inviteDirectly(room, id, jid, reason, password) {
  const rest = { ...(reason === '' ? {} : { reason }), ...(password === '' ? {} : { password }) };
  return $msg({ to: jid, id }).c('x', { xmlns: NS.conference, jid: room, ...rest });
}

/** §7.8.2: does not come. */
export const decline = (room, inviter) =>
  $msg({ to: room }).c('x', { xmlns: NS.mucUser }).c('decline', { to: inviter });

/** Asks the moderators for voice (§7.13). */
export function askForVoice(room) {
  return addSubmission($msg({ to: room }), NS.mucRequest, [{ name: 'muc#role', values: ['participant'] }]);
}

/**
 * Changes one occupant's role, by its nickname (§8.2 to §8.4, §9.6, §9.7), or somebody's affiliation, by its address
 * (§9.1 to §9.4, §10.3 to §10.8).
 *
 * @param {{nick: string, role: string}|{jid: string, affiliation: string}} change
 */
export function administer(room, change, reason) {
  const iq = $iq({ type: 'set', to: room }).c('query', { xmlns: NS.mucAdmin }).c('item', change);
  return reason === '' ? iq : iq.c('reason', {}, reason);
}

/** Asks for the people of one affiliation, whether they are there or not (§9.2, §9.5, §10.5, §10.8). */
export const askForAffiliates = (room, affiliation) =>
  $iq({ type: 'get', to: room }).c('query', { xmlns: NS.mucAdmin }).c('item', { affiliation });

/** Asks what a room wants to know of those who register with it (§7.10). */
export const askToRegister = (room) => $iq({ type: 'get', to: room }).c('query', { xmlns: NS.register });

/** Registers with a room (§7.10). */
export const register = (room, fields) =>
  addSubmission($iq({ type: 'set', to: room }).c('query', { xmlns: NS.register }), NS.mucRegister, fields);

/** Gives a registration up (XEP-0077 §3.2). */
export const unregister = (room) => $iq({ type: 'set', to: room }).c('query', { xmlns: NS.register }).c('remove');

/** Asks for the form of a room's configuration (§10.1.3, §10.2). */
export const askForForm = (room) => $iq({ type: 'get', to: room }).c('query', { xmlns: NS.mucOwner });

/** Configures a room; without fields it takes what the service gives (§10.1.2). */
export const configure = (room, fields) =>
  addSubmission($iq({ type: 'set', to: room }).c('query', { xmlns: NS.mucOwner }), ROOM_CONFIG, fields);

/** Gives up a room that was never configured, which ends it (§10.1.3). */
export const cancelForm = (room) =>
  $iq({ type: 'set', to: room }).c('query', { xmlns: NS.mucOwner }).c('x', { xmlns: NS.forms, type: 'cancel' });

/** Ends a room (§10.9). */
export function destroy(room, reason) {
  const iq = $iq({ type: 'set', to: room }).c('query', { xmlns: NS.mucOwner }).c('destroy');
  return reason === '' ? iq : iq.c('reason', {}, reason);
}

/** Asks whether the user is still in a room (XEP-0410 §3.2). */
export const pingSelf = (room, nick) => $iq({ type: 'get', to: `${room}/${nick}` }).c('ping', { xmlns: NS.ping });

/** XEP-0030 §3.1 */
export const askWhat = (jid) => $iq({ type: 'get', to: jid }).c('query', { xmlns: NS.discoInfo });

/** XEP-0030 §4.1, in pages (XEP-0059 §2.1); `after` is empty for the first one. */
export function askForItems(jid, max, after) {
  const iq = $iq({ type: 'get', to: jid }).c('query', { xmlns: NS.discoItems });
  iq.c('set', { xmlns: NS.paging }).c('max', {}, String(max));
  return after === '' ? iq : iq.c('after', {}, after);
}
