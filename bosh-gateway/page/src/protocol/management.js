/**
 * Stream management (XEP-0198) of one session, over one connection after another. The library counts, keeps what is not
 * acknowledged and sends it again; but it negotiates over WebSocket alone, so that other transports need help here. What
 * is used of it is partly its own business: its version is pinned.
 */
import { Strophe } from 'strophe.js';
import { NS, child } from './xml.js';

/** The word for this software in the addresses that servers make (XEP-0386 §4). */
const TAG = 'Godwit';

export class Management {
  #state = null;
  #forgotten;
  #awaitsFeatures = false;

  /** @param {() => void} forgotten told when the server cannot say how far the session had come */
  constructor(forgotten) {
    this.#forgotten = forgotten;
  }

  /** What a connection needs to go on with the session. */
  get options() {
    return {
      enableStreamManagement: true,
      explicitResourceBinding: true, // so that we are asked before a resource is bound
      streamManagement: {
        maxUnacked: 1, // each message is told to be sent as soon as the server has it
        storage: {
          load: () => this.#state,
          save: (_, state) => (this.#state = state),
          clear: () => (this.#state = null),
        },
      },
    };
  }

  /** The session as it can be kept and given to {@link restore}; null without one. */
  get state() {
    return this.#state;
  }

  restore(state) {
    this.#state = state;
  }

  /** A connection was made that has not begun. */
  watch(connection) {
    connection.sm.onFailed = (failed, resuming) => {
      if (!resuming) {
        return;
      }
      // §5: with `h` it is known what was handled, and the rest is sent again; without, nobody knows. What is not a
      // message is worth nothing in another session.
      const known = failed.attrs.h !== undefined;
      connection.sm._pendingResend = known ? connection.sm._pendingResend.filter(({ name }) => name === 'message') : [];
      if (!known) {
        this.#forgotten();
      }
    };
  }

  /** The client has authenticated: resumes the session, or binds a resource for a new one. */
  begin(connection) {
    connection.sm.initialize(connection.jid);
    if (connection.sm.hasResumableState()) {
      connection._registerSMHandlers();
      connection.sm.sendResume();
    } else {
      connection.bind();
    }
  }

  /**
   * Asks with the login, as far as that is offered, for the session to be resumed (§8), or else for a new one
   * (XEP-0386 §4).
   *
   * @param {import('strophe.js').Builder} request to authenticate
   * @param {Element} offer of SASL2
   */
  ask(connection, request, offer) {
    const { sm } = connection;
    const inline = child(offer, NS.sasl2, 'inline');
    const offers = (namespace, name) => inline !== null && child(inline, namespace, name) !== null;
    sm.initialize(connection.jid);
    // Now, since what comes with success is handled at once.
    connection._registerSMHandlers();
    connection._addSysHandler((element) => this.#featured(connection, element), null, null, null, null);
    if (offers(NS.sm, 'sm') && sm.hasResumableState()) {
      silently(sm, () => sm.sendResume());
      request.c('resume', { xmlns: NS.sm, h: String(sm.state.hIn), previd: sm.state.id }).up();
    }
    if (offers(NS.bind2, 'bind')) {
      request.c('bind', { xmlns: NS.bind2 }).c('tag', {}, TAG);
      request.c('enable', { xmlns: NS.sm, resume: 'true' }).up().up();
    }
  }

  /** What was asked for with the login came of it, or is to be asked for now. */
  answered(connection, success, identity) {
    const { sm } = connection;
    const resumed = child(success, NS.sm, 'resumed');
    const bound = child(success, NS.bind2, 'bound');
    if (resumed !== null) {
      connection._onStreamResumed(resumed);
      return;
    }
    const failed = child(success, NS.sm, 'failed');
    if (failed !== null) {
      sm.onInbound(view(failed));
    }
    this.#awaitsFeatures = bound === null;
    if (bound !== null) {
      connection.authenticated = true;
      connection.jid = identity;
      const enabled = child(bound, NS.sm, 'enabled');
      if (enabled !== null) {
        silently(sm, () => sm.sendEnable(identity));
        sm.onInbound(view(enabled));
      }
      connection._changeConnectStatus(Strophe.Status.CONNECTED, null);
    }
  }

  /** Without a session yet, what the stream offers now leads to one; returns whether to go on looking for it. */
  #featured(connection, element) {
    const isFor = this.#awaitsFeatures && element.localName === 'features';
    if (isFor) {
      this.#awaitsFeatures = false;
      connection._onStreamFeaturesAfterSASL(element);
    }
    return !isFor && !connection.authenticated;
  }

  /** A session stands; a new one is counted from here on. */
  established(connection) {
    if (!connection.sm.isTracking()) {
      connection._registerSMHandlers();
      connection.sm.sendEnable(connection.jid);
    }
  }

  /** The ids of stanzas that the server may not have. */
  pending(connection) {
    const queued = [...(connection?.sm._pendingResend ?? []), ...(this.#state?.unacked ?? [])];
    return new Set(queued.map(({ stanza }) => parse(stanza).getAttribute('id')));
  }
}

const parse = (xml) => new DOMParser().parseFromString(xml, 'text/xml').documentElement;

/** An element as the library's counter takes it. */
const view = (element) => ({
  name: element.localName,
  attrs: Object.fromEntries(Array.from(element.attributes, ({ name, value }) => [name, value])),
  serialized: '',
});

/** Lets the library note what it would send: it goes with the login. */
function silently(sm, act) {
  const send = sm._sendRaw;
  sm._sendRaw = () => {};
  try {
    act();
  } finally {
    sm._sendRaw = send;
  }
}
