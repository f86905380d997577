import { stanza } from './stanza.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCopy } from '../src/protocol/carbons.js';

const OWN = 'romeo@montague.example';
const copy = (from, direction, content) => stanza(`<message from='${from}' to='${OWN}/home' type='chat'>
  <${direction} xmlns='urn:xmpp:carbons:2'>${content}</${direction}></message>`);
const forwarded = (from, to) => `<forwarded xmlns='urn:xmpp:forward:0'>
  <message xmlns='jabber:client' from='${from}' to='${to}'><body>tonight</body></message></forwarded>`;
const received = forwarded('juliet@capulet.example/balcony', `${OWN}/garden`);

test('a copy of what another client received or sent is the message in it (XEP-0280 §7, §8)', () => {
  const inbound = readCopy(copy(OWN, 'received', received), OWN);
  assert.deepEqual([inbound.sent, inbound.stanza.getAttribute('from')], [false, 'juliet@capulet.example/balcony']);
  const outbound = readCopy(copy(OWN, 'sent', forwarded(`${OWN}/garden`, 'juliet@capulet.example')), OWN);
  assert.deepEqual([outbound.sent, outbound.stanza.getAttribute('to')], [true, 'juliet@capulet.example']);
});

test('only the user’s own account makes copies (XEP-0280 §11)', () => {
  for (const from of ['tybalt@capulet.example/home', 'tybalt@capulet.example', 'montague.example', `${OWN}/garden`, '']) {
    for (const direction of ['received', 'sent']) {
      assert.equal(readCopy(copy(from, direction, received), OWN).stanza, null, `${direction} from ${from}`);
    }
  }
});

test('a copy without a message is empty, and other messages are none', () => {
  assert.equal(readCopy(copy(OWN, 'received', ''), OWN).stanza, null);
  assert.equal(readCopy(copy(OWN, 'received', "<forwarded xmlns='urn:xmpp:forward:0'/>"), OWN).stanza, null);
  assert.equal(readCopy(stanza('<message><body>hi</body></message>'), OWN), null);
});
