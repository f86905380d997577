/** Addresses (RFC 7622), as far as a client needs to understand them: the server has the last word. */

// RFC 7622 §3.3.1: what a localpart must not hold, besides white space and control characters
const FORBIDDEN_LOCAL = /[\s\p{Cc}"&'/:<>@]/u;
const DOMAIN = /^[\p{L}\p{N}]([\p{L}\p{N}\p{M}.-]*[\p{L}\p{N}\p{M}])?$|^\[[0-9a-f:.]+\]$/iu;
const MAX_BYTES = 1023;

const fits = (part) => part.length > 0 && new TextEncoder().encode(part).length <= MAX_BYTES;

/** The address without its resource. */
export function bare(jid) {
  const slash = jid.indexOf('/');
  return slash < 0 ? jid : jid.slice(0, slash);
}

/** What stands behind the first slash; empty without one. */
export function resource(jid) {
  const slash = jid.indexOf('/');
  return slash < 0 ? '' : jid.slice(slash + 1);
}

/** What stands before the @; empty for the address of a domain. */
export function local(jid) {
  const at = bare(jid).indexOf('@');
  return at < 0 ? '' : jid.slice(0, at);
}

export function domain(jid) {
  return bare(jid).slice(bare(jid).indexOf('@') + 1);
}

/**
 * What a person typed as an address: `juliet@example.org`, or `juliet` for somebody at the default domain.
 *
 * @returns {string|null} the bare address, case folded, or null if it cannot be one
 */
export function parseTyped(text, defaultDomain) {
  const typed = bare(text.trim().replace(/^xmpp:/i, '').normalize('NFC'));
  const at = typed.indexOf('@');
  const name = (at < 0 ? typed : typed.slice(0, at)).toLowerCase();
  const place = (at < 0 ? defaultDomain : typed.slice(at + 1)).toLowerCase();
  if (!fits(name) || FORBIDDEN_LOCAL.test(name) || !fits(place) || !DOMAIN.test(place)) {
    return null;
  }
  return `${name}@${place}`;
}

/** A user name as SCRAM wants it (RFC 5802 §5.1): the two characters with a meaning escaped. */
export function saslName(name) {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C');
}
