import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { onWake } from '../src/protocol/wake.js';

test('a clock that jumps tells of a sleep', () => {
  globalThis.addEventListener = () => {};
  globalThis.document = { addEventListener: () => {} };
  mock.timers.enable({ apis: ['setInterval', 'Date'] });
  const pass = (seconds) => Array.from({ length: seconds }, () => mock.timers.tick(1_000));
  let woken = 0;
  onWake(() => woken++);

  pass(60);
  assert.equal(woken, 0);
  mock.timers.setTime(Date.now() + 3_600_000); // timers stand still in a sleep
  pass(5);
  assert.equal(woken, 1);
  pass(60);
  assert.equal(woken, 1);
  mock.timers.reset();
});
