/** Puts the page together. */
import { Client } from './client.js';
import { loginFailure, registrationFailure } from './protocol/failures.js';
import { Link } from './protocol/link.js';
import { register } from './protocol/registration.js';
import { Banner } from './view/banner.js';
import { ChatView } from './view/chat.js';
import { confirmRemoval, NewChatDialog } from './view/dialogs.js';
import { byId } from './view/dom.js';
import { ListView } from './view/list.js';
import { LoginView } from './view/login.js';
import { NotifySwitch } from './view/notify.js';

async function start() {
  const config = await (await fetch('page-config.json')).json();
  new Page(config).start();
}

class Page {
  #config;
  #link;
  #client = null;
  #app = byId('app');
  #login;
  #list;
  #chat;
  #banner;
  #newChat;
  #notify = new NotifySwitch();

  constructor(config) {
    this.#config = config;
    const websocket = new URL(config.websocket, location.href.replace(/^http/, 'ws')).href;
    this.#link = new Link({ websocket, bosh: config.bosh });
    this.#login = new LoginView(config, {
      logIn: (jid, password) => this.#logIn(jid, password),
      register: (jid, password) => this.#register(jid, password),
    });
    this.#list = new ListView({
      open: (jid) => this.#open(jid),
      create: () => this.#newChat.show(this.#client),
      logOut: () => this.#logOut(),
    });
    this.#chat = new ChatView({
      back: () => this.#back(),
      add: (jid) => this.#newChat.show(this.#client, jid),
      remove: (jid) => this.#remove(jid),
    });
    this.#banner = new Banner(() => this.#link.retryNow());
    this.#newChat = new NewChatDialog(config.domain, (jid) => this.#open(jid));
  }

  start() {
    this.#link.addEventListener('state', () => this.#linkChanged());
    this.#link.addEventListener('online', () => this.#online());
    this.#link.addEventListener('ended', ({ detail }) => this.#ended(detail));
    addEventListener('online', () => this.#link.retryNow());
    addEventListener('focus', () => this.#client?.open(this.#client.chats.open));
    addEventListener('pagehide', () => this.#link.leave());
    this.#login.show();
  }

  #logIn(jid, password) {
    if (!isSecureContext) {
      this.#login.fail(loginFailure('insecure'));
      return;
    }
    this.#client = new Client(this.#link, jid);
    this.#client.addEventListener('change', () => this.#render());
    this.#link.logIn(jid, password);
  }

  async #register(jid, password) {
    try {
      await register(this.#config.bosh, jid, password);
      this.#logIn(jid, password);
    } catch (error) {
      this.#login.fail(registrationFailure(error), byId('username'));
    }
  }

  #online() {
    if (this.#app.hidden) {
      this.#login.hide();
      this.#app.hidden = false;
      this.#list.use(this.#client);
      this.#chat.use(this.#client);
      byId('own-name').focus(); // not a field: phones would show their keyboard
    }
    const client = this.#client;
    client.online();
    this.#notify.use((iq) => client.request(iq), client.jid);
  }

  #linkChanged() {
    this.#banner.render(this.#link.state);
    if (this.#link.state.kind === 'waiting') {
      this.#client.disconnected();
    }
    this.#render();
  }

  #render() {
    if (!this.#app.hidden) {
      this.#list.render();
      this.#chat.render();
      const unread = this.#client.chats.unread;
      document.title = unread === 0 ? 'Godwit' : `(${unread}) Godwit`;
    }
  }

  #open(jid) {
    this.#client.open(jid);
    this.#app.dataset.pane = 'chat';
    this.#chat.render();
    this.#chat.focus();
  }

  #back() {
    const jid = this.#client.chats.open;
    this.#client.open(null);
    this.#app.dataset.pane = 'list';
    document.querySelector(`#people > [data-key="${CSS.escape(jid)}"] button`)?.focus();
  }

  async #remove(jid) {
    if (await confirmRemoval(this.#client.roster.nameOf(jid))) {
      await this.#client.removeContact(jid).catch(() => {}); // the contact stays where it is seen
    }
  }

  async #logOut() {
    await this.#notify.leave();
    this.#link.logOut();
    this.#leaveApp();
  }

  #ended({ condition }) {
    this.#leaveApp();
    this.#login.fail(loginFailure(condition));
  }

  #leaveApp() {
    this.#app.hidden = true;
    this.#app.dataset.pane = 'list';
    this.#newChat.close();
    this.#client = null;
    document.title = 'Godwit';
    this.#login.show();
  }
}

start();
