/** A field for messages that grows with them: Enter sends, Shift and Enter begin a new line. */
const MOST_ROWS = 6;

export class Composer {
  #text;
  #button;
  #send;
  #usable = true;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLTextAreaElement} text
   * @param {HTMLButtonElement} button
   * @param {(text: string) => void} send
   */
  constructor(form, text, button, send) {
    this.#text = text;
    this.#button = button;
    this.#send = send;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    text.addEventListener('keydown', (event) => {
      // isComposing: the Enter that ends the input of a Chinese word sends nothing
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
    });
    text.addEventListener('input', () => this.#fit());
  }

  #submit() {
    const text = this.#text.value.trim();
    if (text !== '' && this.#usable) {
      this.value = '';
      this.#send(text);
    }
    this.#text.focus();
  }

  get value() {
    return this.#text.value;
  }

  set value(text) {
    this.#text.value = text;
    this.#fit();
  }

  /** Whether something can be sent right now, and what the field says while it is empty. */
  use(usable, placeholder) {
    this.#usable = usable;
    this.#text.placeholder = placeholder;
    this.#fit();
  }

  focus() {
    this.#text.focus();
  }

  #fit() {
    // as many rows as lines; no style is set, since the policy forbids it
    this.#text.rows = Math.min(MOST_ROWS, this.#text.value.split('\n').length);
    this.#button.disabled = !this.#usable || this.#text.value.trim() === '';
  }
}
