import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from '../src/protocol/backoff.js';
import { deliveryFailure, loginFailure, registrationFailure } from '../src/protocol/failures.js';

test('a wrong password is said so, and an unknown failure at least by its name', () => {
  assert.equal(loginFailure('not-authorized'), 'User name or password is wrong.');
  assert.match(loginFailure('some-condition'), /some-condition/);
});

test('the text of an error stands in for a condition that has no words', () => {
  assert.equal(deliveryFailure({ condition: 'undefined-condition', text: 'full moon' }), 'full moon');
  assert.equal(registrationFailure({ condition: 'redirect', text: '' }), 'Creating the account failed (redirect).');
});

test('attempts to connect come at growing distances, up to half a minute', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 20].map((n) => backoff(n, 1)), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  assert.equal(backoff(3, 0), 4000);
});
