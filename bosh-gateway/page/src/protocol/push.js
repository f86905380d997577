/** Notifications while the page is closed (XEP-0357), by a service that speaks Web Push. */
import { $iq } from 'strophe.js';
import { NS, attribute, child, children } from './xml.js';

const PUSH = 'urn:xmpp:push:0';
const WEB_PUSH = 'urn:godwit:web-push:0';
const DISCO_ITEMS = 'http://jabber.org/protocol/disco#items';
const DATA_FORMS = 'jabber:x:data';
const PUBLISH_OPTIONS = 'http://jabber.org/protocol/pubsub#publish-options';

/** So many services of a server are asked what they are. */
const MAX_SERVICES = 20;

/** Whether the server tells push services what an account misses (XEP-0357 §4.1). */
export async function isOffered(request, jid) {
  const result = await request($iq({ type: 'get', to: jid }).c('query', { xmlns: NS.discoInfo }));
  const query = child(result, NS.discoInfo, 'query');
  return query !== null && children(query).some((it) => it.localName === 'feature' && attribute(it, 'var') === PUSH);
}

/**
 * Finds the service of a server that sends notifications to browsers (XEP-0030).
 *
 * @param {(iq: object) => Promise<Element>} request sends an IQ and gives the result
 * @returns {Promise<{jid: string, key: string} | null>} the service, and its key in base64url
 */
export async function findService(request, domain) {
  const items = await request($iq({ type: 'get', to: domain }).c('query', { xmlns: DISCO_ITEMS }));
  const services = children(child(items, DISCO_ITEMS, 'query') ?? items).map((item) => attribute(item, 'jid'));
  for (const jid of services.slice(0, MAX_SERVICES)) {
    const about = $iq({ type: 'get', to: jid }).c('query', { xmlns: NS.discoInfo });
    const key = await request(about).then(readKey, () => null); // one that does not answer is none
    if (key !== null) {
      return { jid, key };
    }
  }
  return null;
}

/** The key in a description of a push service; null in other descriptions. */
export function readKey(result) {
  const query = child(result, NS.discoInfo, 'query');
  const parts = query === null ? [] : children(query);
  const isPush = parts.some((it) => attribute(it, 'category') === 'pubsub' && attribute(it, 'type') === 'push');
  const form = parts.find((it) => it.namespaceURI === DATA_FORMS && fieldValue(it, 'FORM_TYPE') === WEB_PUSH);
  return isPush && form !== undefined ? fieldValue(form, 'vapid') : null;
}

function fieldValue(form, name) {
  const field = children(form).find((it) => attribute(it, 'var') === name);
  return field === undefined ? null : (child(field, DATA_FORMS, 'value')?.textContent ?? null);
}

/**
 * Asks for notifications (XEP-0357 §5).
 *
 * @param {{endpoint: string, keys: {p256dh: string, auth: string}}} subscription as the browser tells it
 */
export function enabling(service, node, { endpoint, keys }) {
  const iq = $iq({ type: 'set' })
    .c('enable', { xmlns: PUSH, jid: service, node })
    .c('x', { xmlns: DATA_FORMS, type: 'submit' });
  const fields = { FORM_TYPE: PUBLISH_OPTIONS, endpoint, p256dh: keys.p256dh, auth: keys.auth };
  for (const [name, value] of Object.entries(fields)) {
    iq.c('field', { var: name }).c('value', {}, value).up();
  }
  return iq;
}

/** Asks for no more of them (XEP-0357 §6). */
export function disabling(service, node) {
  return $iq({ type: 'set' }).c('disable', { xmlns: PUSH, jid: service, node });
}
