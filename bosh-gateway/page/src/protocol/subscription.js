/** The subscription of this browser at its own push service, of which there is one for all accounts. */
import { domain } from './jid.js';
import { disabling, enabling, findService, isOffered } from './push.js';

/** Where the browser keeps whose notifications it gets. */
const OWNER = 'notifications-of';

/** Whether this browser can do it at all; some cannot in private windows. */
export const supported = () =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

export class Subscription {
  #request;
  #service;
  #worker;

  /**
   * @param {(iq: object) => Promise<Element>} request sends an IQ and gives the result
   * @param {string} jid the bare address of the user
   * @returns {Promise<Subscription | null>} null where browser or server cannot do it
   */
  static async of(request, jid) {
    const offered = supported() && (await isOffered(request, jid));
    const service = offered ? await findService(request, domain(jid)) : null;
    return service === null
      ? null
      : new Subscription(request, jid, service, await navigator.serviceWorker.register('push-worker.js'));
  }

  constructor(request, jid, service, worker) {
    this.#request = request;
    this.jid = jid;
    this.#service = service;
    this.#worker = worker;
  }

  /** Whether the user of this session has asked for notifications here, and the browser still has them. */
  async isOn() {
    return localStorage.getItem(OWNER) === this.jid && (await this.#current()) !== null;
  }

  #current() {
    return this.#worker.pushManager.getSubscription();
  }

  /** Asks the user, the browser and the server, in this order; false where one of them refuses. */
  async turnOn() {
    try {
      if ((await Notification.requestPermission()) !== 'granted') {
        return false;
      }
      await (await this.#current())?.unsubscribe(); // another account's, or of another key
      const subscription = await this.#worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: this.#service.key,
      });
      await this.#enable(subscription);
      localStorage.setItem(OWNER, this.jid);
      return true;
    } catch (e) {
      console.warn('no notifications', e);
      return false;
    }
  }

  /** Tells the server again what it may have forgotten. */
  async renew() {
    if (await this.isOn()) {
      await this.#enable(await this.#current());
    }
  }

  async #enable(subscription) {
    const told = subscription.toJSON();
    await this.#request(enabling(this.#service.jid, await nodeOf(told.endpoint), told));
  }

  /** The browser gets nothing from now on, whatever the server hears of it. */
  async turnOff() {
    if (localStorage.getItem(OWNER) !== this.jid) {
      return; // another account's
    }
    localStorage.removeItem(OWNER);
    const subscription = await this.#current();
    if (subscription !== null) {
      const node = await nodeOf(subscription.endpoint);
      this.#request(disabling(this.#service.jid, node)).catch(() => {}); // it will find out
      await subscription.unsubscribe();
    }
  }
}

/** A name for a subscription that tells nothing of it. */
async function nodeOf(endpoint) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
