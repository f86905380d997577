import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignable } from '../src/model/powers.js';
import { readAffiliates, readRegistration } from '../src/protocol/affiliates.js';
import { readRegistrationRequest } from '../src/protocol/muc.js';
import { register } from '../src/protocol/room-requests.js';
import { stanza } from './stanza.js';

test('a list has those of the affiliation that was asked for (XEP-0045 §9.5)', () => {
  const result = stanza(`<iq type='result'><query xmlns='http://jabber.org/protocol/muc#admin'>
    <item affiliation='outcast' jid='tybalt@b/sword'><reason>duels</reason></item>
    <item affiliation='member' jid='romeo@b'/>
    <item affiliation='outcast'/></query></iq>`);
  assert.deepEqual(readAffiliates(result, 'outcast'), [{ jid: 'tybalt@b', nick: '', reason: 'duels' }]);
});

test('owners give any rank, admins those below theirs, others none (XEP-0045 §5.2.1)', () => {
  const me = (affiliation) => ({ nick: 'Juliet', affiliation });
  assert.deepEqual(assignable(me('owner'), 'owner'), ['owner', 'admin', 'member', 'none', 'outcast']);
  assert.deepEqual(assignable(me('admin'), 'outcast'), ['member', 'none', 'outcast']);
  assert.deepEqual(assignable(me('admin'), 'admin'), []);
  assert.deepEqual(assignable(me('member'), 'none'), []);
  assert.deepEqual(assignable(null, 'none'), []);
});

test('a room tells that the user is registered, or what it wants to know (XEP-0045 §7.10)', () => {
  const answer = (content) =>
    readRegistration(stanza(`<iq type='result'><query xmlns='jabber:iq:register'>${content}</query></iq>`));
  const registered = answer('<registered/><username>thirdwitch</username>');
  assert.deepEqual([registered.registered, registered.nick, registered.form], [true, 'thirdwitch', null]);
  const asked = answer(`<x xmlns='jabber:x:data' type='form'><instructions>Who are you?</instructions>
    <field type='hidden' var='FORM_TYPE'><value>http://jabber.org/protocol/muc#register</value></field>
    <field type='text-single' var='muc#register_roomnick' label='Nickname'><required/></field></x>`);
  assert.deepEqual([asked.registered, asked.instructions], [false, 'Who are you?']);
  assert.deepEqual(asked.form.fields.map((it) => [it.name, it.required]), [['muc#register_roomnick', true]]);
});

test('the form is submitted under its type (XEP-0045 §7.10)', () => {
  const iq = register('cave@rooms.b', [{ name: 'muc#register_roomnick', values: ['thirdwitch'] }]).tree();
  const values = Array.from(iq.getElementsByTagName('value'), (it) => it.textContent);
  assert.deepEqual(values, ['http://jabber.org/protocol/muc#register', 'thirdwitch']);
  assert.equal(iq.getElementsByTagName('x')[0].getAttribute('type'), 'submit');
});

test('who asks to be registered is told by the room’s form (XEP-0045 §9.9)', () => {
  const form = (type) => stanza(`<message from='cave@rooms.b'><x xmlns='jabber:x:data' type='form'>
    <field var='FORM_TYPE' type='hidden'><value>${type}</value></field>
    <field var='muc#jid' type='jid-single'><value>hag66@b</value></field></x></message>`);
  assert.equal(readRegistrationRequest(form('http://jabber.org/protocol/muc#register')), 'hag66@b');
  assert.equal(readRegistrationRequest(form('other')), '');
});
