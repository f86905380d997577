/** The form to log in, or to make an account. */
import { parseTyped } from '../protocol/jid.js';
import { byId, setProblem, setText } from './dom.js';

export class LoginView {
  #view = byId('login');
  #username = byId('username');
  #password = byId('password');
  #submit = byId('login-submit');
  #other = byId('login-other');
  #registering = false;

  /**
   * @param {{domain: string, registration: boolean}} config
   * @param {{logIn: (jid: string, password: string) => void, register: (jid: string, password: string) => void}} actions
   */
  constructor(config, actions) {
    setText(byId('login-place'), `Chat at ${config.domain}`);
    this.#other.hidden = !config.registration;
    this.#other.addEventListener('click', () => this.#switch(!this.#registering));
    byId('login-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submitted(config, actions);
    });
  }

  /**
   * Asks for a new account that somebody is invited to.
   *
   * @param {{domain: string, inviter?: string, account?: string}} invitation
   */
  invited({ domain, inviter, account }) {
    this.#switch(true);
    setText(byId('login-title'), 'You are invited');
    setText(byId('login-place'), inviter === undefined ? `Choose a name and a password for your account at ${domain}` : `${inviter} invites you to ${domain}`);
    if (account !== undefined) {
      this.#username.value = account;
      this.#username.readOnly = true;
      this.#password.focus();
    }
  }

  #submitted(config, actions) {
    const jid = parseTyped(this.#username.value, config.domain);
    const password = this.#password.value;
    if (this.#username.value.trim() === '') {
      this.fail('Enter your user name.', this.#username);
    } else if (jid === null) {
      this.fail('This is not a valid user name or address.', this.#username);
    } else if (password === '') {
      this.fail('Enter your password.', this.#password);
    } else {
      this.#busy(true);
      (this.#registering ? actions.register : actions.logIn)(jid, password);
    }
  }

  #switch(registering) {
    this.#registering = registering;
    this.#username.readOnly = false;
    setText(byId('login-title'), registering ? 'New account' : 'Welcome');
    setText(this.#other, registering ? 'I have an account' : 'Create an account');
    this.#password.autocomplete = registering ? 'new-password' : 'current-password';
    setProblem(byId('login-error'), '');
    this.#busy(false);
    this.#username.focus();
  }

  #busy(busy) {
    this.#submit.disabled = busy;
    this.#other.disabled = busy;
    const [doing, idle] = this.#registering ? ['Creating…', 'Create account'] : ['Logging in…', 'Log in'];
    setText(this.#submit, busy ? doing : idle);
    if (busy) {
      setProblem(byId('login-error'), '');
    }
  }

  /** Says what went wrong, and puts the cursor where it can be mended. */
  fail(problem, field = this.#password) {
    this.#busy(false);
    setProblem(byId('login-error'), problem);
    field.focus();
    field.select();
  }

  show() {
    this.#view.hidden = false;
    this.#busy(false);
    this.#username.focus();
  }

  /** Hides the form; the password does not stay in it. */
  hide() {
    this.#view.hidden = true;
    this.#password.value = '';
    setProblem(byId('login-error'), '');
    this.#switchBack();
  }

  #switchBack() {
    if (this.#registering) {
      this.#switch(false);
    }
  }
}
