import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

const source = await readFile(new URL('../static/push-worker.js', import.meta.url), 'utf8');

/** The worker in a browser with these pages; what it shows and opens. */
function worker(pages = []) {
  const listeners = {};
  const seen = { shown: [], opened: [] };
  const self = {
    addEventListener: (type, listener) => (listeners[type] = listener),
    clients: { matchAll: async () => pages, openWindow: async (url) => seen.opened.push(url) },
    registration: { scope: 'https://example.org/', showNotification: async (...it) => seen.shown.push(it) },
  };
  runInNewContext(source, { self });
  const happens = async (type, event) => {
    let done;
    listeners[type]({ ...event, waitUntil: (work) => (done = work) });
    await done;
    return seen;
  };
  return {
    pushed: (notice) => happens('push', { data: notice && { json: () => notice } }),
    clicked: () => happens('notificationclick', { notification: { close() {} } }),
  };
}

const shown = async (notice) => {
  const { shown } = await worker().pushed(notice);
  return shown.map(([title, { body }]) => [title, body]);
};

test('shows who wrote, and what where that is told', async () => {
  assert.deepEqual(await shown({ count: 1, sender: 'romeo@example.org/home' }), [['romeo@example.org', 'New message']]);
  assert.deepEqual(await shown({ count: 3, sender: 'r@example.org' }), [['r@example.org', '3 new messages']]);
  assert.deepEqual(await shown({ count: 3, sender: 'r@example.org', body: 'hi' }), [['r@example.org', 'hi']]);
  assert.deepEqual(await shown(null), [['Godwit', 'New message']]);
});

test('shows nothing to whom the page is in front of', async () => {
  const { shown } = await worker([{ focused: true }]).pushed({ count: 1 });
  assert.deepEqual(shown, []);
});

test('opens the page, or the one that is open', async () => {
  assert.deepEqual((await worker().clicked()).opened, ['https://example.org/']);
  let focused = 0;
  const { opened } = await worker([{ focus: async () => focused++ }]).clicked();
  assert.deepEqual([opened.length, focused], [0, 1]);
});
