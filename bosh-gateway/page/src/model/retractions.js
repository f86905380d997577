/** What was taken back (XEP-0424, XEP-0425), also of what is not shown yet: archives are read from their ends. */

const MAX_WAITING = 200;
// Who may take a message back is known when it is shown; until then, others may have tried.
const MAX_OF_ONE = 10;

export class Retractions {
  #waiting = new Map();

  /** Keeps one until its message is shown. */
  keep(id, retraction) {
    if (this.#waiting.has(id) || this.#waiting.size < MAX_WAITING) {
      this.#waiting.set(id, [...this.of(id), retraction].slice(-MAX_OF_ONE));
    }
  }

  /** Those of a message that is to be shown. */
  of(id) {
    return this.#waiting.get(id) ?? [];
  }
}

/** Nothing of a message is left but that it was there. */
export function bury(message, { moderated, reason }) {
  message.retracted = { moderated, reason };
  message.text = '';
}
