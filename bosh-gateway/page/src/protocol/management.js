/**
 * Stream management (XEP-0198) of one session, over one connection after another. The library counts, keeps what is not
 * acknowledged and sends it again; but it negotiates over WebSocket alone, so that other transports need help here. What
 * is used of it is partly its own business: its version is pinned.
 */


export class Management {
  #state = null;
  #forgotten;

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
