import { stanza } from './stanza.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHash } from 'node:crypto';
import { capabilities } from '../src/protocol/capabilities.js';
import { answer } from '../src/protocol/queries.js';
import { NS } from '../src/protocol/xml.js';

const FEATURES = [
  'http://jabber.org/protocol/caps', 'http://jabber.org/protocol/disco#info', 'http://jabber.org/protocol/muc',
  'jabber:x:conference', 'urn:xmpp:bookmarks:1+notify', 'urn:xmpp:chat-markers:0', 'urn:xmpp:mds:displayed:0+notify',
  'urn:xmpp:message-retract:1', 'urn:xmpp:ping',
];

const ask = (xml) => answer(stanza(xml)).tree();

test('a ping is answered to whom it came from (XEP-0199 §4.1)', () => {
  const reply = ask("<iq type='get' id='p' from='b'><ping xmlns='urn:xmpp:ping'/></iq>");
  assert.deepEqual(['type', 'id', 'to'].map((name) => reply.getAttribute(name)), ['result', 'p', 'b']);
});

test('what is not known is refused (RFC 6120 §8.4)', () => {
  const reply = ask("<iq type='set' id='p' from='b'><ping xmlns='urn:xmpp:ping'/></iq>");
  assert.equal(reply.getAttribute('type'), 'error');
  assert.equal(reply.getElementsByTagName('service-unavailable').length, 1);
});

test('service discovery tells what the page answers (XEP-0030 §3)', () => {
  const reply = ask(`<iq type='get' id='p'><query xmlns='${NS.discoInfo}'/></iq>`);
  const features = Array.from(reply.getElementsByTagName('feature'), (it) => it.getAttribute('var'));
  assert.deepEqual(features, FEATURES);
  assert.equal(reply.hasAttribute('to'), false);
});

test('presence names what service discovery tells (XEP-0115 §5.1, §6.2)', async () => {
  const { ver, node, hash } = await capabilities();
  const text = `client/web//Godwit<${FEATURES.join('<')}<`;
  assert.deepEqual([ver, hash], [createHash('sha1').update(text).digest('base64'), 'sha-1']);
  const query = (asked) => ask(`<iq type='get' id='p'><query xmlns='${NS.discoInfo}' node='${asked}'/></iq>`);
  assert.equal(query(`${node}#${ver}`).getElementsByTagName('query')[0].getAttribute('node'), `${node}#${ver}`);
  assert.equal(query('other').getElementsByTagName('item-not-found').length, 1);
});
