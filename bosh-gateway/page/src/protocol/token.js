/** Tokens that stand for the password (XEP-0484), by the mechanism for clients that cannot bind a channel. */
import { NS, attribute, child } from './xml.js';

/** The mechanism: what is proven is not bound to TLS, of which scripts in browsers know nothing. */
export const MECHANISM = 'HT-SHA-256-NONE';

/**
 * A token of the server, and the installation to which it belongs.
 *
 * @typedef {object} Token
 * @property {string} token
 * @property {string} agent a UUID (XEP-0388 §2.3)
 */

const encode = (text) => new TextEncoder().encode(text);

async function hmac(token, role) {
  const key = await crypto.subtle.importKey('raw', encode(token), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encode(role)));
}

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** What a client says that has a token: the name, a zero byte, and its proof (The Hashed Token SASL Mechanism, §3.1). */
export async function initialResponse(user, token) {
  return base64(new Uint8Array([...encode(user), 0, ...(await hmac(token, 'Initiator'))]));
}

/** What a server answers that knows the token as well (§3.3). */
export const expectedAnswer = async (token) => base64(await hmac(token, 'Responder'));

/** Whether the features of a server offer it (XEP-0484 §3.1). */
export function offersTokens(authentication) {
  const inline = child(authentication, NS.sasl2, 'inline');
  const fast = inline === null ? null : child(inline, NS.fast, 'fast');
  const mechanisms = fast === null ? [] : Array.from(fast.childNodes);
  return mechanisms.some((it) => it.localName === 'mechanism' && it.textContent === MECHANISM);
}

/** The token that comes with success (§3.3, §3.5); null where there is none. */
export function readToken(success) {
  const token = child(success, NS.fast, 'token');
  return token === null ? null : attribute(token, 'token') || null;
}
