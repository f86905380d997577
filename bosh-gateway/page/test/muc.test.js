import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stanza } from './stanza.js';
import { publishBookmark, readBookmarks } from '../src/protocol/bookmarks.js';
import { readForm } from '../src/protocol/forms.js';
import {
  readDecline, readDescription, readInvitation, readItems, readOccupant, readRoomMessage, readVoiceRequest,
} from '../src/protocol/muc.js';
import * as requests from '../src/protocol/room-requests.js';
import { NS, child } from '../src/protocol/xml.js';
import { departure, enteringFailure, removal } from '../src/protocol/room-words.js';

const USER = "xmlns='http://jabber.org/protocol/muc#user'";

test('an occupant has a nickname, an affiliation and a role (XEP-0045 §7.2.2)', () => {
  const occupant = readOccupant(stanza(`<presence from='a@rooms.b/Romeo/II'>
    <show>away</show>
    <occupant-id xmlns='urn:xmpp:occupant-id:0' id='o1'/>
    <x ${USER}><item affiliation='member' role='participant' jid='romeo@b/orchard'/><status code='110'/></x></presence>`));
  assert.deepEqual(
    [occupant.room, occupant.nick, occupant.affiliation, occupant.role, occupant.jid, occupant.id, occupant.show],
    ['a@rooms.b', 'Romeo/II', 'member', 'participant', 'romeo@b', 'o1', 'away'],
  );
  assert.deepEqual([...occupant.codes], [110]);
});

test('an affiliation or role that does not exist is none, and so are those that are missing', () => {
  const odd = readOccupant(stanza(`<presence from='a@rooms.b/x'><x ${USER}><item affiliation='god' role='__proto__'/></x></presence>`));
  assert.deepEqual([odd.affiliation, odd.role], ['none', 'none']);
  const bare = readOccupant(stanza("<presence from='a@rooms.b/x'/>"));
  assert.deepEqual([bare.affiliation, bare.role, bare.codes.size, bare.destroyed], ['none', 'none', 0, null]);
});

test('only the room itself has status codes, and only its ids count (XEP-0359 §3.1)', () => {
  const x = `<x ${USER}><status code='104'/></x>`;
  assert.equal(readRoomMessage(stanza(`<message from='a@rooms.b/Romeo' type='groupchat'>${x}</message>`)).codes.size, 0);
  assert.equal(readRoomMessage(stanza(`<message from='a@rooms.b' type='groupchat'>${x}</message>`)).codes.size, 1);
  const message = readRoomMessage(stanza(`<message from='a@rooms.b/Romeo' type='groupchat'><body>hi</body>
    <stanza-id xmlns='urn:xmpp:sid:0' by='evil@x' id='forged'/>
    <stanza-id xmlns='urn:xmpp:sid:0' by='a@rooms.b' id='real'/></message>`));
  assert.equal(message.stanzaId, 'real');
});

test('a subject with a body or a thread changes nothing (XEP-0045 §8.1)', () => {
  const of = (content) => readRoomMessage(stanza(`<message from='a@rooms.b/x' type='groupchat'>${content}</message>`)).subject;
  assert.equal(of('<subject>Love</subject>'), 'Love');
  assert.equal(of('<subject/>'), '');
  assert.equal(of('<subject>Love</subject><body>x</body>'), null);
  assert.equal(of('<subject>Love</subject><thread>x</thread>'), null);
  assert.equal(of('<body>x</body>'), null);
});

test('an invitation comes through the room (XEP-0045 §7.8.2) or directly (XEP-0249 §2)', () => {
  assert.deepEqual(
    readInvitation(stanza(`<message from='a@rooms.b'><x ${USER}>
      <invite from='romeo@b/x'><reason> come </reason></invite><password>p</password></x></message>`)),
    { room: 'a@rooms.b', from: 'romeo@b/x', reason: 'come', password: 'p', mediated: true },
  );
  assert.deepEqual(
    readInvitation(stanza("<message from='romeo@b/x'><x xmlns='jabber:x:conference' jid='a@rooms.b' reason='come'/></message>")),
    { room: 'a@rooms.b', from: 'romeo@b/x', reason: 'come', password: '', mediated: false },
  );
});

test('what is no invitation, or to nowhere, is none', () => {
  const direct = (jid) => readInvitation(stanza(`<message from='x@b'><x xmlns='jabber:x:conference' jid='${jid}'/></message>`));
  for (const jid of ['', 'a@rooms.b/nick', 'javascript:alert(1)', '&lt;b&gt;@c', 'rooms.b/']) {
    assert.equal(direct(jid), null, jid);
  }
  assert.equal(readInvitation(stanza("<message from='x@b'><body>hi</body></message>")), null);
  const toAll = "<message from='a@rooms.b/x' type='groupchat'><x xmlns='jabber:x:conference' jid='c@rooms.b'/></message>";
  assert.equal(readInvitation(stanza(toAll)), null);
  assert.equal(readInvitation(stanza(`<message from='a@rooms.b' type='error'><x ${USER}><invite from='x@b'/></x></message>`)), null);
});

test('who does not come, and who asks to speak', () => {
  const decline = stanza(`<message from='a@rooms.b'><x ${USER}><decline from='romeo@b/x'><reason>busy</reason></decline></x></message>`);
  assert.deepEqual(readDecline(decline), { from: 'romeo@b', reason: 'busy' });
  const request = stanza(`<message from='a@rooms.b'><x xmlns='jabber:x:data' type='form'>
    <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/muc#request</value></field>
    <field var='muc#roomnick'><value>Romeo</value></field></x></message>`);
  assert.equal(readVoiceRequest(request), 'Romeo');
  assert.equal(readVoiceRequest(decline), '');
});

test('items come in pages where the service makes them (XEP-0059)', () => {
  const all = readItems(stanza(`<iq type='result'><query xmlns='http://jabber.org/protocol/disco#items'>
    <item jid='a@rooms.b' name='A'/><item jid='b@rooms.b'/><item/></query></iq>`));
  assert.deepEqual(all, {
    items: [{ jid: 'a@rooms.b', name: 'A' }, { jid: 'b@rooms.b', name: '' }], paged: false, last: '', total: null,
  });
  const page = readItems(stanza(`<iq type='result'><query xmlns='http://jabber.org/protocol/disco#items'>
    <item jid='a@rooms.b'/><set xmlns='http://jabber.org/protocol/rsm'><last>a</last><count>9</count></set></query></iq>`));
  assert.deepEqual([page.paged, page.last, page.total], [true, 'a', 9]);
  assert.deepEqual(readItems(stanza("<iq type='result'/>")).items, []);
});

test('a description tells whether there are rooms, and what they are called', () => {
  const rooms = readDescription(stanza(`<iq type='result'><query xmlns='http://jabber.org/protocol/disco#info'>
    <identity category='conference' type='text' name='Chat'/><feature var='http://jabber.org/protocol/muc'/></query></iq>`));
  assert.deepEqual([rooms.isRooms, rooms.name, rooms.features.has('http://jabber.org/protocol/muc')], [true, 'Chat', true]);
  assert.equal(rooms.isOnTheWeb, false);
  const open = readDescription(stanza(`<iq type='result'><query xmlns='http://jabber.org/protocol/disco#info'>
    <x xmlns='jabber:x:data' type='result'><field var='x-muc#roomconfig_webview' type='boolean'><value>1</value></field></x>
    </query></iq>`));
  assert.equal(open.isOnTheWeb, true);
  assert.equal(readDescription(stanza("<iq type='result'/>")).isRooms, false);
});

test('a form has fields with values and what may be chosen (XEP-0004 §3.2)', () => {
  const form = readForm(stanza(`<query><x xmlns='jabber:x:data' type='form'>
    <field var='FORM_TYPE' type='hidden'><value>t</value></field>
    <field var='a' type='boolean' label='A'><value>1</value></field>
    <field var='b' type='list-single'><option label='One'><value>1</value></option><option><value>2</value></option></field>
    <field type='fixed'><value>words</value></field></x></query>`));
  assert.equal(form.formType, 't');
  assert.deepEqual(form.fields.map((it) => [it.name, it.type, it.label, it.values]), [['a', 'boolean', 'A', ['1']], ['b', 'list-single', '', []]]);
  assert.deepEqual(form.fields[1].options, [{ label: 'One', value: '1' }, { label: '2', value: '2' }]);
  assert.equal(readForm(stanza('<query/>')), null);
});

// attributes in the order of their names
const text = (builder) => builder.toString().replaceAll('"', "'");

test('a room is entered with what is wanted of its history, and with its password (XEP-0045 §7.2)', () => {
  const words = text(requests.enter('a@rooms.b', 'Juliet', 's&', { show: 'away', status: '' }));
  assert.match(words, /^<presence.* to='a@rooms.b\/Juliet'/);
  assert.match(words, /<show>away<\/show><x xmlns='http:\/\/jabber.org\/protocol\/muc'><history maxstanzas='100'\/><password>s&amp;<\/password><\/x>/);
});

test('requests have the shapes of XEP-0045', () => {
  assert.match(text(requests.invite('a@rooms.b', 'i1', 'romeo@b', 'come')), /<x xmlns='http:\/\/jabber.org\/protocol\/muc#user'><invite to='romeo@b'><reason>come<\/reason><\/invite><\/x>/);
  assert.match(text(requests.inviteDirectly('a@rooms.b', 'i1', 'romeo@b', '', 'p')), /to='romeo@b'.*<x jid='a@rooms.b' password='p' xmlns='jabber:x:conference'\/>/);
  assert.match(text(requests.administer('a@rooms.b', { nick: 'x', role: 'none' }, 'why')), /<item nick='x' role='none'><reason>why<\/reason><\/item>/);
  assert.match(text(requests.configure('a@rooms.b', [])), /<query xmlns='http:\/\/jabber.org\/protocol\/muc#owner'><x type='submit' xmlns='jabber:x:data'><field type='hidden' var='FORM_TYPE'><value>http:\/\/jabber.org\/protocol\/muc#roomconfig<\/value><\/field><\/x><\/query>/);
  assert.match(text(requests.cancelForm('a@rooms.b')), /<x type='cancel' xmlns='jabber:x:data'\/>/);
  assert.match(text(requests.askForItems('rooms.b', 50, 'x')), /<max>50<\/max><after>x<\/after><\/set><\/query>/);
});

const bookmarks = (items) => readBookmarks(child(stanza(`<iq><pubsub xmlns='http://jabber.org/protocol/pubsub'>
  <items node='urn:xmpp:bookmarks:1'>${items}</items></pubsub></iq>`), NS.pubsub, 'pubsub'));

test('a bookmark is one item, whose id is the room (XEP-0402 §2)', () => {
  const { kept } = bookmarks(`<item id='a@rooms.b'><conference xmlns='urn:xmpp:bookmarks:1' name='A' autojoin='1'><nick>J</nick></conference></item>
    <item id='b@rooms.b'><conference xmlns='urn:xmpp:bookmarks:1'/></item>
    <item id='no room'><conference xmlns='urn:xmpp:bookmarks:1'/></item><item id='c@rooms.b'><other xmlns='x'/></item>`);
  assert.deepEqual(kept.map((it) => [it.room, it.name, it.autojoin, it.nick]), [['a@rooms.b', 'A', true, 'J'], ['b@rooms.b', '', false, '']]);
});

test('what other clients keep in a bookmark stays in it (XEP-0402 §3.4)', () => {
  const [kept] = bookmarks(`<item id='a@rooms.b'><conference xmlns='urn:xmpp:bookmarks:1'><extensions>
    <state xmlns='http://other.example' minimized='true'/></extensions></conference></item>`).kept;
  const words = text(publishBookmark({ ...kept, autojoin: true, nick: 'J' }));
  assert.match(words, /<item id='a@rooms.b'><conference autojoin='true' xmlns='urn:xmpp:bookmarks:1'><nick>J<\/nick><extensions[^>]*>\s*<state minimized='true' xmlns='http:\/\/other.example'\/><\/extensions><\/conference><\/item><\/publish><publish-options>/);
  assert.match(words, /<field var='pubsub#access_model'><value>whitelist<\/value><\/field>/);
});

test('every refusal of an entry has words (XEP-0045 §7.2)', () => {
  const known = ['not-authorized', 'registration-required', 'forbidden', 'conflict', 'service-unavailable', 'item-not-found',
    'not-allowed', 'not-acceptable', 'jid-malformed', 'policy-violation', 'remote-server-not-found', 'timeout'];
  known.forEach((condition) => assert.doesNotMatch(enteringFailure({ condition, text: '' }), /refused/));
  assert.equal(enteringFailure({ condition: 'not-authorized', text: '' }, true), 'This is not the password of this room.');
  assert.equal(enteringFailure({ condition: 'full-moon', text: '' }), 'The room refused you (full-moon).');
});

test('why somebody is gone is told in words', () => {
  const gone = (code, more = {}) => ({ nick: 'Romeo', codes: new Set([code]), actor: '', reason: '', destroyed: null, ...more });
  assert.equal(departure(gone(301, { actor: 'Zoe', reason: 'rude' })), 'You were banned by Zoe: rude');
  assert.equal(departure(gone(307)), 'You were removed from this room.');
  assert.equal(departure(gone(0)), '');
  assert.equal(departure(gone(0, { destroyed: { room: '', reason: '' } })), 'This room was closed for good.');
  assert.equal(removal(gone(307, { actor: 'Zoe' })), 'Romeo was removed by Zoe.');
  assert.equal(removal(gone(0)), '');
});
