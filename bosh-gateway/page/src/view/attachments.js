/** Files in the pane of a chat: choosing, dropping and pasting them, and how far they are. */
import { bytes } from '../protocol/amounts.js';
import { byId, make, reconcile, setText } from './dom.js';

export class Attachments {
  #transfers = null;
  #client = null;
  #pane = byId('chat');

  constructor() {
    const chosen = byId('files');
    byId('attach').addEventListener('click', () => chosen.click());
    chosen.addEventListener('change', () => {
      this.#send(chosen.files);
      chosen.value = ''; // so that the same file can be chosen again
    });
    byId('text').addEventListener('paste', (event) => this.#taken(event, event.clipboardData));
    this.#pane.addEventListener('dragover', (event) => this.#over(event));
    this.#pane.addEventListener('dragleave', (event) => {
      if (!this.#pane.contains(event.relatedTarget)) {
        this.#pane.classList.remove('dropping');
      }
    });
    this.#pane.addEventListener('drop', (event) => {
      this.#pane.classList.remove('dropping');
      this.#taken(event, event.dataTransfer);
    });
    // a file that misses the chat must not take the page's place
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => event.preventDefault());
  }

  /** Shows another session. */
  use(client, transfers) {
    this.#client = client;
    this.#transfers = transfers;
    this.render();
  }

  #over(event) {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      this.#pane.classList.add('dropping');
    }
  }

  #taken(event, from) {
    if (from.files.length > 0) {
      event.preventDefault();
      this.#send(from.files);
    }
  }

  #send(files) {
    const jid = this.#client.chats.open;
    if (jid !== null && this.#client.connected) {
      Array.from(files).forEach((file) => this.#transfers.send(jid, file));
    }
  }

  render() {
    byId('attach').disabled = !this.#client.connected;
    const running = this.#transfers.to(this.#client.chats.open);
    byId('transfers').hidden = running.length === 0;
    reconcile(byId('transfers'), running, (it) => this.#create(it), update);
  }

  #create({ key, name }) {
    const cancel = make('button', { type: 'button', class: 'small' });
    cancel.addEventListener('click', () => this.#transfers.cancel(key));
    const progress = make('progress', { max: '1', 'aria-label': `Sending ${name}` });
    const line = make('p', { class: 'name' }, name);
    const state = make('p', { class: 'quiet state', 'aria-live': 'polite' });
    return make('li', { class: 'transfer' }, make('div', { class: 'who' }, line, progress, state), cancel);
  }
}

function update(item, { size, sent, failure }) {
  const failed = failure !== '';
  const progress = item.querySelector('progress');
  progress.hidden = failed;
  progress.value = sent / size;
  item.classList.toggle('failed', failed);
  setText(item.querySelector('.state'), failed ? `Not sent: ${failure}` : bytes(size));
  setText(item.querySelector('button'), failed ? 'Dismiss' : 'Cancel');
}
