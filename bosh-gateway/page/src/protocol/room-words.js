/** What happens in rooms, in words that a person understands. */

const ENTERING = {
  'not-authorized': 'This room needs a password.',
  'registration-required': 'Only members may enter this room. Ask one of its owners to add you.',
  'forbidden': 'You are banned from this room.',
  'conflict': 'Somebody in this room has this nickname already, or it is reserved. Choose another one.',
  'service-unavailable': 'This room is full. Try again later.',
  'item-not-found': 'This room does not exist, or its owner has not opened it yet.',
  'not-allowed': 'This room does not exist, and you may not create it.',
  'not-acceptable': 'In this room you have to use the nickname that you registered with it.',
  'jid-malformed': 'This nickname has characters that are not allowed.',
  'bad-request': 'The room does not accept this nickname.',
  'gone': 'This room does not exist any more.',
  'policy-violation': 'You came and went too often. Wait a moment, then try again.',
  'resource-constraint': 'The server has no room for more right now. Try again later.',
  'remote-server-not-found': 'The server of this room was not found. Check the part after the @.',
  'remote-server-timeout': 'The server of this room does not answer. Try again later.',
  'timeout': 'The room does not answer. Try again in a moment.',
  'disconnected': 'There is no connection right now.',
};

/** Why the user could not enter a room. */
export function enteringFailure({ condition, text }, hadPassword = false) {
  if (condition === 'not-authorized' && hadPassword) {
    return 'This is not the password of this room.';
  }
  return ENTERING[condition] ?? (text || `The room refused you (${condition}).`);
}

const SPEAKING = {
  'forbidden': 'you may not speak in this room',
  'not-acceptable': 'you are not in this room',
  'item-not-found': 'nobody here has this nickname any more',
  'policy-violation': 'too many messages at once, or too long a message',
  'resource-constraint': 'too many messages at once',
  'not-allowed': 'this is not allowed here',
  'service-unavailable': 'this room does not allow private messages',
};

/** Why a message to a room was not delivered, such as after "Not delivered:". */
export const speakingFailure = ({ condition, text }) => SPEAKING[condition] ?? (text || condition);

const CHANGING = {
  'forbidden': 'You may not do that in this room.',
  'not-allowed': 'You may not do that to somebody of this rank.',
  'item-not-found': 'This person is not here any more.',
  'jid-malformed': 'This is not a valid address.',
  'conflict': 'This is not possible: the room would be left without an owner, or you would ban yourself.',
  'timeout': 'The room does not answer. Try again in a moment.',
  'disconnected': 'There is no connection right now.',
};

/** Why a room did not do what the user asked for. */
export const changeFailure = ({ condition, text }) =>
  CHANGING[condition] ?? (text || `The room refused it (${condition}).`);

const REGISTERING = {
  'not-allowed': 'This room does not take registrations.',
  'service-unavailable': 'This room does not take registrations.',
  'feature-not-implemented': 'This room does not take registrations.',
  'forbidden': 'You are banned from this room.',
  'conflict': 'Somebody else has this nickname. Choose another one.',
  'bad-request': 'The room does not accept this.',
  'not-acceptable': 'The room does not accept this.',
  'jid-malformed': 'This nickname has characters that are not allowed.',
  'item-not-found': 'This room does not exist.',
  'timeout': CHANGING.timeout,
  'disconnected': CHANGING.disconnected,
};

/** Why a room did not register the user. */
export const registeringFailure = ({ condition, text }) =>
  REGISTERING[condition] ?? (text || `The room refused it (${condition}).`);

const LISTING = {
  'forbidden': 'This room does not show you its lists.',
  'not-allowed': 'This room does not show you its lists.',
  'timeout': CHANGING.timeout,
  'disconnected': CHANGING.disconnected,
};

/** Why a room did not tell who belongs to it. */
export const listingFailure = ({ condition, text }) =>
  LISTING[condition] ?? (text || `The room refused it (${condition}).`);

/** Why the user is not in a room any more, as its last presence tells (§7.14, §8.2, §9.1, §10.9). */
export function departure({ codes, actor, reason, destroyed }) {
  const by = actor === '' ? '' : ` by ${actor}`;
  if (destroyed !== null) {
    return `This room was closed for good${because(destroyed.reason)}`;
  }
  if (codes.has(301)) {
    return `You were banned${by}${because(reason)}`;
  }
  if (codes.has(307) && !codes.has(333)) {
    return `You were removed from this room${by}${because(reason)}`;
  }
  if (codes.has(321) || codes.has(322)) {
    return 'Only members may be in this room now, and you are none.';
  }
  if (codes.has(332)) {
    return 'The room’s server was shut down.';
  }
  return codes.has(333) ? 'The connection to the room was lost.' : '';
}

const because = (reason) => (reason === '' ? '.' : `: ${reason}`);

/** What all are told when somebody else was put out; empty when they left by themselves. */
export function removal({ nick, codes, actor, reason }) {
  const by = actor === '' ? '' : ` by ${actor}`;
  if (codes.has(301)) {
    return `${nick} was banned${by}${because(reason)}`;
  }
  if (codes.has(307) && !codes.has(333)) {
    return `${nick} was removed${by}${because(reason)}`;
  }
  return codes.has(321) || codes.has(322) ? `${nick} had to leave: only members may be here.` : '';
}

const CONFIGURED = {
  104: 'The settings of this room were changed.',
  170: 'What is said here is logged publicly from now on.',
  171: 'What is said here is not logged any more.',
  172: 'Everybody here can see everybody’s address from now on.',
  173: 'Only moderators can see addresses from now on.',
};

/** What changed about a room (§10.2.1), a sentence each. */
export const configurationNotices = (codes) => [...codes].map((code) => CONFIGURED[code]).filter((it) => it);

const ROLES = { moderator: 'Moderator', participant: 'Participant', visitor: 'Visitor, may only read', none: 'Not here' };
const AFFILIATIONS = { owner: 'Owner', admin: 'Admin', member: 'Member', none: '', outcast: 'Banned' };

/** What an affiliation is called, also where it is none. */
export const affiliationName = (affiliation) => AFFILIATIONS[affiliation] || 'No rank';

/** What somebody is in a room, in one line. */
export function rank({ role, affiliation }) {
  const parts = [AFFILIATIONS[affiliation], ROLES[role]].filter((it) => it !== '');
  return parts.join(' · ');
}
