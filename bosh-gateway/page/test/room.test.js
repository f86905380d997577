import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentions, pieces } from '../src/model/mentions.js';
import { changeOf, powers } from '../src/model/powers.js';
import { Room } from '../src/model/room.js';
import { Rooms } from '../src/model/rooms.js';

const now = new Date(2026, 0, 1, 12, 0);
const unseen = { now, seen: false };
const present = (nick, more = {}) => ({
  nick, affiliation: 'none', role: 'participant', jid: '', show: 'available', status: '', id: `id of ${nick}`,
  codes: new Set(), ...more,
});
const said = (nick, text, more = {}) => ({
  nick, text, id: '', type: 'groupchat', sentAt: null, stanzaId: '', occupantId: `id of ${nick}`,
  retraction: null, tombstone: null, ...more,
});

function entered(nick = 'Juliet') {
  const room = new Room('balcony@rooms.b');
  room.entering(nick, '');
  room.present(present('Romeo'));
  room.present(present(nick, { codes: new Set([110]) }));
  return room;
}

function subjected(nick) {
  const room = entered(nick);
  room.titled('', '', now);
  return room;
}

test('the user is in a room when the room says so, and all others are there by then', () => {
  const room = new Room('balcony@rooms.b');
  room.entering('Juliet', '');
  room.present(present('Romeo'));
  assert.deepEqual([room.state, room.me], ['entering', null]);
  room.present(present('Juliet the 2nd', { codes: new Set([110]) }));
  assert.deepEqual([room.state, room.nick, room.size], ['in', 'Juliet the 2nd', 2]);
});

test('moderators come first, then the others by name', () => {
  const room = entered();
  room.present(present('Zoe', { role: 'moderator' }));
  room.present(present('Abram', { role: 'visitor' }));
  assert.deepEqual(room.occupants.map((it) => it.nick), ['Zoe', 'Juliet', 'Romeo', 'Abram']);
});

test('what was said before one entered is not unread, what comes then is', () => {
  const room = entered();
  room.said(said('Romeo', 'Juliet?', { sentAt: now }), unseen);
  room.titled('Love', 'Romeo', now);
  assert.deepEqual([room.unread, room.mentions], [0, 0]);
  room.said(said('Romeo', 'hello'), unseen);
  room.said(said('Romeo', 'dear juliet!'), unseen);
  room.said(said('Romeo', 'seen'), { now, seen: true });
  assert.deepEqual([room.unread, room.mentions], [2, 1]);
  room.read();
  assert.deepEqual([room.unread, room.mentions], [0, 0]);
});

test('what another client displayed is read here, and what came after it is not (XEP-0490 §5.1)', () => {
  const room = subjected();
  ['one', 'dear juliet!', 'three'].forEach((text, i) => room.said(said('Romeo', text, { stanzaId: `s${i}` }), unseen));
  room.displayed('unknown');
  assert.deepEqual([room.unread, room.mentions], [3, 1]);
  room.displayed('s1');
  assert.deepEqual([room.unread, room.mentions], [1, 0]);
  room.displayed('s0');
  assert.deepEqual([room.unread, room.position.id, room.position.ahead(room.messages)], [1, 's1', 's2']);
});

test('what was said while the connection was lost is unread, and nothing comes twice', () => {
  const room = subjected();
  room.said(said('Romeo', 'one', { stanzaId: 's1' }), { now, seen: true });
  room.left('failed', 'gone');
  room.entering('Juliet', '');
  room.present(present('Juliet', { codes: new Set([110]) }));
  room.said(said('Romeo', 'one', { stanzaId: 's1', sentAt: now }), unseen);
  room.said(said('Romeo', 'two', { stanzaId: 's2', sentAt: now }), unseen);
  room.titled('', '', now);
  assert.deepEqual(room.messages.map((it) => it.text), ['one', 'two']);
  assert.equal(room.unread, 1);
});

test('who comes back and knows nothing of what was said last is told of the gap', () => {
  const room = subjected();
  room.said(said('Romeo', 'one', { stanzaId: 's1' }), unseen);
  room.left('failed', 'gone');
  room.entering('Juliet', '');
  room.present(present('Juliet', { codes: new Set([110]) }));
  room.said(said('Romeo', 'nine', { stanzaId: 's9', sentAt: now }), unseen);
  room.titled('', '', now);
  assert.deepEqual(room.messages.map((it) => it.text || it.notice), ['one', 'Something may be missing here.', 'nine']);
});

test('without ids of the room, the same id and text of an author are the same message', () => {
  const room = subjected();
  room.said(said('Romeo', 'one', { id: 'm1' }), unseen);
  room.said(said('Romeo', 'one', { id: 'm1' }), unseen);
  room.said(said('Romeo', 'two', { id: 'm1' }), unseen);
  room.said(said('Romeo', 'one'), unseen);
  room.said(said('Romeo', 'one'), unseen);
  assert.equal(room.messages.length, 4);
});

test('what the user says is said when it comes back from the room', () => {
  const room = subjected();
  room.sending('k1', 'hi', '', now);
  assert.equal(room.last.state, 'sending');
  room.said(said('Juliet', 'hi', { id: 'k1', stanzaId: 's1' }), unseen);
  assert.deepEqual(room.messages.map((it) => [it.text, it.state]), [['hi', 'sent']]);
  assert.equal(room.unread, 0);
});

test('somebody else cannot confirm what the user says', () => {
  const room = subjected();
  room.sending('k1', 'hi', '', now);
  room.said(said('Romeo', 'hi', { id: 'k1' }), unseen);
  assert.deepEqual(room.messages.map((it) => it.state), ['sending', 'received']);
});

test('what was not confirmed when the connection was lost is in doubt until the room tells it', () => {
  const room = subjected();
  room.sending('k1', 'hi', '', now);
  room.left('failed', 'gone');
  assert.equal(room.last.state, 'unconfirmed');
  room.entering('Juliet', '');
  room.present(present('Juliet', { codes: new Set([110]) }));
  room.said(said('Juliet', 'hi', { id: 'k1', sentAt: now }), unseen);
  room.titled('', '', now);
  assert.deepEqual(room.messages.map((it) => it.state), ['sent']);
});

test('what the user said under another nickname is the user’s own', () => {
  const room = entered();
  room.said(said('Jule', 'hi', { occupantId: 'id of Juliet', sentAt: now }), unseen);
  assert.equal(room.last.mine, true);
});

test('a private message counts as one for the user', () => {
  const room = subjected();
  room.said(said('Romeo', 'psst', { type: 'chat' }), unseen);
  assert.deepEqual([room.mentions, room.last.to], [1, 'Juliet']);
});

test('a nickname changes, the user’s too', () => {
  const room = subjected();
  room.renamed('Juliet', 'Jule');
  room.renamed('Romeo', 'Montague');
  room.renamed('Nobody', 'Somebody');
  assert.deepEqual([room.nick, room.occupants.map((it) => it.nick)], ['Jule', ['Jule', 'Montague']]);
});

test('a new subject is told, the one on entering is not', () => {
  const room = entered();
  room.titled('Love', 'Romeo', now);
  assert.deepEqual(room.messages, []);
  room.titled('Hate', 'Tybalt', now);
  assert.equal(room.messages[0].notice, 'Tybalt changed the subject: Hate');
});

test('memory is bounded: messages, occupants, rooms and invitations', () => {
  const room = subjected();
  for (let i = 0; i < 1200; i++) {
    room.said(said('Romeo', `${i}`, { stanzaId: `s${i}` }), unseen);
  }
  assert.equal(room.messages.length, 1000);
  for (let i = 0; i < 5100; i++) {
    room.present(present(`n${i}`));
  }
  assert.equal(room.size, 5000);
  const rooms = new Rooms();
  rooms.show('open@rooms.b');
  for (let i = 0; i < 300; i++) {
    rooms.with(`r${i}@rooms.b`);
    rooms.invited({ room: `i${i}@rooms.b`, from: 'romeo@b', reason: '', password: '', mediated: false });
  }
  assert.equal(rooms.all.length, 200);
  assert.notEqual(rooms.find('open@rooms.b'), null);
  assert.equal(rooms.invitations.length, 20);
});

test('of several invitations to a room one is shown, and none to where the user is (XEP-0249 §4)', () => {
  const rooms = new Rooms();
  const invitation = { room: 'balcony@rooms.b', from: 'romeo@b', reason: 'one', password: '', mediated: false };
  rooms.invited(invitation);
  rooms.invited({ ...invitation, reason: 'two' });
  assert.deepEqual(rooms.invitations.map((it) => it.reason), ['one']);
  assert.equal(rooms.answered('balcony@rooms.b').reason, 'one');
  rooms.with('balcony@rooms.b').present(present('Juliet', { codes: new Set([110]) }));
  rooms.invited(invitation);
  assert.deepEqual(rooms.invitations, []);
});

test('rooms where something was said last come first, then by the name that the user gave', () => {
  const rooms = new Rooms();
  rooms.with('b@rooms.b');
  rooms.with('c@rooms.b');
  rooms.bookmarked({ room: 'c@rooms.b', name: 'A room', autojoin: false, nick: '', password: '', extensions: null });
  rooms.with('d@rooms.b').said(said('Romeo', 'hi'), unseen);
  assert.deepEqual(rooms.listed().map((it) => it.jid), ['d@rooms.b', 'c@rooms.b', 'b@rooms.b']);
  assert.deepEqual(rooms.listed('a ROOM').map((it) => it.jid), ['c@rooms.b']);
});

test('a nickname is found as a word of its own, whatever its characters are', () => {
  assert.equal(mentions('hello juliet: hi', 'Juliet'), true);
  assert.equal(mentions('Juliette is not', 'Juliet'), false);
  assert.equal(mentions('привет, Ромео!', 'ромео'), true);
  assert.equal(mentions('is (.*)+$ here', '(.*)+$'), true);
  assert.equal(mentions('anything', '.*'), false);
  assert.equal(mentions('a-b c', 'a-b'), true);
  assert.equal(mentions('anything', ' '), false);
  assert.deepEqual(pieces('o Romeo, Romeo', 'Romeo'), [
    { text: 'o ', mention: false }, { text: 'Romeo', mention: true }, { text: ', ', mention: false },
    { text: 'Romeo', mention: true },
  ]);
});

const somebody = (affiliation, role, more = {}) => ({ nick: `${affiliation} ${role}`, affiliation, role, jid: 'x@b', ...more });

test('what one may do depends on role and affiliation (XEP-0045 §5.1.1, §5.2.1)', () => {
  const owner = somebody('owner', 'moderator');
  const admin = somebody('admin', 'moderator');
  const moderator = somebody('none', 'moderator');
  const participant = somebody('none', 'participant');
  const visitor = somebody('none', 'visitor');
  const member = somebody('member', 'participant');
  assert.deepEqual(powers(participant, visitor), []);
  assert.deepEqual(powers(null, visitor), []);
  assert.deepEqual(powers(owner, owner), []);
  assert.deepEqual(powers(moderator, visitor), ['voice', 'kick']);
  assert.deepEqual(powers(moderator, member), []);
  assert.deepEqual(powers(admin, owner), []);
  assert.deepEqual(powers(admin, member), ['mute', 'moderate', 'kick', 'none', 'ban']);
  assert.deepEqual(powers(owner, admin), ['kick', 'member', 'owner', 'none', 'ban']);
  assert.deepEqual(powers(owner, somebody('none', 'participant', { jid: '' })), ['mute', 'moderate', 'kick']);
});

test('roles are changed by nickname, affiliations by address', () => {
  assert.deepEqual(changeOf('kick', { nick: 'Romeo', jid: 'romeo@b' }), { nick: 'Romeo', role: 'none' });
  assert.deepEqual(changeOf('ban', { nick: 'Romeo', jid: 'romeo@b' }), { jid: 'romeo@b', affiliation: 'outcast' });
});
