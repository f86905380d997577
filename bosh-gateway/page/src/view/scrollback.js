/** A list of messages that is read from its end: it stays there, or where the reader is, and asks for what came before. */
import { make, setText } from './dom.js';

const AT_END_PX = 48;
const NEAR_BEGINNING_PX = 200;

const WORDS = {
  unknown: '',
  loading: 'Loading earlier messages…',
  more: '',
  complete: 'This is the beginning of the conversation.',
  full: 'Earlier messages are on the server, but not shown here.',
  failed: 'Earlier messages could not be loaded.',
  none: '',
};

const NOTHING = 'Nothing was said here yet.';

export class Scrollback {
  #list;
  #earlier;
  #head = make('li', { class: 'earlier' });
  #words = make('span', { role: 'status' });
  #again = make('button', { type: 'button', class: 'link' }, 'Try again');
  #atEnd = true;
  #history = null;

  /**
   * @param {HTMLElement} list
   * @param {() => void} earlier asks for what comes before
   */
  constructor(list, earlier) {
    this.#list = list;
    this.#earlier = earlier;
    this.#head.dataset.key = 'earlier';
    this.#head.append(this.#words, ' ', this.#again);
    this.#again.addEventListener('click', () => {
      list.focus(); // the button goes
      earlier();
    });
    list.addEventListener('scroll', () => {
      this.#atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < AT_END_PX;
      this.#ask();
    });
    // what was last said stays in sight when there is less room, as when a phone shows its keyboard
    new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(list);
  }

  /** Another conversation is shown. */
  clear() {
    this.#list.replaceChildren();
    this.#atEnd = true;
    this.#history = null;
  }

  toEnd() {
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** The line at the beginning, to be reconciled with the others. */
  get entry() {
    return { key: 'earlier', head: this.#head };
  }

  /**
   * Draws the list anew; what is in sight stays where it is.
   *
   * @param {import('../model/history.js').History} history
   * @param {() => void} draw
   */
  draw(history, draw) {
    this.#history = history;
    const list = this.#list;
    this.#again.hidden = history.state !== 'failed';
    const loading = history.state === 'loading';
    if (loading) {
      list.setAttribute('aria-busy', 'true'); // what comes is old, and not to be read aloud
    }
    const held = this.#firstInSight();
    const top = held?.offsetTop;
    draw();
    const isEmpty = ['none', 'complete'].includes(history.state) && list.children.length === 1;
    setText(this.#words, isEmpty ? NOTHING : WORDS[history.state]);
    if (this.#atEnd) {
      this.toEnd();
    } else if (held?.isConnected) {
      list.scrollTop += held.offsetTop - top;
    }
    if (!loading) {
      list.removeAttribute('aria-busy');
    }
    this.#ask();
  }

  /** The first that stays whatever comes before it, as the name of its day does not. */
  #firstInSight() {
    const { scrollTop, offsetTop } = this.#list;
    const lines = Array.from(this.#list.querySelectorAll('.message, .notice-line'));
    return lines.find((it) => it.offsetTop + it.offsetHeight > scrollTop + offsetTop);
  }

  #ask() {
    if (!this.#history?.goesOn) {
      return;
    }
    const { state, hasGap } = this.#history;
    if (state === 'unknown' || hasGap || this.#list.scrollTop < NEAR_BEGINNING_PX) {
      this.#earlier();
    }
  }
}
