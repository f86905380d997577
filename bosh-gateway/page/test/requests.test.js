import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stanza } from './stanza.js';
import { Requests } from '../src/protocol/requests.js';

const OWN = ['juliet@a', 'juliet@a/page', 'a'];

test('an answer settles its request', async () => {
  const requests = new Requests();
  const answer = requests.add(stanza("<iq type='get' id='1'/>"), 60_000);
  const result = stanza("<iq type='result' id='1' from='juliet@a'/>");
  requests.answered(result, OWN);
  assert.equal(await answer, result);
});

test('an error rejects its request', async () => {
  const requests = new Requests();
  const answer = requests.add(stanza("<iq type='get' id='1' to='b'/>"), 60_000);
  requests.answered(
    stanza(`<iq type='error' id='1' from='b'><error type='cancel'>
      <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`),
    OWN,
  );
  await assert.rejects(answer, { condition: 'item-not-found' });
});

test('somebody else cannot answer', async () => {
  const requests = new Requests();
  const answer = requests.add(stanza("<iq type='get' id='1'/>"), 60_000);
  requests.answered(stanza("<iq type='result' id='1' from='mallory@b'/>"), OWN);
  requests.abandon();
  await assert.rejects(answer, { condition: 'timeout' });
});
