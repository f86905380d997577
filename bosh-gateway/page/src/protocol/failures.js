/** What went wrong, in words that a person understands. */
import { bytes } from './amounts.js';

const LOGIN = {
  'not-authorized': 'User name or password is wrong.',
  'account-disabled': 'This account is disabled. Ask whoever runs the server.',
  'credentials-expired': 'This password has expired. Ask whoever runs the server for a new one.',
  'temporary-auth-failure': 'The server cannot check passwords right now. Try again in a moment.',
  'unreachable': 'The server cannot be reached. Check your connection and try again.',
  'no-answer': 'The server does not answer. Try again in a moment.',
  'host-unknown': 'This server does not serve that domain. Check the part after the @.',
  'improper-addressing': 'This server does not serve that domain. Check the part after the @.',
  'policy-violation': 'The server refused the connection: too many attempts. Wait a moment.',
  'resource-constraint': 'The server has no room for another session right now. Try again later.',
  'system-shutdown': 'The server is shutting down. Try again in a moment.',
  'conflict': 'You were logged out, because your session was replaced by another one.',
  'logged-out': 'You were logged out. Log in again with your password.',
  'insecure': 'Logging in needs a secure connection. Open this page with https.',
};

/** Why logging in failed, or why a session ended for good. */
export function loginFailure(condition) {
  return LOGIN[condition] ?? `Logging in failed (${condition}). Try again, or ask whoever runs the server.`;
}

const DELIVERY = {
  'service-unavailable': 'nobody takes messages at this address right now',
  'recipient-unavailable': 'nobody takes messages at this address right now',
  'item-not-found': 'this address does not exist',
  'gone': 'this address does not exist any more',
  'jid-malformed': 'this is not a valid address',
  'remote-server-not-found': 'the server of this address was not found',
  'remote-server-timeout': 'the server of this address does not answer',
  'not-acceptable': 'the other side does not accept it',
  'not-allowed': 'this is not allowed',
  'forbidden': 'this is not allowed',
  'policy-violation': 'it breaks a rule of the server',
  'resource-constraint': 'the other side has no room for it right now',
};

/** Why a message was not delivered, such as after "Not delivered:". */
export function deliveryFailure({ condition, text }) {
  return DELIVERY[condition] ?? (text || condition);
}

const REGISTRATION = {
  'conflict': 'This user name is taken. Choose another one.',
  'jid-malformed': 'This user name has characters that are not allowed.',
  'not-acceptable': 'The server does not accept this user name or password.',
  'bad-request': 'The server does not accept this user name or password.',
  'not-allowed': 'This server does not let you create an account from here.',
  'forbidden': 'This server does not let you create an account from here.',
  'service-unavailable': 'This server does not let you create an account from here.',
  'resource-constraint': 'Too many accounts were created just now. Wait a while.',
  'policy-violation': 'Too many accounts were created just now. Wait a while.',
  'unreachable': LOGIN.unreachable,
};

/** Why an account could not be made. */
export function registrationFailure({ condition, text }) {
  return REGISTRATION[condition] ?? (text || `Creating the account failed (${condition}).`);
}

/** Why an account could not be made with an invitation. */
export function invitedFailure({ condition, text }) {
  return condition === 'item-not-found' ? 'This invitation is no good any more. Ask for a new one.' : registrationFailure({ condition, text });
}

const INVITATION = {
  'forbidden': 'This server does not let you invite others.',
  'item-not-found': 'This server has no invitations.',
  'service-unavailable': 'This server has no invitations.',
  'timeout': 'The server did not answer. Try again in a moment.',
};

/** Why an invitation could not be made. */
export function invitationFailure({ condition, text }) {
  return INVITATION[condition] ?? (text || `The server refused it (${condition}).`);
}

const TRANSFER = {
  'cancelled': 'it was cancelled.',
  'empty': 'it is empty.',
  'no-service': 'this server takes no files.',
  'unreachable': 'the connection broke.',
  'timeout': 'the server did not answer.',
};

/** Why a file was not sent, such as after "Not sent:". */
export function transferFailure({ condition, text, limit }) {
  if (condition === 'too-large') {
    return `it is larger than this server takes (${bytes(limit)}).`;
  }
  return TRANSFER[condition] ?? (text || `the server refused it (${condition}).`);
}

const REQUEST = {
  'timeout': 'The server did not answer. Try again in a moment.',
  'service-unavailable': 'This server keeps no contacts.',
};

/** Why a change of the contacts failed. */
export function requestFailure({ condition, text }) {
  return REQUEST[condition] ?? (text || `The server refused it (${condition}).`);
}
