import { stanza } from './stanza.js';
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Client } from '../src/client.js';
import { tellRead } from '../src/preferences.js';

const OWN = 'juliet@a';
const ROMEO = 'romeo@b';
const PRIVATE = 'http://jabber.org/protocol/pubsub#publish-options';

const kept = new Map();
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};

/** The connection to a server that answers what it is told to. */
class FakeLink extends EventTarget {
  state = { kind: 'online' };
  resumed = false;
  sent = [];
  requests = [];
  #handlers = new Map();

  /** @param {(request: Element) => string|null|undefined} answer the content of a result; an error for null or nothing */
  constructor(answer) {
    super();
    this.answer = answer;
  }

  takes(name, types, handler) {
    this.#handlers.set(name, handler);
  }

  send(it) {
    this.sent.push(it.tree());
  }

  async request(iq) {
    const request = iq.tree();
    this.requests.push(request);
    const content = this.answer(request, this);
    if (typeof content !== 'string') {
      throw { condition: 'item-not-found', text: '' };
    }
    return stanza(`<iq type='result'>${content}</iq>`);
  }

  receive(xml) {
    const element = stanza(xml);
    this.#handlers.get(element.localName)(element);
  }

  sentXml(part) {
    return this.sent.map(String).filter((it) => it.includes(part));
  }

  requested(part) {
    return this.requests.map(String).filter((it) => it.includes(part));
  }
}

const ROSTER = `<query xmlns='jabber:iq:roster'><item jid='${ROMEO}' subscription='both'/>
  <item jid='paris@b' subscription='to'/></query>`;
const FEATURES = `<query xmlns='http://jabber.org/protocol/disco#info'><feature var='${PRIVATE}'/></query>`;
const items = (content) => `<items node='urn:xmpp:mds:displayed:0'>${content}</items>`;
const item = (chat, id, by = OWN) => `<item id='${chat}'><displayed xmlns='urn:xmpp:mds:displayed:0'>
  <stanza-id xmlns='urn:xmpp:sid:0' id='${id}' by='${by}'/></displayed></item>`;
const pubsub = (content) => `<pubsub xmlns='http://jabber.org/protocol/pubsub'>${content}</pubsub>`;
const event = (from, content) => `<message from='${from}'>
  <event xmlns='http://jabber.org/protocol/pubsub#event'>${items(content)}</event></message>`;

/** One message as an archive keeps it; from romeo unless it is to somebody. */
const archived = (id, { from = `${ROMEO}/c`, to = OWN, text = id, type = 'chat', more = '' } = {}) => ({ id, xml: `<message
  xmlns='jabber:client' from='${from}' to='${to}' type='${type}' id='id of ${id}'><body>${text}</body>${more}</message>` });

/** Answers a query of the archive from its end, in pages of that size. */
function archive(messages, size) {
  return (request, link, from = OWN) => {
    const query = request.getElementsByTagName('query')[0];
    const before = request.getElementsByTagName('before')[0].textContent;
    const end = before === '' ? messages.length : messages.findIndex((it) => it.id === before);
    const page = messages.slice(Math.max(0, end - size), end);
    page.forEach(({ id, xml }) => link.receive(`<message from='${from}'>
      <result xmlns='urn:xmpp:mam:2' queryid='${query.getAttribute('queryid')}' id='${id}'>
      <forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='2026-01-01T12:00:00Z'/>${xml}
      </forwarded></result></message>`));
    return `<fin xmlns='urn:xmpp:mam:2' complete='${end <= size}'><set xmlns='http://jabber.org/protocol/rsm'>
      ${page.length === 0 ? '' : `<first>${page[0].id}</first>`}</set></fin>`;
  };
}

function answering({ messages = [], pageSize = 50, displayed = null, features = FEATURES, from = OWN }) {
  const query = archive(messages, pageSize);
  return (request, link) => {
    const xml = String(request);
    const kinds = {
      'urn:xmpp:carbons:2': () => '',
      'jabber:iq:roster': () => ROSTER,
      'urn:xmpp:mam:2': () => query(request, link, from),
      'disco#info': () => features,
      '<publish ': () => '',
      'urn:xmpp:mds:displayed:0': () => displayed,
    };
    const kind = Object.keys(kinds).find((it) => xml.includes(it));
    return kind === undefined ? null : kinds[kind]();
  };
}

const begun = [];
afterEach(() => begun.splice(0).forEach((client) => client.conference.disconnected()));

/** A user whose session has begun. */
async function online(server = {}, looked = true) {
  document.hasFocus = () => looked;
  const link = new FakeLink(answering(server));
  const client = new Client(link, OWN, []);
  begun.push(client);
  client.online();
  while (link.requested('urn:xmpp:mds').length === 0) {
    await settled(); // the hash of what the page can do takes its time
  }
  await settled();
  return { client, link };
}

/** Everything has happened that follows from what is answered at once. */
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const texts = (client, jid) => client.chats.find(jid)?.messages.map((it) => [it.mine, it.text]) ?? [];
const copy = (direction, xml, from = OWN) => `<message xmlns='jabber:client' from='${from}' type='chat'>
  <${direction} xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>${xml}</forwarded></${direction}></message>`;
const said = (text, more = '') => `<message xmlns='jabber:client' from='${ROMEO}/c' to='${OWN}/x' type='chat' id='id of ${text}'>
  <body>${text}</body>${more}</message>`;
const stanzaId = (id) => `<stanza-id xmlns='urn:xmpp:sid:0' by='${OWN}' id='${id}'/>`;
const wrote = (text, more = '') => `<message xmlns='jabber:client' from='${OWN}/x' to='${ROMEO}' type='chat' id='id of ${text}'>
  <body>${text}</body>${more}</message>`;

test('a new session asks for copies before anything can be said in it (XEP-0280 §4)', async () => {
  const { link } = await online();
  assert.match(String(link.requests[0]), /<enable xmlns="urn:xmpp:carbons:2"/);
});

test('what other clients send and receive is shown, each as what it is', async () => {
  const { client, link } = await online();
  link.receive(copy('received', said('hello')));
  link.receive(copy('sent', wrote('hi', stanzaId('a2'))));
  link.receive(copy('sent', wrote('hi', stanzaId('a2'))));
  assert.deepEqual(texts(client, ROMEO), [[false, 'hello'], [true, 'hi']]);
  assert.equal(client.chats.unread, 1); // XEP-0490 §5.1: who answered need not have read
});

test('what somebody else sends as a copy, or as a result, is not shown (XEP-0280 §11, XEP-0313 §4.2)', async () => {
  const { client, link } = await online({ messages: [archived('a1')], from: 'tybalt@b' });
  for (const from of ['tybalt@b/c', ROMEO, 'a', `${OWN}/x`]) {
    link.receive(copy('received', said('forged'), from));
    link.receive(copy('sent', wrote('forged'), from));
  }
  link.receive(copy('received', copy('received', said('nested'))));
  assert.deepEqual(client.chats.all.flatMap((it) => it.messages), []);
});

test('the newest of the archive tells with whom the user chatted lately', async () => {
  const messages = [
    archived('a1', { from: 'paris@b/c' }), archived('a2', { from: `${OWN}/x`, to: ROMEO }), archived('a3'),
    archived('a4', { from: 'room@r/nick', type: 'groupchat' }),
    archived('a5', { from: 'room@r/nick', more: "<x xmlns='http://jabber.org/protocol/muc#user'/>" }), archived('a6'),
  ];
  const { client, link } = await online({ messages, pageSize: 2 });
  assert.deepEqual(texts(client, ROMEO), [[true, 'a2'], [false, 'a3'], [false, 'a6']]);
  assert.deepEqual(texts(client, 'paris@b'), [[false, 'a1']]);
  assert.deepEqual(client.chats.all.length, 2);
  assert.deepEqual([client.chats.unread, client.chats.find(ROMEO).history.cursor], [0, 'a2']); // nothing tells what was read
  assert.equal(link.requested('urn:xmpp:mam:2').length, 3);
});

test('however much the archive holds, a few pages of it are read', async () => {
  const messages = Array.from({ length: 100 }, (_, i) => archived(`a${i}`));
  const { link } = await online({ messages, pageSize: 2 });
  assert.equal(link.requested('urn:xmpp:mam:2').length, 4);
});

test('unread is what came after what any client has displayed (XEP-0490 §4.3)', async () => {
  const messages = [
    archived('a1'), archived('a2'), archived('a3', { from: `${OWN}/x`, to: ROMEO }), archived('a4'),
    archived('b1', { from: 'paris@b/c' }), archived('b2', { from: `${OWN}/x`, to: 'paris@b' }), archived('b3', { from: 'paris@b/c' }),
    archived('c1', { from: 'nurse@b/c' }),
  ];
  const displayed = pubsub(items(item(ROMEO, 'a1') + item('nurse@b', 'c1') + item('nurse@b', 'c0', 'tybalt@b')));
  const { client } = await online({ messages, displayed });
  const unread = (jid) => client.chats.find(jid).unread;
  assert.deepEqual([unread(ROMEO), unread('paris@b'), unread('nurse@b')], [2, 1, 0]);
});

test('what another client displays is read here, and nobody else tells that (XEP-0490 §5.1)', async () => {
  const { client, link } = await online();
  link.receive(said('one', stanzaId('a1')));
  link.receive(said('two', stanzaId('a2')));
  link.receive(event('tybalt@b', item(ROMEO, 'a2')));
  link.receive(event(OWN, item(ROMEO, 'unknown')));
  assert.equal(client.chats.unread, 2);
  link.receive(event(OWN, item(ROMEO, 'a2')));
  assert.equal(client.chats.unread, 0);
  link.receive(said('three', stanzaId('a3')));
  link.receive(event(OWN, item(ROMEO, 'a1'))); // only forward
  assert.equal(client.chats.unread, 1);
});

test('reading is told to the other clients once, privately (XEP-0490 §4.2, §7)', async () => {
  const { client, link } = await online();
  link.receive(said('one', stanzaId('a1')));
  link.receive(said('two', stanzaId('a2')));
  await settled();
  assert.deepEqual(link.requested('<publish '), []);
  client.open(ROMEO);
  await settled();
  client.open(ROMEO);
  await settled();
  const [published, ...more] = link.requested('<publish ');
  assert.deepEqual(more, []);
  for (const part of ['node="urn:xmpp:mds:displayed:0"', `<item id="${ROMEO}">`, `by="${OWN}"`, 'id="a2"', '>whitelist<', PRIVATE]) {
    assert.ok(published.includes(part), part);
  }
});

test('where nobody keeps a node private, or nobody looks, nothing is told (XEP-0490 §7)', async () => {
  for (const [server, looked] of [[{ features: null }, true], [{}, false]]) {
    const { client, link } = await online(server, looked);
    link.receive(said('one', `${stanzaId('a1')}<markable xmlns='urn:xmpp:chat-markers:0'/>`));
    client.open(ROMEO);
    await settled();
    assert.deepEqual(link.requested('<publish '), []);
    assert.equal(link.sentXml('<displayed ').length, looked ? 1 : 0);
  }
});

test('who asks, and sees when the user is there, is told what was read, the last only (XEP-0333 §4.2, §7)', async () => {
  const { client, link } = await online();
  const markable = "<markable xmlns='urn:xmpp:chat-markers:0'/>";
  const paris = (text) => said(text, markable).replaceAll(ROMEO, 'paris@b');
  [said('one', markable), said('two', markable), said('three'), paris('four')].forEach((it) => link.receive(it));
  client.open(ROMEO);
  await settled();
  client.open('paris@b'); // does not see the user's presence
  await settled();
  client.open(ROMEO);
  await settled();
  assert.deepEqual(link.sentXml('<displayed ').map((it) => [it.includes(`to="${ROMEO}"`), it.includes('id="id of two"')]), [[true, true]]);
});

test('who does not want others to know what was read does not tell it, but to the own clients (XEP-0333 §8)', async () => {
  tellRead(false);
  const { client, link } = await online();
  link.receive(said('one', `${stanzaId('a1')}<markable xmlns='urn:xmpp:chat-markers:0'/>`));
  client.open(ROMEO);
  await settled();
  assert.deepEqual([link.sentXml('<displayed ').length, link.requested('<publish ').length], [0, 1]);
  tellRead(true);
});

test('the user’s messages ask for it, and are read up to what the other tells', async () => {
  const { client, link } = await online();
  client.open(ROMEO);
  ['one', 'two', 'three'].forEach((it) => client.chatting.send(ROMEO, it));
  assert.equal(link.sentXml('<markable xmlns="urn:xmpp:chat-markers:0"/>').length, 3);
  const tells = (from, id) => link.receive(`<message from='${from}/c'><displayed xmlns='urn:xmpp:chat-markers:0' id='${id}'/></message>`);
  const { messages } = client.chats.find(ROMEO);
  tells('tybalt@b', messages[2].id);
  tells(ROMEO, 'unknown');
  tells(ROMEO, messages[1].id);
  assert.deepEqual(messages.map((it) => it.state), ['read', 'read', 'sending']);
});

test('a client that knows only markers tells by them that the user has read (XEP-0333 §4.2)', async () => {
  const { client, link } = await online();
  link.receive(said('one'));
  link.receive(copy('sent', `<message xmlns='jabber:client' from='${OWN}/x' to='${ROMEO}'>
    <displayed xmlns='urn:xmpp:chat-markers:0' id='id of one'/></message>`));
  assert.equal(client.chats.unread, 0);
});
