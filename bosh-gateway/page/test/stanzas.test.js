import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDelay, readError, readMessage, readPresence, readRosterItems, readTermination } from '../src/protocol/stanzas.js';
import { stanza } from './stanza.js';

test('a message is read as text, whatever its text looks like', () => {
  const message = readMessage(
    stanza("<message from='a@b/c' id='m1' type='chat'><body>&lt;img src=x onerror=alert(1)&gt;</body></message>"),
  );
  assert.equal(message.body, '<img src=x onerror=alert(1)>');
  assert.deepEqual([message.from, message.id, message.type, message.error], ['a@b/c', 'm1', 'chat', null]);
});

test('a body of another namespace is none', () => {
  assert.equal(readMessage(stanza("<message><body xmlns='http://www.w3.org/1999/xhtml'>x</body></message>")).body, '');
});

test('a message without a type is a normal one (RFC 6121 §5.2.2)', () => {
  assert.equal(readMessage(stanza('<message/>')).type, 'normal');
});

test('a delayed message was sent at its stamp (XEP-0203 §2)', () => {
  const sent = readDelay(stanza("<message><delay xmlns='urn:xmpp:delay' stamp='2002-09-10T23:08:25Z'/></message>"));
  assert.equal(sent.toISOString(), '2002-09-10T23:08:25.000Z');
});

test('of several stamps the first one counts, and none that makes no sense', () => {
  const sent = readDelay(
    stanza(`<message><delay xmlns='urn:xmpp:delay' stamp='yesterday'/>
      <delay xmlns='urn:xmpp:delay' stamp='2020-01-02T00:00:00Z'/>
      <delay xmlns='urn:xmpp:delay' stamp='2020-01-01T00:00:00Z'/></message>`),
  );
  assert.equal(sent.toISOString(), '2020-01-01T00:00:00.000Z');
  assert.equal(readDelay(stanza("<message><delay xmlns='urn:xmpp:delay' stamp='yesterday'/></message>")), null);
});

test('an error has a type, a condition and perhaps a text (RFC 6120 §8.3.2)', () => {
  const error = readError(
    stanza(`<message type='error'><error type='cancel'>
      <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>no</text>
      <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`),
  );
  assert.deepEqual(error, { type: 'cancel', condition: 'item-not-found', text: 'no' });
});

test('an error without a condition has an undefined one', () => {
  assert.equal(readError(stanza("<iq type='error'/>")).condition, 'undefined-condition');
});

test('a presence without a type is available, and one with an unknown show simply so (RFC 6121 §4.7)', () => {
  const presence = readPresence(stanza("<presence from='a@b/c'><show>busy</show><priority>x</priority></presence>"));
  assert.deepEqual([presence.type, presence.show, presence.priority], ['available', 'available', 0]);
});

test('a presence tells show, status and priority', () => {
  const presence = readPresence(
    stanza("<presence from='a@b/c'><show>dnd</show><status> busy </status><priority>-3</priority></presence>"),
  );
  assert.deepEqual([presence.show, presence.status, presence.priority], ['dnd', 'busy', -3]);
});

test('roster items have a name and a subscription; none without an address (RFC 6121 §2.1.2)', () => {
  const items = readRosterItems(
    stanza(`<iq type='result'><query xmlns='jabber:iq:roster'>
      <item jid='romeo@b' name='Romeo' subscription='both'/>
      <item jid='nurse@b' ask='subscribe'/><item/></query></iq>`),
  );
  assert.deepEqual(items, [
    { jid: 'romeo@b', name: 'Romeo', subscription: 'both', asked: false },
    { jid: 'nurse@b', name: '', subscription: 'none', asked: true },
  ]);
});

test('an empty roster result has no items', () => {
  assert.deepEqual(readRosterItems(stanza("<iq type='result'/>")), []);
});

const body = (attributes, content = '') => stanza(`<body ${attributes}>${content}</body>`);

test('a terminated session says why: the condition of its stream error before that of the binding', () => {
  const error = `<stream:error xmlns:stream='http://etherx.jabber.org/streams'>
    <conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>`;
  assert.equal(readTermination(body("type='terminate' condition='remote-stream-error'", error)), 'conflict');
  assert.equal(readTermination(body("type='terminate' condition='item-not-found'")), 'item-not-found');
  assert.equal(readTermination(body('')), null);
});

test('over WebSocket the stream error stands alone', () => {
  const error = `<stream:error xmlns:stream='http://etherx.jabber.org/streams'>
    <system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>`;
  assert.equal(readTermination(body('', error).firstChild), 'system-shutdown');
  assert.equal(readTermination(stanza("<message><error type='cancel'/></message>")), null);
});
