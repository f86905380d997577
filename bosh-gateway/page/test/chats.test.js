import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chats } from '../src/model/chats.js';
import { people } from '../src/model/people.js';
import { Roster } from '../src/model/roster.js';

const at = (minute) => new Date(2026, 0, 1, 12, minute);
const incoming = (text, more = {}) => ({ text, sentAt: null, now: at(0), seen: true, ...more });

test('messages are unread until their chat is shown', () => {
  const chats = new Chats();
  chats.received('romeo@b', incoming('one'));
  chats.received('romeo@b', incoming('two'));
  assert.equal(chats.unread, 2);
  chats.show('romeo@b');
  assert.equal(chats.unread, 0);
  chats.received('romeo@b', incoming('three'));
  assert.equal(chats.unread, 0);
});

test('a message in the open chat is unread while nobody looks at the page', () => {
  const chats = new Chats();
  chats.show('romeo@b');
  chats.received('romeo@b', incoming('hello?', { seen: false }));
  assert.equal(chats.unread, 1);
});

test('where it is new is shown from when the user turned to it', () => {
  const chats = new Chats();
  chats.received('romeo@b', incoming('one'));
  chats.show('romeo@b');
  chats.show(null);
  chats.received('romeo@b', incoming('two'));
  chats.received('romeo@b', incoming('three'));
  const chat = chats.with('romeo@b');
  chats.show('romeo@b');
  assert.equal(chat.newFrom, chat.messages[1].key);
  chats.received('romeo@b', incoming('four'));
  assert.equal(chat.newFrom, chat.messages[1].key);
  chats.show(null);
  chats.show('romeo@b');
  assert.equal(chat.newFrom, '');
});

test('a late message has the time when it was sent', () => {
  const chats = new Chats();
  chats.received('romeo@b', incoming('late', { sentAt: at(-60) }));
  const { last } = chats.with('romeo@b');
  assert.deepEqual([last.at, last.late], [at(-60), true]);
});

test('a message is sent when the server has it, and failed when it comes back', () => {
  const chats = new Chats();
  chats.sending('romeo@b', 'k1', 'hi', at(0));
  assert.equal(chats.with('romeo@b').last.state, 'sending');
  chats.acknowledged(new Set());
  assert.equal(chats.with('romeo@b').last.state, 'sent');
  assert.equal(chats.failed('romeo@b', 'k1', 'gone'), true);
  assert.deepEqual([chats.with('romeo@b').last.state, chats.with('romeo@b').last.failure], ['failed', 'gone']);
});

test('a message that came back before the server confirmed it stays failed', () => {
  const chats = new Chats();
  chats.sending('romeo@b', 'k1', 'hi', at(0));
  chats.failed('romeo@b', 'k1', 'gone');
  chats.acknowledged(new Set());
  assert.equal(chats.with('romeo@b').last.state, 'failed');
});

test('an error about a message that was never sent changes nothing', () => {
  const chats = new Chats();
  assert.equal(chats.failed('romeo@b', 'k1', 'gone'), false);
  assert.deepEqual(chats.all, []);
});

test('when the connection is lost, only what was not confirmed is in doubt', () => {
  const chats = new Chats();
  chats.sending('romeo@b', 'k1', 'one', at(0));
  chats.acknowledged(new Set());
  chats.sending('romeo@b', 'k2', 'two', at(1));
  chats.disconnected();
  assert.deepEqual(chats.with('romeo@b').messages.map((it) => it.state), ['sent', 'unconfirmed']);
});

test('what is taken back is no longer in the chat', () => {
  const chats = new Chats();
  chats.sending('romeo@b', 'k1', 'one', at(0));
  assert.equal(chats.takeBack('romeo@b', 'k1'), 'one');
  assert.equal(chats.takeBack('romeo@b', 'k1'), null);
  assert.deepEqual(chats.with('romeo@b').messages, []);
});

test('memory is bounded: old messages and silent chats are forgotten', () => {
  const chats = new Chats();
  chats.show('friend@b');
  for (let i = 0; i < 1200; i++) {
    chats.received('friend@b', incoming(`${i}`));
  }
  assert.equal(chats.with('friend@b').messages.length, 1000);
  for (let i = 0; i < 600; i++) {
    chats.received(`stranger${i}@b`, incoming('spam', { now: at(i + 1) }));
  }
  assert.equal(chats.all.length, 500);
  assert.notEqual(chats.find('friend@b'), null);
  assert.equal(chats.find('stranger0@b'), null);
});

test('people: who spoke last comes first, then who is there, then by name', () => {
  const roster = new Roster();
  const chats = new Chats();
  const item = (jid) => ({ jid, name: '', subscription: 'both', asked: false });
  roster.replace(['a@b', 'b@b', 'c@b', 'd@b'].map(item));
  roster.presence({ from: 'c@b/1', type: 'available', show: 'away', status: '', priority: 0 });
  chats.received('d@b', incoming('hi', { now: at(1) }));
  chats.received('stranger@x', incoming('hi', { now: at(2) }));
  assert.deepEqual(people(roster, chats).map((it) => it.jid), ['stranger@x', 'd@b', 'c@b', 'a@b', 'b@b']);
  assert.deepEqual(people(roster, chats, 'STRANG').map((it) => it.jid), ['stranger@x']);
});

test('what is pending is not sent yet', () => {
  const chats = new Chats();
  chats.sending('romeo@b', 'k1', 'one', at(0));
  chats.sending('romeo@b', 'k2', 'two', at(0));
  chats.acknowledged(new Set(['k2']));
  assert.deepEqual(chats.with('romeo@b').messages.map((it) => it.state), ['sent', 'sending']);
  assert.equal(chats.areSending, true);
});

test('a page that is loaded again shows what it had shown', () => {
  const chats = new Chats();
  chats.received('romeo@b', incoming('one'));
  chats.sending('romeo@b', 'k1', 'two', at(1));
  chats.received('paris@b', incoming('three'));
  chats.show('romeo@b');

  const again = new Chats();
  again.restore(JSON.parse(JSON.stringify(chats.snapshot)));

  assert.deepEqual(again.with('romeo@b').messages, chats.with('romeo@b').messages);
  assert.deepEqual([again.open, again.unread], ['romeo@b', 1]);
  again.received('romeo@b', incoming('four'));
  const keys = again.all.flatMap((chat) => chat.messages.map((it) => it.key));
  assert.equal(new Set(keys).size, 4);
});
