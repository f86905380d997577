/** The dialog that asks one question: for a text, or whether to do something. */
import { byId, setText } from './dom.js';
import { Sheet } from './sheet.js';

export class AskDialog {
  #sheet = new Sheet('ask', () => this.#act(this.#value.value.trim()));
  #value = byId('ask-value');
  #act = () => {};

  /**
   * @param {{title: string, text?: string, label?: string, value?: string, button: string}} question without a label
   *   nothing is to be written
   * @param {(value: string) => Promise<void>|void} act may throw a `SheetProblem`
   */
  show({ title, text = '', label = '', value = '', button }, act) {
    this.#act = act;
    setText(byId('ask-title'), title);
    setText(byId('ask-text'), text);
    byId('ask-text').hidden = text === '';
    setText(byId('ask-label'), label);
    byId('ask-field').hidden = label === '';
    setText(byId('ask-submit'), button);
    this.#value.value = value;
    this.#sheet.show();
    (label === '' ? byId('ask-submit') : this.#value).focus();
  }

  close() {
    this.#sheet.close();
  }
}
