/** A dialog with a form: `#name-dialog` with `#name-form`, `#name-cancel` and, where something can fail, `#name-error`. */
import { byId, setProblem } from './dom.js';

export class Sheet {
  #dialog;
  #form;
  #error;
  #busy = false;

  /**
   * @param {string} name
   * @param {() => Promise<unknown>|unknown} submitted does what was asked for; the dialog closes unless it throws a
   *   `SheetProblem` or returns false. If it returns a function, that is what comes after the dialog
   * @param {() => void} cancelled
   */
  constructor(name, submitted, cancelled = () => {}) {
    this.#dialog = byId(`${name}-dialog`);
    this.#form = byId(`${name}-form`);
    this.#error = document.getElementById(`${name}-error`);
    byId(`${name}-cancel`).addEventListener('click', () => this.#cancel(cancelled));
    this.#dialog.addEventListener('cancel', (event) => { // the key Escape
      event.preventDefault();
      this.#cancel(cancelled);
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.run(submitted);
    });
  }

  #cancel(cancelled) {
    this.close();
    cancelled();
  }

  /** Does something once at a time; closes when it is done, or says what went wrong. */
  async run(action) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      const after = await action();
      if (after !== false) {
        this.close();
        after?.();
      }
    } catch (error) {
      if (!(error instanceof SheetProblem)) {
        throw error;
      }
      this.fail(error);
    } finally {
      this.#busy = false;
    }
  }

  fail({ message, field }) {
    setProblem(this.#error, message);
    field?.focus();
  }

  /** Nothing is wrong any more. */
  clear() {
    if (this.#error !== null) {
      setProblem(this.#error, '');
    }
  }

  show() {
    this.clear();
    this.#dialog.showModal();
  }

  close() {
    this.#dialog.close();
  }
}

/** What is wrong, in words, and the field where it can be mended. */
export class SheetProblem extends Error {
  constructor(message, field = null) {
    super(message);
    this.field = field;
  }
}

/** What a promise tells; a refusal becomes a problem in words. */
export async function orProblem(promise, words, field = null) {
  try {
    return await promise;
  } catch (refusal) {
    throw new SheetProblem(words(refusal), field);
  }
}
