import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chats } from '../src/model/chats.js';
import { History } from '../src/model/history.js';
import { Room } from '../src/model/room.js';
import { Archives, PAGE } from '../src/protocol/archive.js';
import { readRoomMessage } from '../src/protocol/muc.js';
import { readMessage } from '../src/protocol/stanzas.js';
import { stanza } from './stanza.js';

const at = (minute) => new Date(2026, 0, 1, 12, minute);
const page = (entries, more = {}) => ({ entries, first: entries[0]?.archiveId ?? '', complete: false, ...more });
const kept = (archiveId, body, minute, more = {}) => ({
  archiveId, body, at: at(minute), mine: false, id: `id of ${body}`, type: 'chat', error: null, retraction: null,
  tombstone: null, markable: false, marker: '', ...more,
});
const texts = (chat) => chat.messages.map((it) => it.text);

function chatWith(...messages) {
  const chats = new Chats();
  const chat = chats.with('romeo@b');
  messages.forEach(([text, archiveId, minute]) => {
    chats.received('romeo@b', { text, archiveId, id: `id of ${text}`, sentAt: null, now: at(minute), seen: true });
  });
  return { chats, chat };
}

test('pages of the archive come before what is shown, and repeat nothing of it (XEP-0359 §3)', () => {
  const { chats, chat } = chatWith(['four', 'a4', 4], ['five', 'a5', 5]);
  chats.sending('romeo@b', 'k6', 'six', at(6));
  chat.history.begin('');
  chats.earlier(chat, page([kept('a3', 'three', 3), kept('a4', 'four', 4), kept('a5', 'five', 5),
    kept('a6', 'six', 6, { mine: true, id: 'k6' })]));
  assert.deepEqual(texts(chat), ['three', 'four', 'five', 'six']);
  assert.equal(chat.history.cursor, 'a3');
  chat.history.begin('');
  chats.earlier(chat, page([kept('a1', 'one', 1), kept('a2', 'two', 2)], { complete: true }));
  assert.deepEqual(texts(chat), ['one', 'two', 'three', 'four', 'five', 'six']);
  assert.deepEqual([chat.history.state, chat.history.begin('')], ['complete', false]);
});

test('what another client of the user said stands where it was said, also where clocks differ', () => {
  const { chats, chat } = chatWith(['one', 'a1', 31], ['three', 'a3', 33]);
  chats.earlier(chat, page([kept('a1', 'one', 1), kept('a2', 'two', 2, { mine: true }), kept('a3', 'three', 3),
    kept('a4', 'four', 4, { mine: true })]));
  assert.deepEqual(texts(chat), ['one', 'two', 'three', 'four']);
});

test('a gap that is larger than a page is filled by the next ones', () => {
  const { chats, chat } = chatWith(['one', 'a1', 1], ['two', 'a2', 2]);
  chats.earlier(chat, page([kept('a5', 'five', 5), kept('a6', 'six', 6)]));
  assert.equal(chat.history.hasGap, true); // so that the next page is asked for at once
  chats.earlier(chat, page([kept('a3', 'three', 3), kept('a4', 'four', 4)]));
  chats.earlier(chat, page([kept('a1', 'one', 1), kept('a2', 'two', 2)]));
  assert.deepEqual([texts(chat), chat.history.hasGap], [['one', 'two', 'three', 'four', 'five', 'six'], false]);
});

test('what came out of the archive is not shown again when it is delivered', () => {
  const { chats, chat } = chatWith();
  chats.earlier(chat, page([kept('a1', 'one', 1)]));
  chats.received('romeo@b', { text: 'one', archiveId: 'a1', sentAt: at(1), now: at(9), seen: true });
  assert.deepEqual(texts(chat), ['one']);
});

test('the archive tells what the other has read, and gives ids to what was sent here (XEP-0333 §2)', () => {
  const { chats, chat } = chatWith();
  chats.sending('romeo@b', 'k1', 'one', at(1));
  chats.sending('romeo@b', 'k3', 'three', at(3));
  const marks = { body: '', marker: 'k1' };
  chats.earlier(chat, page([kept('a1', 'one', 1, { mine: true, id: 'k1' }), kept('a2', 'marker', 2, marks)]));
  assert.deepEqual(chat.messages.map((it) => [it.archiveId, it.state]), [['a1', 'read'], ['', 'sending']]);
  const bounced = { ...marks, marker: 'k3', error: { condition: 'gone' } };
  chats.earlier(chat, page([kept('a0', 'bounced', 0, bounced)]));
  assert.equal(chat.messages[1].state, 'sending');
});

test('errors, and messages without words, are not shown', () => {
  const { chats, chat } = chatWith();
  chats.earlier(chat, page([kept('a1', '', 1), kept('a2', 'no', 2, { error: { condition: 'gone' } })]));
  assert.deepEqual(texts(chat), []);
});

test('who said something takes it back, and nobody else does (XEP-0424 §5)', () => {
  const { chats, chat } = chatWith(['one', 'a1', 1], ['two', 'a2', 2]);
  chat.retract(true, { id: 'id of one', reason: '' });
  assert.deepEqual(texts(chat), ['one', 'two']);
  chat.retract(false, { id: 'id of one', reason: '' });
  assert.deepEqual([texts(chat), chat.messages[0].retracted], [['', 'two'], { moderated: false, reason: '' }]);
  const taken = { body: '', retraction: { id: 'id of zero', moderated: false, reason: '' } };
  chats.earlier(chat, page([kept('a0', 'zero', 0), kept('b0', 'back', 1, taken)]));
  assert.deepEqual(texts(chat), ['', '', 'two']);
  assert.deepEqual(chat.messages.map((it) => it.retracted !== null), [true, true, false]);
});

test('a failure can be tried again, and no archive is none', () => {
  const history = new History();
  history.begin('');
  history.failed({ condition: 'timeout' });
  assert.deepEqual([history.state, history.goesOn, history.begin('')], ['failed', false, true]);
  history.failed({ condition: 'service-unavailable' });
  assert.deepEqual([history.state, history.begin('')], ['none', false]);
});

test('where the page was to end is gone: begins with the newest (XEP-0059 §2.2)', () => {
  const history = new History();
  history.begin('gone');
  history.failed({ condition: 'item-not-found' });
  assert.deepEqual([history.state, history.cursor], ['more', '']);
});

const result = (from, queryid, id, body) => stanza(`<message from='${from}'>
  <result xmlns='urn:xmpp:mam:2' queryid='${queryid}' id='${id}'><forwarded xmlns='urn:xmpp:forward:0'>
    <delay xmlns='urn:xmpp:delay' stamp='2026-01-01T00:00:00Z'/>
    <message xmlns='jabber:client' from='romeo@b/c'><body>${body}</body></message>
  </forwarded></result></message>`);

test('only the archive that was asked answers (XEP-0313 §4.2), and not with more than was asked for', async () => {
  let archives = null;
  const asked = [];
  const request = async (iq) => {
    asked.push(iq.tree());
    assert.equal(archives.message(result('juliet@a', 'q', 'a1', 'yes')), true);
    archives.message(result('romeo@b', 'q', 'a2', 'forged'));
    archives.message(result('juliet@a', 'other', 'a3', 'not asked for'));
    for (let i = 0; i < 2 * PAGE; i++) {
      archives.message(result('juliet@a', 'q', `b${i}`, 'more'));
    }
    return stanza(`<iq type='result'><fin xmlns='urn:xmpp:mam:2' complete='true'>
      <set xmlns='http://jabber.org/protocol/rsm'><first>a1</first><last>b9</last></set></fin></iq>`);
  };
  archives = new Archives('juliet@a', request, () => 'q');
  const { entries, first, complete } = await archives.withPerson('romeo@b', 'a9');
  assert.deepEqual([entries.length, entries[0].id, entries[1].id, first, complete], [PAGE, 'a1', 'b0', 'a1', true]);
  assert.equal(entries[0].at.toISOString(), '2026-01-01T00:00:00.000Z');
  const query = asked[0];
  assert.equal(query.getElementsByTagName('before')[0].textContent, 'a9');
  assert.deepEqual(Array.from(query.getElementsByTagName('value'), (it) => it.textContent), ['urn:xmpp:mam:2', 'romeo@b']);
  assert.equal(archives.message(stanza('<message/>')), false);
});

const ROOM = 'balcony@rooms.b';

function roomWith(...lines) {
  const room = new Room(ROOM);
  const occupant = { affiliation: 'none', role: 'participant', jid: '', show: 'available', status: '' };
  room.entering('Juliet', '');
  room.present({ ...occupant, nick: 'Juliet', id: 'id of Juliet', codes: new Set([110]) });
  room.titled('', '', at(0));
  lines.forEach((line) => room.said(line, { now: at(9), seen: true }));
  return room;
}

const line = (nick, stanzaId, content, id = `id of ${nick}`) => readRoomMessage(stanza(`
  <message from='${ROOM}${nick === '' ? '' : `/${nick}`}' type='groupchat'>${content}
    <stanza-id xmlns='urn:xmpp:sid:0' by='${ROOM}' id='${stanzaId}'/>
    <occupant-id xmlns='urn:xmpp:occupant-id:0' id='${id}'/></message>`));
const body = (text) => `<body>${text}</body>`;
const retract = (id, more = '') => `<retract xmlns='urn:xmpp:message-retract:1' id='${id}'>${more}</retract>`;

test('a room has its archive before what it told who entered', () => {
  const room = roomWith(line('Romeo', 's3', body('three')));
  assert.equal(room.oldestId, 's3');
  room.earlier(page([{ ...line('Romeo', 's1', body('one')), at: at(1) }, { ...line('Juliet', 's2', body('two')), at: at(2) }]));
  assert.deepEqual(room.messages.map((it) => [it.text, it.mine]), [['one', false], ['two', true], ['three', false]]);
});

test('who has a nickname now takes nothing back that another one said (XEP-0424 §5)', () => {
  const room = roomWith(line('Romeo', 's1', body('one')));
  room.retract(line('Romeo', 's2', retract('s1'), 'id of Tybalt'));
  assert.equal(room.messages[0].text, 'one');
  room.retract(line('Montague', 's3', retract('s1'), 'id of Romeo'));
  assert.deepEqual([room.messages[0].text, room.messages[0].retracted.moderated], ['', false]);
});

test('a moderator’s retraction is the room’s to tell (XEP-0425 §5)', () => {
  const moderated = "<moderated xmlns='urn:xmpp:message-moderate:1'/><reason>spam</reason>";
  const room = roomWith(line('Romeo', 's1', body('one')));
  room.retract(line('Tybalt', 's2', retract('s1', moderated)));
  assert.equal(room.messages[0].text, 'one');
  room.retract(line('', 's3', retract('s1', moderated)));
  assert.deepEqual(room.messages[0].retracted, { moderated: true, reason: 'spam' });
});

test('a tombstone tells that something was said (XEP-0424 §4)', () => {
  const message = readMessage(stanza("<message><retracted xmlns='urn:xmpp:message-retract:1' id='r'/></message>"));
  assert.deepEqual([message.body, message.tombstone], ['', { moderated: false, reason: '' }]);
});
