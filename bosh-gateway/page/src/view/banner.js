/** The line that tells how the connection is, when it is not as it should be. */
import { byId, setText } from './dom.js';

export class Banner {
  #banner = byId('banner');
  #retry = byId('banner-retry');
  #timer = null;

  /** @param {() => void} retryNow */
  constructor(retryNow) {
    this.#retry.addEventListener('click', retryNow);
  }

  /** @param {import('../protocol/link.js').LinkState} state */
  render(state) {
    clearInterval(this.#timer);
    this.#retry.hidden = state.kind !== 'waiting';
    this.#banner.hidden = state.kind === 'online';
    switch (state.kind) {
      case 'unsteady':
        setText(byId('banner-text'), 'The connection is unsteady…');
        break;
      case 'connecting':
        setText(byId('banner-text'), state.again ? 'Reconnecting…' : 'Connecting…');
        break;
      case 'waiting':
        this.#countDown(state.until);
        this.#timer = setInterval(() => this.#countDown(state.until), 1000);
        break;
      default:
        setText(byId('banner-text'), '');
    }
  }

  #countDown(until) {
    const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
    const lost = navigator.onLine ? 'Connection lost.' : 'You are offline.';
    setText(byId('banner-text'), `${lost} Next attempt in ${seconds} s.`);
  }
}
