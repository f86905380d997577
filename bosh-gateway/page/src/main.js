/** Puts the page together. */
import { Client } from './client.js';
import { Memory } from './memory.js';
import { Transfers } from './model/transfers.js';
import { invitedFailure, loginFailure, registrationFailure } from './protocol/failures.js';
import { shownInvitation } from './protocol/invitations.js';
import { Link } from './protocol/link.js';
import { register } from './protocol/registration.js';
import { revoke } from './protocol/revocation.js';
import { onWake } from './protocol/wake.js';
import { Attachments } from './view/attachments.js';
import { Banner } from './view/banner.js';
import { ChatView } from './view/chat.js';
import { confirmRemoval, NewChatDialog } from './view/dialogs.js';
import { byId } from './view/dom.js';
import { InvitationLinkDialog } from './view/invitation-link.js';
import { ListView } from './view/list.js';
import { LoginView } from './view/login.js';
import { NotifySwitch } from './view/notify.js';
import { Panes } from './view/panes.js';
import { RoomsView } from './view/rooms.js';

async function start() {
  const config = await (await fetch('page-config.json')).json();
  new Page(config).start();
}

class Page {
  #config;
  #link = null;
  #client = null;
  #memory = new Memory(() => ({ link: this.#link.snapshot, client: this.#client.snapshot }));
  #app = byId('app');
  #login;
  #list;
  #chat;
  #rooms;
  #banner;
  #newChat;
  #attachments = new Attachments();
  #inviteDialog = new InvitationLinkDialog();
  #transfers = null;
  #invitation = null;
  #notify = new NotifySwitch();
  #panes = new Panes(() => this.#left());

  constructor(config) {
    this.#config = config;
    this.#login = new LoginView(config, {
      logIn: (jid, password) => this.#logIn(jid, password),
      register: (jid, password) => this.#register(jid, password),
    });
    this.#list = new ListView({
      open: (jid) => this.#open(jid),
      create: () => this.#newChat.show(this.#client),
      invite: () => this.#inviteDialog.show(this.#client),
      logOut: () => this.#logOut(),
      filtered: () => this.#render(),
    });
    this.#chat = new ChatView({
      back: () => this.#back(),
      add: (jid) => this.#newChat.show(this.#client, jid),
      remove: (jid) => this.#remove(jid),
    });
    this.#rooms = new RoomsView({
      domain: config.domain,
      shown: () => this.#panes.showOpen(),
      back: () => this.#panes.showList(),
    });
    this.#banner = new Banner(() => this.#link.retryNow());
    this.#newChat = new NewChatDialog(config.domain, (jid) => this.#open(jid));
  }

  async start() {
    onWake(() => this.#link?.check());
    addEventListener('focus', () => this.#client?.looked());
    const kept = await this.#memory.recall();
    if (kept === null) {
      this.#login.show();
    }
    await this.#welcome();
    if (kept !== null) {
      this.#restore(kept);
    }
  }

  /** Shows what was shown before the page was loaded again, while the session is resumed. */
  #restore({ link, client }) {
    this.#begin(link.jid);
    this.#client.restore(client);
    this.#show();
    if (this.#client.chats.open !== null) {
      this.#open(this.#client.chats.open);
    }
    this.#link.restore(link);
  }

  /** Makes what there is one of for each session. */
  #begin(jid) {
    const websocket = new URL(this.#config.websocket, location.href.replace(/^http/, 'ws')).href;
    this.#link = new Link({ websocket, bosh: this.#config.bosh });
    this.#link.addEventListener('state', () => this.#linkChanged());
    this.#link.addEventListener('online', () => this.#online());
    this.#link.addEventListener('ended', ({ detail }) => this.#ended(detail));
    this.#link.addEventListener('heard', () => this.#memory.changed());
    this.#client = new Client(this.#link, jid, [location.origin, this.#config.address]);
    this.#transfers = new Transfers(this.#client, () => this.#render());
    this.#client.addEventListener('change', () => this.#changed());
  }

  #changed() {
    this.#render();
    this.#memory.changed();
  }

  /** Asks for an account where an invitation led here. */
  async #welcome() {
    try {
      this.#invitation = await shownInvitation(location.hash);
      if (this.#invitation?.registers) {
        this.#login.invited(this.#invitation);
      }
    } catch {
      this.#login.fail(invitedFailure({ condition: 'item-not-found' }), byId('username'));
    }
  }

  #logIn(jid, password) {
    if (!isSecureContext) {
      this.#login.fail(loginFailure('insecure'));
      return;
    }
    this.#begin(jid);
    this.#link.logIn(jid, password);
  }

  async #register(jid, password) {
    try {
      await register(this.#config.bosh, jid, password, this.#invitation?.token ?? null);
      this.#invitation = null;
      history.replaceState(null, '', location.pathname); // the invitation is used up
      this.#logIn(jid, password);
    } catch (error) {
      const failure = this.#invitation === null ? registrationFailure : invitedFailure;
      this.#login.fail(failure(error), byId('username'));
    }
  }

  #online() {
    if (this.#app.hidden) {
      this.#show();
      this.#memory.begin();
    }
    const client = this.#client;
    client.online();
    this.#meetInviter();
    this.#notify.use((iq) => client.request(iq), client.jid);
  }

  /** Who was invited and has an account already becomes a contact with it. */
  #meetInviter() {
    const { inviter, token } = this.#invitation ?? {};
    if (inviter !== undefined && inviter !== this.#client.jid) {
      this.#invitation = null;
      history.replaceState(null, '', location.pathname); // the invitation is used up
      this.#client.contacts.add(inviter, '', token).catch(() => {}); // it can be opened again
    }
  }

  #show() {
    this.#login.hide();
    this.#app.hidden = false;
    this.#list.use(this.#client);
    this.#chat.use(this.#client);
    this.#attachments.use(this.#client, this.#transfers);
    this.#rooms.use(this.#client);
    byId('own-name').focus(); // not a field: phones would show their keyboard
  }

  #linkChanged() {
    this.#banner.render(this.#link.state);
    this.#render();
  }

  #render() {
    if (!this.#app.hidden) {
      this.#list.render();
      this.#chat.render();
      this.#attachments.render();
      this.#rooms.render();
      const unread = this.#client.chats.unread + this.#client.conference.rooms.mentions;
      document.title = unread === 0 ? 'Godwit' : `(${unread}) Godwit`;
    }
  }

  #open(jid) {
    this.#client.open(jid);
    this.#panes.showOpen();
    this.#chat.render();
    this.#chat.focus();
  }

  #back() {
    const jid = this.#client.chats.open;
    this.#client.open(null);
    this.#panes.showList();
    document.querySelector(`#people > [data-key="${CSS.escape(jid)}"] button`)?.focus();
  }

  /** The browser led back to the list. */
  #left() {
    if (this.#client?.chats.open) {
      this.#back();
    } else if (this.#client?.conference.rooms.open) {
      this.#rooms.back();
    }
  }

  async #remove(jid) {
    if (await confirmRemoval(this.#client.roster.nameOf(jid))) {
      await this.#client.contacts.remove(jid).catch(() => {}); // the contact stays where it is seen
    }
  }

  async #logOut() {
    await this.#notify.leave();
    const credentials = this.#link.logOut();
    this.#leaveApp();
    if (credentials?.secret?.token !== undefined) {
      await revoke(this.#config.bosh, credentials).catch(() => {}); // nobody keeps it, and it ends by itself
    }
  }

  #ended({ condition }) {
    this.#leaveApp();
    this.#login.fail(loginFailure(condition));
  }

  #leaveApp() {
    this.#app.hidden = true;
    this.#panes.showList();
    this.#newChat.close();
    this.#rooms.close();
    this.#client.conference.disconnected();
    this.#memory.forget();
    this.#inviteDialog.close();
    this.#transfers.cancelAll();
    this.#client = null;
    document.title = 'Godwit';
    this.#login.show();
  }
}

start();
