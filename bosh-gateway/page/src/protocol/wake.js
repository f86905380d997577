/** Notices when the page may have lost its connection without being told. */

const TICK_MS = 5_000;

/**
 * Calls a listener when the machine has slept, the page was in the background or the network changed: in short, when it
 * is worth a look whether the server is still there.
 *
 * @param {() => void} listener
 */
export function onWake(listener) {
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > 3 * TICK_MS) {
      listener(); // the clock jumped
    }
    last = now;
  }, TICK_MS);
  addEventListener('online', listener);
  addEventListener('offline', listener);
  addEventListener('pageshow', listener);
  document.addEventListener('visibilitychange', () => document.hidden || listener());
}
