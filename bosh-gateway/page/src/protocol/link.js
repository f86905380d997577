/**
 * The connection to the server of one session, which comes back by itself when it was lost. It is a WebSocket (RFC 7395), or BOSH where
 * that does not get through.
 */
import { Strophe } from 'strophe.js';
import { backoff } from './backoff.js';
import { domain, local, saslName } from './jid.js';
import { Management } from './management.js';
import { Requests } from './requests.js';
import { Sasl2 } from './sasl2.js';
import { readTermination } from './stanzas.js';

const { Status } = Strophe;

// Else it tells each request in the browser's console.
Strophe.setLogLevel(Strophe.LogLevel.ERROR);

// Below the minute after which many proxies cut a silent request.
const WAIT_SECONDS = 50;
const LOGIN_TIMEOUT_MS = 20_000;
// How long a WebSocket may say nothing at first: proxies that know none may neither let it through nor refuse it.
const WEBSOCKET_TIMEOUT_MS = 5_000;
// After so much silence of a WebSocket the server is asked for a sign of life, and how long that may take. The server
// asks more often, but scripts are not told.
const SILENCE_MS = 60_000;
const ANSWER_TIMEOUT_MS = 15_000;
// How long an answer may take where there is reason to believe that the connection is gone.
const CHECK_TIMEOUT_MS = 5_000;
// Failed requests in a row after which a session is given up for a new one: about ten seconds of silence.
const MAX_FAILED_REQUESTS = 3;
const GATEWAY_ERRORS = [0, 500, 502, 503, 504];
// Ends for which coming back would be wrong: another session took the place of this one, or the account is gone.
const FINAL = ['conflict', 'not-authorized'];

// The library also says sentences where others expect a condition.
const conditionOf = (reason) => (/^[a-z-]+$/.test(reason ?? '') ? reason : null);

/**
 * Where a link is.
 *
 * - `offline`: nobody is logged in
 * - `connecting`: an attempt is under way; `again` tells whether there was a session before
 * - `online`: stanzas can be sent
 * - `unsteady`: requests fail; the session may survive
 * - `waiting`: the connection is lost; the next attempt comes at the time `until`
 *
 * @typedef {{kind: 'offline'|'connecting'|'online'|'unsteady'|'waiting', again?: boolean, until?: number}} LinkState
 */

/**
 * Tells in events: `state` when it changed, `online` when a session begins or, `resumed`, goes on, `heard` when the
 * server said something, `forgotten` when nobody knows what became of stanzas, `ended` with why it is over for good.
 */
export class Link extends EventTarget {
  #services;
  #connection = null;
  #credentials = null;
  #management = new Management(() => this.dispatchEvent(new Event('forgotten')));
  #requests = new Requests();
  #handlers = [];
  #hadSession = false;
  #attempt = 0;
  #failedRequests = 0;
  #termination = null;
  #timer = null;
  #silence = null;
  #heard = false;
  #boshOnly = false;

  /** How the last attempt goes, or went: `websocket` or `bosh`. */
  way = 'websocket';

  /** @type {LinkState} */
  state = { kind: 'offline' };

  /** @param {{websocket: string, bosh: string}} services the URL of WebSocket, and the path of BOSH */
  constructor(services) {
    super();
    this.#services = services;
  }

  /** The connection that is online; only for as long as it is. */
  get connection() {
    return this.#connection;
  }

  /** Whether the session went on when the connection was made. */
  resumed = false;

  /**
   * What {@link restore} needs: the way to the server, the session, and instead of the password a token (XEP-0484), or
   * the keys of SCRAM where the server gives none.
   */
  get snapshot() {
    return { ...this.#credentials, way: this.way, management: this.#management.state };
  }

  /** Has stanzas of that name, and of these types, taken by a handler, whichever connection brings them. */
  takes(name, types, handler) {
    this.#handlers.push({ name, types, handler });
  }

  /** Sends a stanza. It is sent again on the next connection if this one loses it. */
  send(stanza) {
    this.#connection?.send(stanza);
    this.#connection?.flush();
  }

  /**
   * Sends a request.
   *
   * @returns {Promise<Element>} the result; rejected with the error, or a timeout
   */
  request(iq, timeout) {
    const request = iq.tree();
    if (!request.hasAttribute('id')) {
      request.setAttribute('id', crypto.randomUUID());
    }
    const answer = this.#requests.add(request, timeout);
    this.send(request);
    return answer;
  }

  /** The ids of what was sent and may not have come to the server. */
  get pending() {
    return this.#management.pending(this.#connection);
  }

  /** Goes on with a session that a page had before it was loaded again. */
  restore({ jid, secret, agent, way, management }) {
    this.#credentials = { jid, secret, agent };
    this.#management.restore(management);
    this.#hadSession = true;
    this.#attempt = 0;
    this.#boshOnly = way === 'bosh';
    this.#connect();
  }

  /** Begins a session; nothing of the password is kept when it has begun. */
  logIn(jid, password) {
    // RFC 8265 §4.2.2: what the server does to the password, it does to the one that the proof is made of
    const secret = password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
    // a server ends the session of the same installation (XEP-0386 §4), and there may be one in each tab
    this.#credentials = { jid, secret, agent: crypto.randomUUID() };
    this.#management.restore(null);
    this.#hadSession = false;
    this.#attempt = 0;
    this.#boshOnly = false;
    this.#connect();
  }

  /**
   * Ends the session; no event `ended` follows.
   *
   * @returns {{jid: string, secret: unknown, agent: string}} with what one could log in again
   */
  logOut() {
    const connection = this.#connection;
    const credentials = this.#credentials;
    this.#connection = null; // what it tells of its end is no loss
    connection?.disconnect();
    this.#stop();
    this.#set({ kind: 'offline' });
    return credentials;
  }

  /** Does not wait any longer for the next attempt. */
  retryNow() {
    if (this.state.kind === 'waiting') {
      clearTimeout(this.#timer);
      this.#connect();
    }
  }

  /** The network may have changed: finds out whether the server is still there, rather than wait for silence. */
  check() {
    if (this.state.kind === 'waiting') {
      this.#set(this.state); // which may be told in other words now
      if (navigator.onLine) {
        this.retryNow();
      }
    } else if (['online', 'unsteady'].includes(this.state.kind)) {
      this.#ask(CHECK_TIMEOUT_MS);
    }
  }

  #ask(timeout) {
    clearTimeout(this.#silence);
    this.#connection.sm.requestAck();
    this.#connection.flush();
    this.#silence = setTimeout(() => this.#lost(), timeout);
  }

  #connect(way = this.#boshOnly ? 'bosh' : 'websocket') {
    this.way = way;
    const connection = new Strophe.Connection(this.#services[way], {
      // A password is never sent: with SCRAM a server that is not the right one learns nothing.
      mechanisms: [Strophe.SASLSHA1, Strophe.SASLSHA256, Strophe.SASLSHA384, Strophe.SASLSHA512],
      ...this.#management.options,
    });
    this.#management.watch(connection);
    const login = new Sasl2(connection, this.#management, this.#credentials);
    // Now, since what was missed comes at once with the resumption.
    this.#handlers.forEach(({ name, types, handler }) => connection.addHandler(handler, null, name, types));
    connection.addHandler((iq) => this.#answered(connection, iq), null, 'iq', ['result', 'error']);
    const current = () => connection === this.#connection;
    this.#connection = connection;
    this.#failedRequests = 0;
    this.#termination = null;
    this.#heard = false;
    this.#set({ kind: 'connecting', again: this.#hadSession });
    this.#timer = setTimeout(() => current() && this.#failed('no-answer'), LOGIN_TIMEOUT_MS);
    if (way === 'websocket') {
      this.#silence = setTimeout(() => current() && this.#failed('no-answer'), WEBSOCKET_TIMEOUT_MS);
    }
    for (const code of GATEWAY_ERRORS) {
      connection.addProtocolErrorHandler('HTTP', code, () => current() && this.#requestFailed());
    }
    connection.xmlInput = (body) => {
      if (current()) {
        login.received(body);
        this.#received(connection, body);
      }
    };
    const { jid, secret } = this.#credentials;
    connection.connect(
      jid,
      secret,
      (status, condition) => current() && this.#changed(connection, login, status, condition),
      WAIT_SECONDS,
      1,
      undefined,
      saslName(local(jid)),
    );
  }

  #received(connection, element) {
    this.#termination ??= readTermination(element);
    this.#failedRequests = 0;
    this.#heard = true;
    clearTimeout(this.#silence);
    if (this.way === 'websocket') {
      this.#silence = setTimeout(() => this.state.kind === 'online' && this.#ask(ANSWER_TIMEOUT_MS), SILENCE_MS);
    }
    if (this.state.kind === 'unsteady') {
      this.#set({ kind: 'online' });
    }
    // Asks for more at once. The library does so by a timer, which browsers slow down in tabs that nobody sees until
    // the server takes the session for dead.
    queueMicrotask(() => {
      if (connection.authenticated && connection.connected) {
        connection.flush();
      }
      this.dispatchEvent(new Event('heard'));
    });
  }

  #answered(connection, iq) {
    const { jid } = this.#credentials;
    this.#requests.answered(iq, [jid, connection.jid, domain(jid)]);
    return true;
  }

  #requestFailed() {
    this.#failedRequests++;
    if (this.state.kind === 'connecting') {
      this.#failed('unreachable');
    } else if (this.#failedRequests >= MAX_FAILED_REQUESTS) {
      this.#lost();
    } else {
      this.#set({ kind: 'unsteady' });
    }
  }

  #changed(connection, login, status, condition) {
    switch (status) {
      case Status.BINDREQUIRED:
        this.#management.begin(connection);
        break;
      case Status.CONNECTED:
        clearTimeout(this.#timer);
        this.resumed = connection.hasResumed();
        this.#management.established(connection);
        if (!this.resumed) {
          this.#requests.abandon();
        }
        this.#hadSession = true;
        this.#attempt = 0;
        this.#boshOnly = this.way === 'bosh';
        // what was made of the password, or the same again, only where there is no token
        this.#credentials.secret = login.token === null ? connection.scram_keys : { token: login.token };
        login.forget();
        this.#set({ kind: 'online' });
        this.dispatchEvent(new Event('online'));
        break;
      case Status.AUTHFAIL:
        this.#refused(login, condition ?? 'not-authorized');
        break;
      case Status.ERROR: // a stream error over WebSocket, which is not told otherwise; the end follows
        this.#termination ??= conditionOf(condition);
        break;
      case Status.CONNFAIL:
      case Status.DISCONNECTED:
        this.#failed(this.#termination ?? conditionOf(condition) ?? 'unreachable');
        break;
      default: // on the way
    }
  }

  #refused(login, condition) {
    if (this.#hadSession && condition === 'temporary-auth-failure') {
      this.#lost(); // RFC 6120 §6.5.11: it may go well later
    } else {
      // a token that is not good any more is dropped (XEP-0484 §4), and the password is not known here
      this.#end(this.#hadSession && login.usesToken ? 'logged-out' : condition);
    }
  }

  #failed(condition) {
    if (this.way === 'websocket' && !this.#heard) {
      this.#abandon();
      this.#connect('bosh');
    } else if (!this.#hadSession || FINAL.includes(condition)) {
      this.#end(condition);
    } else {
      this.#lost();
    }
  }

  #lost() {
    this.#abandon();
    const delay = backoff(this.#attempt++, Math.random());
    this.#timer = setTimeout(() => this.#connect(), delay);
    this.#set({ kind: 'waiting', until: Date.now() + delay });
  }

  #end(condition) {
    this.#stop();
    this.#set({ kind: 'offline' });
    this.dispatchEvent(new CustomEvent('ended', { detail: { condition, hadSession: this.#hadSession } }));
  }

  #stop() {
    this.#abandon();
    this.#requests.abandon();
    this.#management.restore(null);
    this.#credentials = null;
  }

  /** Drops the connection without ending the session; what it still tells is not heard. */
  #abandon() {
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    const connection = this.#connection;
    this.#connection = null;
    // The library has no public way to do this; its version is pinned.
    connection?._proto._abortAllRequests();
    connection?._doDisconnect();
  }

  #set(state) {
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }
}
