/** The pane of one room. */
import { maySpeak } from '../model/powers.js';
import { Composer } from './composer.js';
import { BY_FINGER, byId, setText } from './dom.js';
import { OccupantsView } from './occupants.js';
import { drawAvatar } from './person.js';
import { RoomMessages } from './room-messages.js';

const WIDE = matchMedia('(min-width: 1000px)');

export class RoomView {
  #client = null;
  #pane = byId('room');
  #composer;
  #messages;
  #occupants;
  #drafts = new Map();
  #shown = null;
  #whisper = '';
  #doorOf = '';

  /**
   * @param {{back: () => void, menu: (jid: string) => void, occupant: (jid: string, nick: string) => void}} actions
   */
  constructor({ back, menu, occupant }) {
    this.#composer = new Composer(byId('room-composer'), byId('room-text'), byId('room-send'), (text) => this.#say(text));
    this.#messages = new RoomMessages(byId('room-messages'), {
      again: (key) => this.#conference.talk.sayAgain(this.#shown, key),
      earlier: () => this.#client.loadEarlierInRoom(),
    });
    this.#occupants = new OccupantsView(byId('occupants'), byId('occupants-more'), (nick) => occupant(this.#shown, nick));
    byId('room-back').addEventListener('click', back);
    byId('room-menu').addEventListener('click', () => menu(this.#shown));
    byId('room-people').addEventListener('click', () => this.#showPeople(this.#pane.dataset.people === 'hidden'));
    byId('room-whisper').addEventListener('click', () => this.whisperTo(''));
    byId('room-ask-voice').addEventListener('click', () => this.#conference.talk.askForVoice(this.#shown));
    byId('door-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#enter();
    });
    this.#pane.addEventListener('keydown', (event) => event.key === 'Escape' && this.#escape(back));
  }

  /** Shows another session. */
  use(client) {
    this.#client = client;
    this.#shown = null;
    this.#drafts.clear();
    this.#messages.clear();
  }

  get #conference() {
    return this.#client.conference;
  }

  focus() {
    (byId('room-composer').hidden || BY_FINGER.matches ? byId('room-name') : this.#composer).focus();
  }

  /** What is written next is for one occupant alone; for all if it is empty. */
  whisperTo(nick) {
    this.#whisper = nick;
    if (!WIDE.matches) {
      this.#showPeople(false);
    }
    this.render();
    this.#composer.focus();
  }

  #escape(back) {
    if (this.#whisper !== '') {
      this.whisperTo('');
    } else {
      back();
    }
  }

  #showPeople(shown) {
    this.#pane.dataset.people = shown ? 'shown' : 'hidden';
    byId('room-people').setAttribute('aria-expanded', String(shown));
  }

  #say(text) {
    this.#conference.talk.say(this.#shown, text, this.#whisper);
    this.#messages.scrollToEnd();
  }

  #enter() {
    const nick = byId('door-nick').value.trim() || this.#conference.usualNick;
    this.#conference.attendance.enter(this.#shown, nick, byId('door-password').value).catch(() => {}); // shown here
  }

  render() {
    const { rooms } = this.#conference;
    const room = rooms.open === null ? null : rooms.find(rooms.open);
    this.#pane.hidden = room === null;
    if (room?.jid !== this.#shown) {
      this.#switchTo(room?.jid ?? null);
    }
    if (room !== null) {
      byId('chat-none').hidden = true;
      this.#renderHead(room, rooms.nameOf(room));
      this.#renderDoor(room);
      this.#renderComposer(room);
      this.#messages.render(room);
      this.#occupants.render(room);
    }
  }

  #switchTo(jid) {
    this.#drafts.set(this.#shown, this.#composer.value);
    this.#shown = jid;
    this.#whisper = '';
    this.#doorOf = '';
    this.#composer.value = this.#drafts.get(jid) ?? '';
    this.#messages.clear();
    this.#showPeople(WIDE.matches);
  }

  #renderHead(room, name) {
    const subject = room.subject.trim();
    setText(byId('room-name'), name);
    setText(byId('room-subject'), subject === '' ? room.jid : subject);
    byId('room-subject').title = subject === '' ? room.jid : `${subject}\n${room.jid}`;
    drawAvatar(byId('room-avatar'), room.jid, name, 'unknown');
    const people = byId('room-people');
    people.hidden = room.state !== 'in';
    setText(byId('room-size'), String(room.size));
    people.setAttribute('aria-label', `People in this room: ${room.size}`);
    if (people.hidden) {
      this.#showPeople(false);
    } else if (this.#doorOf !== '') {
      this.#showPeople(WIDE.matches); // has just been entered
    }
  }

  /** What stands between the user and the room. */
  #renderDoor(room) {
    const outside = room.state !== 'in';
    byId('door-form').hidden = !outside;
    if (!outside) {
      this.#doorOf = '';
      return;
    }
    const busy = room.state === 'entering';
    const state = byId('door-state');
    setText(state, busy ? 'Entering…' : room.problem || 'You are not in this room.');
    state.classList.toggle('problem', room.state === 'failed');
    byId('door-secret').hidden = !room.needsPassword && !room.features.has('muc_passwordprotected');
    byId('door-enter').disabled = busy || !this.#client.connected;
    const now = `${room.jid} ${room.state} ${room.problem}`;
    if (this.#doorOf !== now) {
      this.#doorOf = now;
      byId('door-nick').value = room.nick || this.#conference.usualNick;
      byId('door-password').value = room.password;
    }
  }

  #renderComposer(room) {
    const speaks = maySpeak(room.me);
    byId('room-mute').hidden = room.me === null || speaks;
    byId('room-composer').hidden = !speaks;
    if (this.#whisper !== '' && room.occupant(this.#whisper) === null) {
      this.#whisper = '';
    }
    const whisper = byId('room-whisper');
    whisper.hidden = this.#whisper === '';
    setText(whisper, `To ${this.#whisper} ✕`);
    const to = this.#whisper === '' ? this.#conference.rooms.nameOf(room) : `${this.#whisper} privately`;
    this.#composer.use(this.#client.connected, this.#client.connected ? `Message ${to}` : 'No connection');
  }
}
