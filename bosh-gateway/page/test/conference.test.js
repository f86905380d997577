import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { stanza } from './stanza.js';
import { Conference } from '../src/conference/conference.js';

const ROOM = 'balcony@rooms.b';
const USER = "xmlns='http://jabber.org/protocol/muc#user'";
const SELF_PING = /^<iq.* to='balcony@rooms.b\/Juliet'.*<ping /;

/** A session whose other side is the test: what was sent, and an answer for each request by what it looks like. */
class Session {
  jid = 'juliet@b';
  sent = [];
  connected = true;
  looked = false;
  answers = [
    [/disco#info/, "<iq type='result'/>"],
    [/<items node='urn:xmpp:bookmarks:1'/, { condition: 'item-not-found', text: '' }],
    [/./, "<iq type='result'/>"],
  ];
  #count = 0;

  availability = () => ({ show: 'available', status: '' });
  isConnected = () => this.connected;
  send = (it) => this.sent.push(text(it));
  newId = () => `id${this.#count++}`;
  isLooked = () => this.looked;
  changed = () => {};

  request = async (iq) => {
    this.sent.push(text(iq));
    const [, answer] = this.answers.find(([pattern]) => pattern.test(text(iq)));
    if (typeof answer === 'string') {
      return stanza(answer);
    }
    throw answer;
  };

  answer(pattern, answer) {
    this.answers.unshift([pattern, answer]);
  }

  /** What was sent of a kind since the last look. */
  take(pattern) {
    const found = this.sent.filter((it) => pattern.test(it));
    this.sent = [];
    return found;
  }
}

// attributes in the order of their names
const text = (builder) => builder.toString().replaceAll('"', "'");
const settled = () => new Promise((resolve) => setImmediate(resolve));

const own = (more = '', nick = 'Juliet') =>
  stanza(`<presence from='${ROOM}/${nick}'><x ${USER}><item affiliation='none' role='participant'/><status code='110'/>${more}</x></presence>`);
const refusal = (condition) => stanza(`<presence from='${ROOM}/Juliet' type='error'><x xmlns='http://jabber.org/protocol/muc'/>
  <error type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>`);
const groupchat = (nick, content, more = '') => stanza(`<message from='${ROOM}/${nick}' type='groupchat' ${more}>${content}</message>`);

async function inRoom() {
  const session = new Session();
  const conference = new Conference(session);
  conference.online();
  const entry = conference.attendance.enter(ROOM, 'Juliet');
  conference.presence(own());
  conference.message(groupchat('Romeo', '<subject/>'));
  await entry;
  await settled();
  session.sent = [];
  return { session, conference, room: conference.rooms.find(ROOM) };
}

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] }));
afterEach(() => mock.timers.reset());

test('who enters is in when the room says so, and the room is kept for the next login', async () => {
  const session = new Session();
  const conference = new Conference(session);
  conference.online();
  const entry = conference.attendance.enter(ROOM, 'Juliet', 'secret');
  assert.equal(conference.rooms.find(ROOM).state, 'entering');
  conference.presence(own());
  assert.deepEqual(await entry, { created: false });
  await settled();
  assert.match(session.take(/<publish /)[0], /<conference autojoin='true' .*<nick>Juliet<\/nick><password>secret<\/password>/);
});

test('a new room opens at once unless the user wants to set it up (§10.1)', async () => {
  for (const setUp of [false, true]) {
    const session = new Session();
    const conference = new Conference(session);
    const entry = conference.attendance.enter(ROOM, 'Juliet', '', setUp);
    conference.presence(own("<status code='201'/>"));
    assert.deepEqual(await entry, { created: true });
    assert.equal(session.take(/muc#owner.*type='submit'/).length, setUp ? 0 : 1);
  }
});

test('who may not enter is told why, and may try again', async () => {
  const session = new Session();
  const conference = new Conference(session);
  const entry = conference.attendance.enter(ROOM, 'Juliet');
  conference.presence(refusal('not-authorized'));
  await assert.rejects(entry, { condition: 'not-authorized' });
  const room = conference.rooms.find(ROOM);
  assert.deepEqual([room.state, room.problem, room.needsPassword], ['failed', 'This room needs a password.', true]);
  const again = conference.attendance.enter(ROOM, 'Juliet', 'secret');
  conference.presence(own());
  await again;
  assert.deepEqual([room.state, room.problem], ['in', '']);
});

test('a room that does not answer is given up after 20 seconds', async () => {
  const conference = new Conference(new Session());
  const entry = conference.attendance.enter(ROOM, 'Juliet');
  mock.timers.tick(20_000);
  await assert.rejects(entry, { condition: 'timeout' });
  assert.equal(conference.rooms.find(ROOM).problem, 'The room does not answer. Try again in a moment.');
});

test('a room that was silent for a quarter of an hour is asked whether the user is still in it (XEP-0410 §3.2)', async () => {
  const { session, conference } = await inRoom();
  mock.timers.tick(14 * 60_000);
  conference.message(groupchat('Romeo', '<body>hi</body>'));
  mock.timers.tick(15 * 60_000);
  assert.deepEqual(session.take(SELF_PING), []);
  session.answer(SELF_PING, { condition: 'not-acceptable', text: '' });
  mock.timers.tick(60_000);
  await settled();
  assert.deepEqual(session.sent.map((it) => it.slice(1, 4)), ['iq ', 'pre']);
});

test('a room that did not answer is tried again while the session lasts, and not after it', async () => {
  const session = new Session();
  const conference = new Conference(session);
  conference.online();
  conference.attendance.enter(ROOM, 'Juliet').catch(() => {});
  mock.timers.tick(20_000);
  session.sent = [];
  mock.timers.tick(60_000);
  assert.equal(session.take(/^<presence/).length, 1);
  conference.disconnected();
  mock.timers.tick(600_000);
  assert.deepEqual(session.take(/^<presence/), []);
});

test('after a new session the user enters again, with the nickname and password of before', async () => {
  const { session, conference, room } = await inRoom();
  conference.disconnected();
  assert.equal(room.state, 'failed');
  conference.online();
  assert.equal(room.state, 'entering');
  assert.equal(session.take(/^<presence to='balcony@rooms.b\/Juliet'/).length, 1);
});

test('who left, was put out or refused does not come back by itself', async () => {
  const leaves = async ({ conference }) => conference.attendance.leave(ROOM);
  const kicked = async ({ conference }) =>
    conference.presence(stanza(`<presence from='${ROOM}/Juliet' type='unavailable'><x ${USER}>
      <item affiliation='none' role='none'/><status code='110'/><status code='307'/></x></presence>`));
  for (const gone of [leaves, kicked]) {
    const { session, conference, room } = await inRoom();
    await gone({ conference });
    assert.notEqual(room.state, 'in');
    session.sent = [];
    conference.disconnected();
    conference.online();
    assert.deepEqual(session.take(/^<presence/), []);
  }
});

test('rooms of the bookmarks are entered by themselves where they are to be (XEP-0402 §3.2)', async () => {
  const session = new Session();
  session.answer(/<items node='urn:xmpp:bookmarks:1'/, `<iq type='result'><pubsub xmlns='http://jabber.org/protocol/pubsub'>
    <items node='urn:xmpp:bookmarks:1'>
      <item id='${ROOM}'><conference xmlns='urn:xmpp:bookmarks:1' autojoin='true'><nick>Jule</nick></conference></item>
      <item id='other@rooms.b'><conference xmlns='urn:xmpp:bookmarks:1' name='Another'/></item></items></pubsub></iq>`);
  const conference = new Conference(session);
  conference.online();
  await settled();
  assert.deepEqual(session.take(/^<presence/).map((it) => it.match(/to='([^']*)'/)[1]), [`${ROOM}/Jule`]);
  assert.deepEqual(conference.rooms.all.map((it) => [it.jid, it.state]), [[ROOM, 'entering'], ['other@rooms.b', 'out']]);
});

test('another client of the user leaves a room for all of them, and nobody else can (XEP-0402 §4)', async () => {
  const event = (from) => stanza(`<message from='${from}'><event xmlns='http://jabber.org/protocol/pubsub#event'>
    <items node='urn:xmpp:bookmarks:1'><item id='${ROOM}'><conference xmlns='urn:xmpp:bookmarks:1'/></item></items></event></message>`);
  const { session, conference, room } = await inRoom();
  conference.message(event('mallory@b'));
  assert.equal(room.state, 'in');
  conference.message(event('juliet@b'));
  assert.equal(room.state, 'out');
  assert.equal(session.take(/type='unavailable'/).length, 1);
});

test('what this client changed and changed again does not come back to it', async () => {
  const event = (autojoin) => stanza(`<message from='juliet@b'><event xmlns='http://jabber.org/protocol/pubsub#event'>
    <items node='urn:xmpp:bookmarks:1'><item id='${ROOM}'><conference xmlns='urn:xmpp:bookmarks:1' autojoin='${autojoin}'>
      <nick>Juliet</nick></conference></item></items></event></message>`);
  const { conference, room } = await inRoom();
  await conference.attendance.leave(ROOM);
  conference.message(event(true));
  assert.equal(room.state, 'out');
  conference.attendance.enter(ROOM, 'Juliet').catch(() => {});
  conference.message(event(false));
  assert.equal(room.state, 'entering');
  conference.message(event(false)); // and this is what another client says
  assert.equal(room.state, 'out');
});

test('a ping to oneself tells whether one is still in (XEP-0410 §3.2)', async () => {
  const outcomes = {
    'not-acceptable': 1, 'not-allowed': 1, 'service-unavailable': 0, 'feature-not-implemented': 0, 'item-not-found': 0,
    'remote-server-timeout': 0, 'timeout': 0,
  };
  for (const [condition, entries] of Object.entries(outcomes)) {
    const { session, conference } = await inRoom();
    session.answer(SELF_PING, { condition, text: '' });
    conference.resumed();
    await settled();
    const sent = session.sent;
    assert.equal(sent.filter((it) => SELF_PING.test(it)).length, 1);
    assert.equal(sent.filter((it) => it.startsWith('<presence')).length, entries, condition);
  }
  const { session, conference, room } = await inRoom();
  conference.resumed();
  await settled();
  assert.deepEqual([room.state, session.take(/^<presence/)], ['in', []]);
});

test('a taken nickname is told, and the user keeps the old one', async () => {
  const { conference, room } = await inRoom();
  const renaming = conference.attendance.rename(ROOM, 'Romeo');
  conference.presence(refusal('conflict'));
  await assert.rejects(renaming, { condition: 'conflict' });
  assert.deepEqual([room.nick, room.state], ['Juliet', 'in']);
});

test('a new nickname is the user’s when the room says so (§7.6)', async () => {
  const { conference, room } = await inRoom();
  const renaming = conference.attendance.rename(ROOM, 'Jule');
  conference.presence(own()); // the role changed meanwhile
  conference.presence(stanza(`<presence from='${ROOM}/Juliet' type='unavailable'><x ${USER}>
    <item affiliation='none' role='participant' nick='Jule'/><status code='303'/><status code='110'/></x></presence>`));
  conference.presence(own('', 'Jule'));
  await renaming;
  assert.deepEqual([room.nick, room.state, room.occupants.map((it) => it.nick)], ['Jule', 'in', ['Jule']]);
});

test('messages are those of rooms where the user is; all else of rooms is passed over', async () => {
  const { conference, room } = await inRoom();
  assert.equal(conference.message(groupchat('Romeo', '<body>hi</body>')), true);
  assert.equal(room.last.text, 'hi');
  assert.equal(conference.message(stanza("<message from='x@rooms.b/y' type='groupchat'><body>spam</body></message>")), true);
  assert.equal(conference.rooms.find('x@rooms.b'), null);
  assert.equal(conference.message(stanza("<message from='romeo@b/x' type='chat'><body>hi</body></message>")), false);
  assert.equal(conference.presence(stanza("<presence from='romeo@b/x'/>")), false);
});

test('stanzas that make no sense change nothing', async () => {
  const { conference, room } = await inRoom();
  const odd = [
    `<presence from='${ROOM}'/>`,
    `<presence from='${ROOM}/x' type='subscribe'/>`,
    `<presence from='${ROOM}/Romeo' type='unavailable'><x ${USER}><status code='NaN'/></x></presence>`,
    `<presence from='${ROOM}/Ghost' type='unavailable'><x ${USER}><item nick=''/><status code='303'/></x></presence>`,
    `<presence type='error'/>`,
  ];
  odd.forEach((it) => conference.presence(stanza(it)));
  [
    `<message from='${ROOM}' type='groupchat'/>`,
    `<message from='${ROOM}'><x ${USER}><invite/></x></message>`,
    `<message from='${ROOM}/x'><x ${USER}><decline from='a@b'/></x></message>`,
    '<message/>',
  ].forEach((it) => conference.message(stanza(it)));
  assert.deepEqual([room.state, room.size, room.messages], ['in', 1, []]);
});

test('a message that the room refuses is not delivered, with the reason', async () => {
  const { session, conference, room } = await inRoom();
  conference.talk.say(ROOM, 'hi');
  const [, id] = session.take(/groupchat/)[0].match(/ id='([^']*)'/);
  conference.message(stanza(`<message from='${ROOM}' type='error' id='${id}'><error type='auth'>
    <forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`));
  assert.deepEqual([room.last.state, room.last.failure], ['failed', 'you may not speak in this room']);
});

test('a private message goes to one, and is sent when the room has answered behind it', async () => {
  const { session, conference, room } = await inRoom();
  conference.talk.say(ROOM, 'psst', 'Romeo');
  assert.match(session.sent[0], /to='balcony@rooms.b\/Romeo' type='chat'/);
  await settled();
  assert.deepEqual([room.last.state, room.last.to], ['sent', 'Romeo']);
});

test('whoever invited through the room is told that one does not come; a direct invitation is dropped in silence', () => {
  const session = new Session();
  const conference = new Conference(session);
  conference.message(stanza(`<message from='${ROOM}'><x ${USER}><invite from='romeo@b'/></x></message>`));
  conference.talk.decline(ROOM);
  assert.match(session.take(/decline/)[0], /to='balcony@rooms.b'.*<decline to='romeo@b'\/>/);
  conference.message(stanza(`<message from='romeo@b/x'><x xmlns='jabber:x:conference' jid='${ROOM}'/></message>`));
  assert.equal(conference.rooms.invitations.length, 1);
  conference.talk.decline(ROOM);
  assert.deepEqual([session.sent, conference.rooms.invitations], [[], []]);
});

test('rooms are looked for at the service for rooms, page by page', async () => {
  const session = new Session();
  const items = (jids, more = '') => `<iq type='result'><query xmlns='http://jabber.org/protocol/disco#items'>
    ${jids.map((jid) => `<item jid='${jid}'/>`).join('')}${more}</query></iq>`;
  session.answer(/to='b'.*disco#items/, items(['pubsub.b', 'rooms.b']));
  session.answer(/to='rooms.b'.*disco#info/, `<iq type='result'><query xmlns='http://jabber.org/protocol/disco#info'>
    <identity category='conference' type='text'/><feature var='http://jabber.org/protocol/muc'/></query></iq>`);
  const set = (last) => `<set xmlns='http://jabber.org/protocol/rsm'><last>${last}</last><count>3</count></set>`;
  session.answer(/to='rooms.b'.*disco#items/, items(['a@rooms.b', 'b@rooms.b'], set('b')));
  session.answer(/<after>b</, items(['c@rooms.b'], set('c')));
  const directory = new Conference(session).directory();
  assert.deepEqual((await directory.more()).map((it) => it.jid), ['a@rooms.b', 'b@rooms.b']);
  assert.equal(directory.hasMore, true);
  assert.deepEqual((await directory.more()).map((it) => it.jid), ['c@rooms.b']);
  assert.equal(directory.hasMore, false);
});

test('of a service that makes no pages, they are made here', async () => {
  const session = new Session();
  const many = Array.from({ length: 120 }, (_, i) => `<item jid='r${i}@rooms.b'/>`).join('');
  session.answer(/to='b'.*disco#items/, "<iq type='result'><query xmlns='http://jabber.org/protocol/disco#items'><item jid='rooms.b'/></query></iq>");
  session.answer(/to='rooms.b'.*disco#info/, `<iq type='result'><query xmlns='http://jabber.org/protocol/disco#info'>
    <identity category='conference' type='text'/><feature var='http://jabber.org/protocol/muc'/></query></iq>`);
  session.answer(/to='rooms.b'.*disco#items/, `<iq type='result'><query xmlns='http://jabber.org/protocol/disco#items'>${many}</query></iq>`);
  const directory = new Conference(session).directory();
  const pages = [await directory.more(), await directory.more(), await directory.more()];
  assert.deepEqual(pages.map((it) => it.length), [50, 50, 20]);
  assert.equal(directory.hasMore, false);
});
