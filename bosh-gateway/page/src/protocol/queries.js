/** Answers to what others ask of this client (RFC 6120 §8.2.3). */
import { $iq } from 'strophe.js';
import { FEATURES, IDENTITY, isOurs } from './capabilities.js';
import { NS, attribute, children } from './xml.js';

/** The answer to an IQ of type `get` or `set` that nothing else takes. */
export function answer(request) {
  const address = { id: attribute(request, 'id') };
  if (request.hasAttribute('from')) {
    address.to = attribute(request, 'from');
  }
  const asked = attribute(request, 'type') === 'get' ? children(request)[0]?.namespaceURI : null;
  switch (asked) {
    case NS.ping:
      return $iq({ ...address, type: 'result' });
    case NS.discoInfo:
      return description(address, attribute(children(request)[0], 'node'));
    default:
      return refusal(address, 'service-unavailable');
  }
}

function description(address, node) {
  if (!isOurs(node)) {
    return refusal(address, 'item-not-found'); // XEP-0030 §7
  }
  const query = { xmlns: NS.discoInfo, ...(node === '' ? {} : { node }) };
  const result = $iq({ ...address, type: 'result' }).c('query', query).c('identity', IDENTITY).up();
  FEATURES.forEach((feature) => result.c('feature', { var: feature }).up());
  return result;
}

const refusal = (address, condition) =>
  $iq({ ...address, type: 'error' }).c('error', { type: 'cancel' }).c(condition, { xmlns: NS.stanzaErrors });
