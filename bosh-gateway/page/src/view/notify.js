/** The switch for notifications while the page is closed; it is there where browser and server can do it. */
import { Subscription } from '../protocol/subscription.js';
import { byId } from './dom.js';

export class NotifySwitch {
  #line = byId('notify-line');
  #box = byId('notify');
  #jid = null;
  #subscription = null;

  constructor() {
    this.#box.addEventListener('change', () => this.#changed());
  }

  /**
   * A session began.
   *
   * @param {(iq: object) => Promise<Element>} request sends an IQ and gives the result
   * @param {string} jid the bare address of the user
   */
  async use(request, jid) {
    if (this.#jid !== jid) {
      this.#show(jid, null);
    }
    const subscription = await Subscription.of(request, jid).catch(() => null);
    const on = subscription !== null && (await subscription.isOn());
    if (this.#jid !== jid) {
      return; // the user has logged out
    }
    this.#show(jid, subscription);
    this.#box.checked = on;
    await subscription?.renew().catch(() => {}); // at the next session
  }

  #show(jid, subscription) {
    this.#jid = jid;
    this.#subscription = subscription;
    this.#line.hidden = subscription === null;
  }

  async #changed() {
    this.#box.disabled = true;
    if (this.#box.checked) {
      this.#box.checked = await this.#subscription.turnOn();
    } else {
      await this.#subscription.turnOff().catch(() => {});
    }
    this.#box.disabled = false;
  }

  /** The user logs out: what comes is not for whoever uses the browser next. */
  async leave() {
    const subscription = this.#subscription;
    this.#show(null, null);
    await subscription?.turnOff().catch(() => {}); // the user leaves all the same
  }
}
