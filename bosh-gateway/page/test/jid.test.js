import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, domain, local, parseTyped, resource, saslName } from '../src/protocol/jid.js';

test('an address has three parts, of which a resource may hold anything', () => {
  assert.equal(bare('juliet@example.org/a/b@c'), 'juliet@example.org');
  assert.equal(resource('juliet@example.org/a/b@c'), 'a/b@c');
  assert.equal(local('juliet@example.org/a@b'), 'juliet');
  assert.equal(domain('juliet@example.org/a@b'), 'example.org');
  assert.equal(local('example.org/a@b'), '');
  assert.equal(domain('example.org/a@b'), 'example.org');
});

test('a name alone is somebody at the default domain', () => {
  assert.equal(parseTyped(' Juliet ', 'localhost'), 'juliet@localhost');
});

test('an address may come with a scheme, a resource and capitals', () => {
  assert.equal(parseTyped('xmpp:Romeo@Example.ORG/garden', 'localhost'), 'romeo@example.org');
});

test('an address may be in any script', () => {
  assert.equal(parseTyped('ромео@münchen.example', 'localhost'), 'ромео@münchen.example');
});

for (const typed of ['', '@', '@example.org', 'a@', 'a b', 'a@b@c', 'a@exa mple', '<a>@b', 'a@-b', `${'a'.repeat(1024)}@b`]) {
  test(`${JSON.stringify(typed.slice(0, 20))} is no address`, () => {
    assert.equal(parseTyped(typed, 'localhost'), null);
  });
}

test('SCRAM escapes the characters that mean something to it (RFC 5802 §5.1)', () => {
  assert.equal(saslName('a=b,c'), 'a=3Db=2Cc');
});
