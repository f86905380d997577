import { stanza } from './stanza.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { disabling, enabling, findService, isOffered } from '../src/protocol/push.js';

const DISCO = 'http://jabber.org/protocol/disco';
const described = (type, formType) =>
  stanza(`<iq type='result'><query xmlns='${DISCO}#info'><identity category='pubsub' type='${type}'/>
    <x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE'><value>${formType}</value></field>
    <field var='vapid'><value>BKey</value></field></x></query></iq>`);

/** A server whose services describe themselves so; null for one that does not answer. */
const server = (services) => async (iq) => {
  const to = iq.tree().getAttribute('to');
  if (to === 'example.org') {
    const items = Object.keys(services).map((jid) => `<item jid='${jid}'/>`);
    return stanza(`<iq type='result'><query xmlns='${DISCO}#items'>${items.join('')}</query></iq>`);
  }
  return services[to] ?? Promise.reject(new Error('timeout'));
};

test('an account says whether notifications are sent for it (XEP-0357 §4.1)', async () => {
  const account = (feature) => async () =>
    stanza(`<iq type='result'><query xmlns='${DISCO}#info'><feature var='${feature}'/></query></iq>`);
  assert.equal(await isOffered(account('urn:xmpp:push:0'), 'juliet@example.org'), true);
  assert.equal(await isOffered(account('urn:xmpp:ping'), 'juliet@example.org'), false);
});

test('the push service is found among others by what it says of itself (XEP-0357 §4.2)', async () => {
  const services = {
    'silent.example.org': null,
    'pubsub.example.org': described('service', 'urn:godwit:web-push:0'),
    'mobile.example.org': described('push', 'urn:example:other'),
    'push.example.org': described('push', 'urn:godwit:web-push:0'),
  };
  assert.deepEqual(await findService(server(services), 'example.org'), { jid: 'push.example.org', key: 'BKey' });
});

test('a server may have none', async () => {
  assert.equal(await findService(server({}), 'example.org'), null);
});

test('the subscription goes along as publish options (XEP-0357 §5)', () => {
  const subscription = { endpoint: 'https://push.example.net/1?a&b', keys: { p256dh: 'BPub', auth: 'secret' } };
  const enable = enabling('push.example.org', 'n1', subscription).tree().firstChild;

  assert.equal(enable.getAttribute('jid'), 'push.example.org');
  assert.equal(enable.getAttribute('node'), 'n1');
  const fields = Array.from(enable.getElementsByTagName('field'), (it) => [it.getAttribute('var'), it.textContent]);
  assert.deepEqual(fields, [
    ['FORM_TYPE', 'http://jabber.org/protocol/pubsub#publish-options'],
    ['endpoint', 'https://push.example.net/1?a&b'],
    ['p256dh', 'BPub'],
    ['auth', 'secret'],
  ]);
});

test('one node is disabled (XEP-0357 §6)', () => {
  const disable = disabling('push.example.org', 'n1').tree().firstChild;
  assert.deepEqual(['jid', 'node'].map((name) => disable.getAttribute(name)), ['push.example.org', 'n1']);
});
