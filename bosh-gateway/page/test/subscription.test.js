import { stanza } from './stanza.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Subscription } from '../src/protocol/subscription.js';

const JULIET = 'juliet@example.org';
let browser;
let sent;

/** A browser whose user agrees, or does not. */
beforeEach(() => {
  sent = [];
  const kept = new Map();
  browser = { permission: 'granted', subscription: null };
  const pushManager = {
    getSubscription: async () => browser.subscription,
    subscribe: async ({ applicationServerKey }) => {
      const endpoint = `https://push.example.net/${applicationServerKey}`;
      browser.subscription = {
        endpoint,
        toJSON: () => ({ endpoint, keys: { p256dh: 'BPub', auth: 'secret' } }),
        unsubscribe: async () => (browser.subscription = null),
      };
      return browser.subscription;
    },
  };
  browser.worker = { pushManager };
  Object.assign(globalThis, {
    Notification: { requestPermission: async () => browser.permission },
    localStorage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    },
  });
});

const request = async (iq) => {
  sent.push(iq.tree().firstChild);
  return stanza("<iq type='result'/>");
};
const of = (jid) => new Subscription(request, jid, { jid: 'push.example.org', key: 'key' }, browser.worker);
const told = () => sent.map((it) => it.nodeName);

test('is on when the user, the browser and the server agreed, and for that user only', async () => {
  assert.equal(await of(JULIET).isOn(), false);
  assert.equal(await of(JULIET).turnOn(), true);
  assert.deepEqual(told(), ['enable']);
  assert.equal(await of(JULIET).isOn(), true);
  assert.equal(await of('romeo@example.org').isOn(), false);
});

test('stays off where the user does not want it', async () => {
  browser.permission = 'denied';
  assert.equal(await of(JULIET).turnOn(), false);
  assert.equal(await of(JULIET).isOn(), false);
  assert.deepEqual(told(), []);
});

test('tells the server again at the next session', async () => {
  await of(JULIET).turnOn();
  await of(JULIET).renew();
  await of('romeo@example.org').renew();
  assert.deepEqual(told(), ['enable', 'enable']);
});

test('ends with the same node, in the browser too', async () => {
  await of(JULIET).turnOn();
  await of('romeo@example.org').turnOff();
  assert.notEqual(browser.subscription, null);
  await of(JULIET).turnOff();
  assert.equal(browser.subscription, null);
  assert.deepEqual(told(), ['enable', 'disable']);
  assert.equal(sent[0].getAttribute('node'), sent[1].getAttribute('node'));
});
