/** Answers to what others ask of this client (RFC 6120 §8.2.3). */
import { $iq } from 'strophe.js';
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
      return $iq({ ...address, type: 'result' })
        .c('query', { xmlns: NS.discoInfo })
        .c('identity', { category: 'client', type: 'web', name: 'Godwit' })
        .up()
        .c('feature', { var: NS.discoInfo })
        .up()
        .c('feature', { var: NS.ping });
    default:
      return $iq({ ...address, type: 'error' })
        .c('error', { type: 'cancel' })
        .c('service-unavailable', { xmlns: NS.stanzaErrors });
  }
}
