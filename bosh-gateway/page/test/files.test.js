import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes } from '../src/protocol/amounts.js';
import { ownFile, readLimit } from '../src/protocol/files.js';
import { readInvitation } from '../src/protocol/invitations.js';
import { stanza } from './stanza.js';

const BASES = ['https://chat.example.org', 'http://127.0.0.1:5280'];
const NAME = '0123456789abcdef0123456789abcdef01234567';

test('a message that is the address of a file of this server is a file', () => {
  assert.deepEqual(ownFile(`http://127.0.0.1:5280/upload/upload.example.org/${NAME}/tr%C3%A8s%20cool.JPG`, BASES), {
    path: `upload/upload.example.org/${NAME}/tr%C3%A8s%20cool.JPG`,
    name: 'très cool.JPG',
    image: true,
  });
  assert.equal(ownFile(`https://chat.example.org/upload/upload.example.org/${NAME}/a.svg`, BASES).image, false);
});

test('nothing else is one', () => {
  for (const text of [
    `https://evil.example/upload/upload.example.org/${NAME}/a.jpg`,
    `https://chat.example.org.evil.example/upload/x/${NAME}/a.jpg`,
    `https://chat.example.org/upload/x/${NAME}/a.jpg?x`,
    `https://chat.example.org/upload/x/${NAME}/%FF.jpg`,
    `https://chat.example.org/http-bind`,
    `see https://chat.example.org/upload/x/${NAME}/a.jpg`,
    'javascript:alert(1)',
  ]) {
    assert.equal(ownFile(text, BASES), null, text);
  }
});

const info = (content) => stanza(`<iq><query xmlns='http://jabber.org/protocol/disco#info'>${content}</query></iq>`).firstChild;

test('a service says the largest file that it takes (XEP-0363 §3)', () => {
  const feature = "<feature var='urn:xmpp:http:upload:0'/>";
  const form = "<x xmlns='jabber:x:data'><field var='max-file-size'><value>5242880</value></field></x>";
  assert.equal(readLimit(info(feature + form)), 5242880);
  assert.equal(readLimit(info(feature)), Infinity);
  assert.equal(readLimit(info(form)), null);
});

test('an invitation is the page to send, or the link for clients', () => {
  const field = (name, value) => `<field var='${name}'><value>${value}</value></field>`;
  const result = (fields) =>
    stanza(`<iq><command xmlns='http://jabber.org/protocol/commands'><x xmlns='jabber:x:data'>${fields}</x></command></iq>`);
  const both = field('uri', 'xmpp:a@b') + field('landing-url', 'https://b/invite') + field('expire', '2026-03-01T12:00:00Z');
  assert.deepEqual(readInvitation(result(both)), { link: 'https://b/invite', expires: new Date('2026-03-01T12:00:00Z') });
  assert.deepEqual(readInvitation(result(field('uri', 'xmpp:a@b'))), { link: 'xmpp:a@b', expires: null });
});

test('sizes are told in few digits', () => {
  assert.deepEqual([1, 999, 1500, 104857600, 3e9].map(bytes), ['1 bytes', '999 bytes', '1.5 kB', '105 MB', '3.0 GB']);
});
