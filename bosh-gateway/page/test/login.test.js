import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { stanza } from './stanza.js';
import { Management } from '../src/protocol/management.js';
import { Sasl2 } from '../src/protocol/sasl2.js';
import { expectedAnswer, initialResponse } from '../src/protocol/token.js';

const JID = 'juliet@a';
const AGENT = '4b4c7b3e-5a43-4d0e-9f6e-0d1f6b5c9a10';
const hmac = (token, role) => createHmac('sha256', token).update(role).digest();

/** What the library's connection is to the login. */
class FakeConnection {
  sent = [];
  statuses = [];
  handlers = new Map();
  jid = JID;
  authenticated = false;
  _sasl_data = {};
  _proto = { _buildStream: () => ({ attrs: (it) => it }) };
  sm = { state: {}, initialize() {}, hasResumableState: () => false, onInbound() {}, sendEnable() {}, _sendRaw() {} };
  old = null;

  authenticate(mechanisms) {
    this.old = mechanisms;
  }

  _addSysHandler(handler, namespace, name) {
    this.handlers.set(name, handler);
  }

  deleteHandler() {}
  _registerSMHandlers() {}
  flush() {}

  send(element) {
    this.sent.push(element);
  }

  _changeConnectStatus(status, condition) {
    this.statuses.push([status, condition]);
  }

  _sasl_failure_cb() {
    this.statuses.push([4, null]);
  }
}

const scram = {
  mechname: 'SCRAM-SHA-256', priority: 70, test: () => true, onStart() {}, clientChallenge: () => 'n,,n=juliet,r=x',
};
const offer = (inline = "<fast xmlns='urn:xmpp:fast:0'><mechanism>HT-SHA-256-NONE</mechanism></fast>") =>
  stanza(`<wrapper><features xmlns='http://etherx.jabber.org/streams'><authentication xmlns='urn:xmpp:sasl:2'>
    <mechanism>SCRAM-SHA-256</mechanism><inline><bind xmlns='urn:xmpp:bind:0'/>${inline}</inline>
  </authentication></features></wrapper>`);

async function login(secret, features) {
  const connection = new FakeConnection();
  const sasl2 = new Sasl2(connection, new Management(() => {}), { jid: JID, secret, agent: AGENT });
  if (features !== undefined) {
    sasl2.received(features);
  }
  await connection.authenticate([scram]);
  return { connection, sasl2, request: connection.sent[0] };
}

const named = (element, name) => element.getElementsByTagName(name)[0];
const inside = (xml) => stanza(`<wrapper>${xml}</wrapper>`).firstChild;
const success = (data, more = '') => inside(`<success xmlns='urn:xmpp:sasl:2'><additional-data>${data}</additional-data>
  <authorization-identifier>juliet@a/Godwit/1</authorization-identifier>${more}</success>`);

test('a token is proven and not told (The Hashed Token SASL Mechanism, §3.1, §3.3)', async () => {
  const said = Buffer.from(await initialResponse('juliet', 'secret'), 'base64');
  assert.deepEqual(said, Buffer.concat([Buffer.from('juliet\0'), hmac('secret', 'Initiator')]));
  assert.equal(await expectedAnswer('secret'), hmac('secret', 'Responder').toString('base64'));
});

test('a server without SASL2 gets SASL as the library does it (RFC 6120 §6)', async () => {
  const { connection } = await login('password');
  assert.deepEqual([connection.old, connection.sent], [[scram], []]);
});

test('with the password, a token is asked for and a resource bound (XEP-0484 §3.2, XEP-0386 §4)', async () => {
  const { connection, sasl2, request } = await login('password', offer());
  assert.equal(request.getAttribute('mechanism'), 'SCRAM-SHA-256');
  assert.equal(named(request, 'user-agent').getAttribute('id'), AGENT);
  assert.equal(named(request, 'request-token').getAttribute('mechanism'), 'HT-SHA-256-NONE');
  assert.equal(named(request, 'tag').parentNode.getAttribute('xmlns'), 'urn:xmpp:bind:0');
  connection._sasl_data = { 'server-signature': 'sig' };
  const given = "<token xmlns='urn:xmpp:fast:0' token='abc' expiry='2030-01-01T00:00:00Z'/><bound xmlns='urn:xmpp:bind:0'/>";
  connection.handlers.get('success')(success(btoa('v=sig'), given));
  assert.deepEqual([sasl2.token, connection.jid, connection.authenticated], ['abc', 'juliet@a/Godwit/1', true]);
  assert.deepEqual(connection.statuses, [[5, null]]);
});

test('a server without tokens is not asked for one', async () => {
  const { request } = await login('password', offer(''));
  assert.equal(named(request, 'request-token'), undefined);
});

test('a server that does not know the secret is not believed (RFC 5802 §5)', async () => {
  const { connection } = await login('password', offer());
  connection._sasl_data = { 'server-signature': 'sig' };
  connection.handlers.get('success')(success(btoa('v=other'), "<bound xmlns='urn:xmpp:bind:0'/>"));
  assert.deepEqual([connection.authenticated, connection.statuses], [false, [[4, null]]]);
});

test('a token logs in, and stays until the server gives another (XEP-0484 §3.4, §3.5)', async () => {
  const bound = "<bound xmlns='urn:xmpp:bind:0'/>";
  const answer = hmac('secret', 'Responder').toString('base64');
  const { connection, sasl2, request } = await login({ token: 'secret' }, offer());
  assert.deepEqual([request.getAttribute('mechanism'), named(request, 'fast').childNodes.length], ['HT-SHA-256-NONE', 0]);
  connection.handlers.get('success')(success(answer, bound));
  assert.deepEqual([sasl2.token, connection.authenticated], ['secret', true]);
  const forged = await login({ token: 'secret' }, offer());
  forged.connection.handlers.get('success')(success('AAAA', bound));
  assert.equal(forged.connection.authenticated, false);
});

test('a token is shown to nobody who does not take tokens', async () => {
  for (const features of [undefined, offer('')]) {
    const { connection } = await login({ token: 'secret' }, features);
    assert.deepEqual([connection.sent, connection.old, connection.statuses], [[], null, [[4, null]]]);
  }
});

test('a refusal tells its condition (XEP-0388 §2.6.2)', async () => {
  const { connection } = await login('password', offer());
  connection.handlers.get('failure')(inside(`<failure xmlns='urn:xmpp:sasl:2'>
    <account-disabled xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></failure>`));
  assert.deepEqual(connection.statuses, [[4, 'account-disabled']]);
});
