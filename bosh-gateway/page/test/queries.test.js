import { stanza } from './stanza.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer } from '../src/protocol/queries.js';
import { NS } from '../src/protocol/xml.js';

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
  assert.deepEqual(features, [NS.discoInfo, NS.ping]);
  assert.equal(reply.hasAttribute('to'), false);
});
