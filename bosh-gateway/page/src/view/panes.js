/**
 * Which pane is shown where there is room for one: the list, or what is open. The browser's own way back, which phones
 * have a gesture for, leads from what is open to the list and not off the page.
 */
import { byId } from './dom.js';

const isOpen = () => history.state?.isOpen === true;

export class Panes {
  #app = byId('app');
  #returning = false; // the browser takes its time to go back

  /** @param {() => void} left told when the user goes back by the browser's way */
  constructor(left) {
    addEventListener('popstate', () => {
      const isOurs = this.#returning;
      this.#returning = false;
      if (this.#app.dataset.pane !== 'chat' || isOpen()) {
        return;
      }
      if (isOurs) {
        this.#remember(); // something else was opened meanwhile
      } else {
        this.#app.dataset.pane = 'list';
        left();
      }
    });
  }

  showOpen() {
    this.#app.dataset.pane = 'chat';
    if (!this.#returning && !isOpen()) {
      this.#remember();
    }
  }

  #remember() {
    history.pushState({ isOpen: true }, '');
  }

  showList() {
    this.#app.dataset.pane = 'list';
    if (!this.#returning && isOpen()) {
      this.#returning = true;
      history.back();
    }
  }
}
