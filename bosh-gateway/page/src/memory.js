/**
 * What the page knows when it is loaded again in the same tab: in sessionStorage, which no other site and no other tab
 * can read, and which goes with the tab.
 */

const KEY = 'godwit-session';
const VERSION = 3;
const MAX_AGE_MS = 24 * 3600 * 1000;
const PAUSE_MS = 250;
// A page that was loaded again waits so long for its predecessor to let go of the session.
const CLAIM_MS = 2_000;

export class Memory {
  #snapshot;
  #tab = null;
  #timer = null;

  /** @param {() => object} snapshot makes what is to be kept, as JSON can tell it */
  constructor(snapshot) {
    this.#snapshot = snapshot;
    addEventListener('pagehide', () => this.#save());
  }

  /**
   * What was kept by this tab before it was loaded again; null if there is nothing, or another tab has it: browsers copy
   * it into tabs that they duplicate.
   */
  async recall() {
    const kept = read();
    if (kept === null || !(await claim(kept.tab))) {
      sessionStorage.removeItem(KEY);
      return null;
    }
    this.#tab = kept.tab;
    return kept.session;
  }

  /** A session begins that is to be kept. */
  begin() {
    this.#tab = crypto.randomUUID();
    claim(this.#tab);
  }

  /** Something changed. In a tab that nobody looks at, timers may come too late. */
  changed() {
    if (document.hidden) {
      this.#save();
    } else {
      this.#timer ??= setTimeout(() => this.#save(), PAUSE_MS);
    }
  }

  /** The session is over: nothing of it stays. */
  forget() {
    this.#tab = null;
    sessionStorage.removeItem(KEY);
  }

  #save() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#tab === null) {
      return;
    }
    const kept = { version: VERSION, savedAt: Date.now(), tab: this.#tab, session: this.#snapshot() };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch (e) {
      sessionStorage.removeItem(KEY); // rather nothing than what is out of date
      console.error('the session cannot be kept', e);
    }
  }
}

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    return kept?.version === VERSION && Date.now() - kept.savedAt < MAX_AGE_MS ? kept : null;
  } catch {
    return null;
  }
}

/** Holds a session for as long as the page lives; tells whether no other page holds it. */
function claim(tab) {
  return new Promise((resolve) => {
    const held = () => {
      resolve(true);
      return new Promise(() => {});
    };
    navigator.locks
      .request(`godwit-${tab}`, { signal: AbortSignal.timeout(CLAIM_MS) }, held)
      .catch(() => resolve(false));
  });
}
