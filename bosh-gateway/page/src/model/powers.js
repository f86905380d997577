/** What the user may do to an occupant, by roles and affiliations (XEP-0045 §5.1.1, §5.2.1); the room has the last word. */

const LEVELS = ['outcast', 'none', 'member', 'admin', 'owner'];
const level = ({ affiliation }) => LEVELS.indexOf(affiliation);
const ADMIN = LEVELS.indexOf('admin');

/**
 * @param {object|null} me the user as an occupant
 * @param {object} other
 * @returns {Array<'kick'|'voice'|'mute'|'moderate'|'unmoderate'|'member'|'admin'|'owner'|'none'|'ban'>}
 */
export function powers(me, other) {
  if (me === null || me.nick === other.nick) {
    return [];
  }
  return [...roleChanges(me, other), ...(other.jid === '' ? [] : affiliationChanges(me, other))];
}

function roleChanges(me, other) {
  const isAdmin = level(me) >= ADMIN;
  const above = level(other) < level(me) && level(other) < ADMIN;
  return [
    me.role === 'moderator' && other.role === 'visitor' && 'voice',
    me.role === 'moderator' && other.role === 'participant' && above && 'mute', // §8.4
    isAdmin && ['participant', 'visitor'].includes(other.role) && 'moderate', // §9.6
    isAdmin && other.role === 'moderator' && level(other) < ADMIN && 'unmoderate', // §9.7
    me.role === 'moderator' && level(other) <= level(me) && 'kick', // §8.2
  ].filter((it) => it !== false);
}

function affiliationChanges(me, other) {
  const isOwner = me.affiliation === 'owner';
  const may = isOwner || (level(me) >= ADMIN && level(other) < ADMIN);
  return [
    may && other.affiliation !== 'member' && 'member', // §9.3
    isOwner && other.affiliation !== 'admin' && 'admin', // §10.6
    isOwner && other.affiliation !== 'owner' && 'owner', // §10.3
    may && other.affiliation !== 'none' && 'none', // §9.4, §10.4, §10.7
    may && 'ban', // §9.1
  ].filter((it) => it !== false);
}

/**
 * The affiliations that the user may choose from for somebody who has one, whether that one is in the room or not; none
 * where it may not be changed (§9, §10.3 to §10.8).
 */
export function assignable(me, affiliation) {
  if (me?.affiliation === 'owner') {
    return LEVELS.toReversed();
  }
  const isAdmin = me !== null && level(me) >= ADMIN;
  return isAdmin && LEVELS.indexOf(affiliation) < ADMIN ? ['member', 'none', 'outcast'] : [];
}

const ROLES = { kick: 'none', voice: 'participant', mute: 'visitor', moderate: 'moderator', unmoderate: 'participant' };
const AFFILIATIONS = { member: 'member', admin: 'admin', owner: 'owner', none: 'none', ban: 'outcast' };

/** The change that uses a power on somebody: of a role by the nickname, of an affiliation by the address. */
export function changeOf(power, { nick, jid }) {
  return power in ROLES ? { nick, role: ROLES[power] } : { jid, affiliation: AFFILIATIONS[power] };
}

/** Whether the user may set the subject (§8.1): moderators, others where the room lets them, which only it knows. */
export const maySpeak = (me) => me !== null && ['moderator', 'participant'].includes(me.role);
