/** What is said in rooms, by the user and by all others, and invitations. */
import { bare } from '../protocol/jid.js';
import { readDecline, readInvitation, readRegistrationRequest, readRoomMessage, readVoiceRequest } from '../protocol/muc.js';
import * as requests from '../protocol/room-requests.js';
import { changeFailure, configurationNotices, speakingFailure } from '../protocol/room-words.js';
import { attribute } from '../protocol/xml.js';

export class Talk {
  #rooms;
  #session;
  #configured;

  /**
   * @param {import('../model/rooms.js').Rooms} rooms
   * @param {import('./conference.js').Session} session
   * @param {(room: object) => void} configured told when the settings of a room have changed
   */
  constructor(rooms, session, configured) {
    this.#rooms = rooms;
    this.#session = session;
    this.#configured = configured;
  }

  /** Takes a message that has to do with rooms; returns whether it had. */
  message(stanza) {
    const invitation = readInvitation(stanza);
    if (invitation !== null) {
      this.#rooms.invited(invitation);
      return true;
    }
    const room = this.#rooms.find(bare(attribute(stanza, 'from')));
    if (room === null) {
      return attribute(stanza, 'type') === 'groupchat'; // of a room that the user is not in
    }
    room.heardAt = Date.now();
    this.#heard(room, readRoomMessage(stanza), stanza);
    return true;
  }

  #heard(room, message, stanza) {
    const now = new Date();
    if (message.error !== null) {
      if (!room.failed(message.id, speakingFailure(message.error))) {
        room.notice(changeFailure(message.error), now);
      }
      return;
    }
    if (room.state !== 'in') {
      return;
    }
    if (message.nick === '') {
      this.#told(room, message, now);
      this.#asked(room, stanza, now);
    }
    if (message.retraction !== null) {
      room.retract(message);
    } else if (message.type === 'groupchat' && message.subject !== null) {
      room.titled(message.subject, message.nick, now);
    } else if ((message.text !== '' || message.tombstone !== null) && message.nick !== '') {
      const seen = this.#rooms.open === room.jid && this.#session.isLooked();
      room.said(message, { now, seen });
    }
  }

  /** What the room itself says. */
  #told(room, { codes, text, type }, now) {
    configurationNotices(codes).forEach((words) => room.notice(words, now));
    if (codes.size > 0) {
      this.#configured(room);
    }
    if (text !== '' && type === 'groupchat') {
      room.notice(text, now);
    }
  }

  /** What the room passes on from somebody who is not there, or may not speak. */
  #asked(room, stanza, now) {
    const declined = readDecline(stanza);
    if (declined !== null) {
      room.notice(`${declined.from} does not come${declined.reason === '' ? '.' : `: ${declined.reason}`}`, now);
    }
    const nick = readVoiceRequest(stanza);
    if (nick !== '') {
      room.notice(`${nick} asks to be allowed to speak.`, now);
    }
    const applicant = readRegistrationRequest(stanza);
    if (applicant !== '') {
      room.notice(`${applicant} asks to become a member.`, now);
    }
  }

  /** Says something to all, or to one occupant alone. */
  say(jid, text, to = '') {
    const room = this.#rooms.find(jid);
    const id = this.#session.newId();
    room.sending(id, text, to, new Date());
    if (to === '') {
      this.#session.send(requests.say(jid, id, text));
    } else {
      this.#session.send(requests.whisper(jid, to, id, text));
      // Stanzas are handled in order: when the room answers this, it has taken the message before.
      this.#session.request(requests.pingSelf(jid, room.nick)).finally(() => {
        room.sent(id);
        this.#session.changed();
      }).catch(() => {});
    }
    this.#session.changed();
  }

  /** Says again what was not delivered. */
  sayAgain(jid, key) {
    const message = this.#rooms.find(jid).takeBack(key);
    if (message !== null) {
      this.say(jid, message.text, message.to);
    }
  }

  /** Gives a room another subject; a refusal comes as a message. */
  changeSubject(jid, text) {
    this.#session.send(requests.changeSubject(jid, this.#session.newId(), text));
  }

  /** Invites somebody, through the room or directly. */
  invite(jid, invitee, reason, direct) {
    const { password } = this.#rooms.find(jid);
    const id = this.#session.newId();
    this.#session.send(
      direct
        ? requests.inviteDirectly(jid, id, invitee, reason, password)
        : requests.invite(jid, id, invitee, reason),
    );
  }

  /** Does not go where the user was invited to; the room tells it to who invited through it. */
  decline(jid) {
    const invitation = this.#rooms.answered(jid);
    if (invitation?.mediated) {
      this.#session.send(requests.decline(jid, invitation.from));
    }
    this.#session.changed();
  }

  /** Asks the moderators to be allowed to speak. */
  askForVoice(jid) {
    this.#session.send(requests.askForVoice(jid));
    this.#rooms.find(jid).notice('The moderators were asked to let you speak.', new Date());
    this.#session.changed();
  }
}
