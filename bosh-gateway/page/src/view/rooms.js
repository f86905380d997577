/** Puts together what the page shows of rooms: the list, the pane of one, and the dialogs. */
import { AffiliatesDialog } from './affiliates-dialog.js';
import { FindRoomsDialog } from './find-rooms-dialog.js';
import { RoomInviteDialog } from './room-invite-dialog.js';
import { OccupantDialog } from './occupant-dialog.js';
import { RegistrationDialog } from './registration-dialog.js';
import { RoomListView } from './room-list.js';
import { RoomMenu } from './room-menu.js';
import { RoomView } from './room.js';
import { SettingsDialog } from './settings-dialog.js';

export class RoomsView {
  #client = null;
  #shown;
  #back;
  #list;
  #room;
  #find;
  #occupant;
  #settings;
  #invite;
  #affiliates;
  #registration = new RegistrationDialog();
  #menu;

  /** @param {{domain: string, shown: () => void, back: () => void}} page */
  constructor({ domain, shown, back }) {
    this.#shown = shown;
    this.#back = back;
    this.#settings = new SettingsDialog();
    this.#invite = new RoomInviteDialog(domain);
    this.#affiliates = new AffiliatesDialog(domain);
    this.#occupant = new OccupantDialog((nick) => this.#room.whisperTo(nick));
    this.#menu = new RoomMenu({
      configure: (jid) => this.#settings.show(this.#client.conference, jid),
      invite: (jid) => this.#invite.show(this.#client, jid),
      register: (jid) => this.#registration.show(this.#client.conference, jid),
      affiliates: (jid) => this.#affiliates.show(this.#client.conference, jid),
      back: () => this.back(),
    });
    this.#find = new FindRoomsDialog({
      opened: (jid) => this.#open(jid),
      setUp: (jid) => this.#settings.show(this.#client.conference, jid, () => this.back()),
    });
    this.#room = new RoomView({
      back: () => this.back(),
      menu: (jid) => this.#menu.show(this.#client.conference, jid),
      occupant: (jid, nick) => this.#occupant.show(this.#client.conference, jid, nick),
    });
    this.#list = new RoomListView({
      open: (jid) => this.#open(jid),
      find: () => this.#find.show(this.#client.conference),
    });
  }

  /** Shows another session. */
  use(client) {
    this.#client = client;
    this.#room.use(client);
  }

  render() {
    this.#list.render(this.#client);
    this.#room.render();
  }

  #open(jid) {
    this.#client.openRoom(jid);
    this.#shown();
    this.render();
    this.#room.focus();
  }

  /** Shows no room, and the list where there is room for nothing else. */
  back() {
    const jid = this.#client.conference.rooms.open;
    this.#client.openRoom(null);
    this.#back();
    this.#list.focus(jid);
  }

  /** Closes all dialogs. */
  close() {
    const dialogs = [
      this.#find, this.#occupant, this.#settings, this.#invite, this.#affiliates, this.#registration, this.#menu,
    ];
    dialogs.forEach((it) => it.close());
  }
}
