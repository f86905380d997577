import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Roster } from '../src/model/roster.js';

const item = (jid, more = {}) => ({ jid, name: '', subscription: 'both', asked: false, ...more });
const presence = (from, more = {}) => ({ from, type: 'available', show: 'available', status: '', priority: 0, ...more });

test('a push adds, changes and removes a contact (RFC 6121 §2.1.6)', () => {
  const roster = new Roster();
  roster.apply(item('romeo@b'));
  roster.apply(item('romeo@b', { name: 'Romeo' }));
  assert.equal(roster.nameOf('romeo@b'), 'Romeo');
  roster.apply(item('romeo@b', { subscription: 'remove' }));
  assert.equal(roster.has('romeo@b'), false);
});

test('who has no name is called by the first part of the address', () => {
  assert.equal(new Roster().nameOf('nurse@b'), 'nurse');
  assert.equal(new Roster().nameOf('b'), 'b');
});

test('of several devices the one with the highest priority tells the availability, then the most willing', () => {
  const roster = new Roster();
  roster.presence(presence('romeo@b/1', { show: 'dnd', priority: 1 }));
  roster.presence(presence('romeo@b/2', { show: 'chat' }));
  assert.equal(roster.availability('romeo@b').show, 'dnd');
  roster.presence(presence('romeo@b/3', { priority: 1, status: 'here' }));
  assert.deepEqual(roster.availability('romeo@b'), { show: 'available', status: 'here' });
});

test('of those who do not show it the availability is unknown', () => {
  const roster = new Roster();
  roster.replace([item('nurse@b', { subscription: 'from', asked: true }), item('romeo@b', { subscription: 'to' })]);
  assert.equal(roster.availability('nurse@b').show, 'unknown');
  assert.equal(roster.availability('stranger@b').show, 'unknown');
  assert.equal(roster.availability('romeo@b').show, 'offline');
  assert.deepEqual(['nurse@b', 'romeo@b', 'stranger@b'].map((jid) => roster.wants(jid)), [true, true, false]);
});

test('who left with all devices is offline', () => {
  const roster = new Roster();
  roster.apply(item('romeo@b'));
  roster.presence(presence('romeo@b/1'));
  roster.presence(presence('romeo@b/2', { show: 'away' }));
  roster.presence(presence('romeo@b/1', { type: 'unavailable' }));
  assert.equal(roster.availability('romeo@b').show, 'away');
  roster.presence(presence('romeo@b/2', { type: 'unavailable' }));
  assert.equal(roster.availability('romeo@b').show, 'offline');
});

test('who cannot be reached is offline', () => {
  const roster = new Roster();
  roster.apply(item('romeo@b'));
  roster.presence(presence('romeo@b/1'));
  roster.presence(presence('romeo@b', { type: 'error' }));
  assert.equal(roster.availability('romeo@b').show, 'offline');
});

test('a request stays until it is answered or withdrawn, and is there once', () => {
  const roster = new Roster();
  roster.presence(presence('a@b', { type: 'subscribe' }));
  roster.presence(presence('a@b', { type: 'subscribe' }));
  roster.presence(presence('c@b', { type: 'subscribe' }));
  assert.deepEqual(roster.requests, ['a@b', 'c@b']);
  roster.answered('a@b');
  roster.presence(presence('c@b', { type: 'unsubscribe' }));
  assert.deepEqual(roster.requests, []);
});

test('after the connection was lost nobody is known to be there, but the contacts stay', () => {
  const roster = new Roster();
  roster.replace([item('romeo@b')]);
  roster.presence(presence('romeo@b/1'));
  roster.disconnected();
  assert.equal(roster.availability('romeo@b').show, 'offline');
  assert.equal(roster.has('romeo@b'), true);
});

test('a page that is loaded again knows who was there', () => {
  const roster = new Roster();
  roster.apply({ jid: 'romeo@b', name: 'Romeo', subscription: 'both', asked: false });
  roster.presence({ from: 'romeo@b/home', type: 'available', show: 'away', status: 'out', priority: 0 });
  roster.presence({ from: 'paris@b', type: 'subscribe' });

  const again = new Roster();
  again.restore(JSON.parse(JSON.stringify(roster.snapshot)));

  assert.deepEqual(again.availability('romeo@b'), { show: 'away', status: 'out' });
  assert.deepEqual([again.nameOf('romeo@b'), again.requests], ['Romeo', ['paris@b']]);
});
