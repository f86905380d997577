/**
 * Logging in by SASL2 (XEP-0388): with the password by SCRAM, or with a token (XEP-0484), and at once resuming the
 * session (XEP-0198 §8) or binding a resource (XEP-0386). Servers that do not offer it are left to the library, whose
 * mechanisms are used here too; what is used of it is partly its own business: its version is pinned.
 */
import { $build, Strophe } from 'strophe.js';
import { local } from './jid.js';
import { MECHANISM, expectedAnswer, initialResponse, offersTokens, readToken } from './token.js';
import { NS, child, childText, children } from './xml.js';

const SOFTWARE = 'Godwit';

/** @param {Element} element of the stream, or a body of BOSH around it */
function offered(element) {
  const features = [element, ...children(element)].find((it) => it.localName === 'features');
  return features === undefined ? null : child(features, NS.sasl2, 'authentication');
}

export class Sasl2 {
  #connection;
  #management;
  #jid;
  #secret;
  #agent;
  #offer = null;
  #expected = '';
  #handlers = [];

  /** Whether it is a token that is shown to the server, not the password. */
  usesToken;

  /** The token to be used next time; null where the server gave none. */
  token = null;

  /**
   * @param {import('strophe.js').Connection} connection not connected yet
   * @param {import('./management.js').Management} management
   * @param {{jid: string, secret: unknown, agent: string}} credentials the bare address; the password, what the library
   *   makes of it, or `{token}`; and the UUID of this installation
   */
  constructor(connection, management, { jid, secret, agent }) {
    this.#connection = connection;
    this.#management = management;
    this.#jid = jid;
    this.#secret = secret;
    this.#agent = agent;
    this.usesToken = secret.token !== undefined;
    const withoutIt = connection.authenticate.bind(connection);
    connection.authenticate = (mechanisms) => this.#authenticate(mechanisms, withoutIt);
    this.#nameInStreams();
  }

  /** Who wants to log in is told with the stream (RFC 6120 §4.7.1): XEP-0484 §4 wants that. */
  #nameInStreams() {
    const transport = this.#connection._proto;
    const from = { from: this.#jid };
    if (transport._buildStream !== undefined) {
      const build = transport._buildStream.bind(transport);
      transport._buildStream = () => build().attrs(from);
    } else {
      const build = transport._buildBody.bind(transport);
      transport._buildBody = () => (transport.sid === null ? build().attrs(from) : build());
    }
  }

  /** It is done: nothing of the password stays, here or in the library. */
  forget() {
    this.#secret = null;
    this.#connection.pass = null;
  }

  /** Takes what comes from the server, before the library does. */
  received(element) {
    this.#offer ??= offered(element);
  }

  async #authenticate(mechanisms, withoutIt) {
    const hasToken = this.usesToken;
    const names = this.#offer === null ? [] : children(this.#offer).map((it) => it.textContent);
    const usable = mechanisms.filter((it) => names.includes(it.mechname) && it.test(this.#connection));
    if (hasToken ? this.#offer === null || !offersTokens(this.#offer) : usable.length === 0) {
      // with a token alone there is nothing else to log in with
      hasToken ? this.#connection._sasl_failure_cb(null) : withoutIt(mechanisms);
      return;
    }
    if (hasToken) {
      this.#expected = await expectedAnswer(this.#secret.token);
      this.#begin(MECHANISM, await initialResponse(local(this.#jid), this.#secret.token));
    } else {
      const mechanism = usable.reduce((a, b) => (b.priority > a.priority ? b : a));
      mechanism.onStart(this.#connection);
      this.#begin(mechanism.mechname, btoa(mechanism.clientChallenge(this.#connection)), mechanism);
    }
  }

  #begin(mechanism, response, scram = null) {
    const take = (name, handler) => this.#handlers.push(this.#connection._addSysHandler(handler, NS.sasl2, name, null, null));
    take('challenge', (it) => this.#challenged(it, scram));
    take('success', (it) => this.#succeeded(it));
    take('failure', (it) => this.#failed(it));
    take('continue', (it) => this.#failed(it)); // §2.6.3: no task is known here
    const request = $build('authenticate', { xmlns: NS.sasl2, mechanism }).c('initial-response', {}, response);
    request.c('user-agent', { id: this.#agent }).c('software', {}, SOFTWARE).up();
    if (this.usesToken) {
      request.c('fast', { xmlns: NS.fast }).up();
    } else if (offersTokens(this.#offer)) {
      request.c('request-token', { xmlns: NS.fast, mechanism: MECHANISM }).up();
    }
    this.#management.ask(this.#connection, request, this.#offer);
    this.#send(request);
  }

  #challenged(challenge, scram) {
    if (scram === null) {
      this.#failed(null); // a token is all that there is to say
      return false;
    }
    scram.onChallenge(this.#connection, atob(challenge.textContent)).then((response) => {
      if (response !== false) {
        this.#send($build('response', { xmlns: NS.sasl2 }).t(btoa(response)));
      }
    });
    return true;
  }

  #send(builder) {
    this.#connection.send(builder.tree());
    this.#connection.flush();
  }

  #succeeded(success) {
    if (!this.#isProven(childText(success, NS.sasl2, 'additional-data').trim())) {
      return this.#failed(null);
    }
    this.#forgetHandlers();
    const given = readToken(success);
    this.token = given ?? (this.usesToken ? this.#secret.token : null);
    this.#connection.scram_keys = this.#connection._sasl_data.keys;
    this.#connection._sasl_data = {};
    const identity = childText(success, NS.sasl2, 'authorization-identifier').trim();
    this.#management.answered(this.#connection, success, identity);
    return false;
  }

  /** The server knows the secret as well (RFC 5802 §5; The Hashed Token SASL Mechanism, §3.3). */
  #isProven(data) {
    if (this.usesToken) {
      return data === this.#expected;
    }
    const expected = this.#connection._sasl_data['server-signature'];
    return expected !== undefined && atob(data).split(',').includes(`v=${expected}`);
  }

  #failed(failure) {
    this.#forgetHandlers();
    const condition = failure === null ? undefined : children(failure).find((it) => it.namespaceURI === NS.sasl);
    this.#connection._changeConnectStatus(Strophe.Status.AUTHFAIL, condition?.localName ?? null, failure);
    return false;
  }

  #forgetHandlers() {
    this.#handlers.splice(0).forEach((it) => this.#connection.deleteHandler(it));
  }
}
