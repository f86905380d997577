/** Rooms that the user's clients remember, on the server (XEP-0402). */
import { $iq } from 'strophe.js';
import { roomAddress } from './muc.js';
import { keepPrivate } from './private-node.js';
import { NS, attribute, child, childText, children } from './xml.js';

/**
 * @typedef {object} Bookmark
 * @property {string} room
 * @property {string} name given by the user; else empty
 * @property {boolean} autojoin
 * @property {string} nick empty where the user prefers none
 * @property {string} password
 * @property {Element|null} extensions what other clients keep in it
 */

/** The bookmarks of an answer or a notification, and which are gone. */
export function readBookmarks(parent) {
  const items = child(parent, parent.namespaceURI, 'items');
  if (items === null || attribute(items, 'node') !== NS.bookmarks) {
    return { kept: [], gone: [] };
  }
  const of = (name) => children(items).filter((it) => it.localName === name);
  return {
    kept: of('item').map(readBookmark).filter((it) => it !== null),
    gone: of('retract').map((it) => attribute(it, 'id')),
  };
}

function readBookmark(item) {
  const conference = child(item, NS.bookmarks, 'conference');
  const room = roomAddress(attribute(item, 'id'));
  if (conference === null || room === null) {
    return null;
  }
  return {
    room,
    name: attribute(conference, 'name'),
    autojoin: ['1', 'true'].includes(attribute(conference, 'autojoin')),
    nick: childText(conference, NS.bookmarks, 'nick'),
    password: childText(conference, NS.bookmarks, 'password'),
    extensions: child(conference, NS.bookmarks, 'extensions'),
  };
}

/** §3.2 */
export function askForBookmarks() {
  return $iq({ type: 'get' }).c('pubsub', { xmlns: NS.pubsub }).c('items', { node: NS.bookmarks });
}

/** §3.3, §3.4 */
export function publishBookmark({ room, name, autojoin, nick, password, extensions }) {
  const iq = $iq({ type: 'set' })
    .c('pubsub', { xmlns: NS.pubsub })
    .c('publish', { node: NS.bookmarks })
    .c('item', { id: room })
    .c('conference', { xmlns: NS.bookmarks, autojoin: String(autojoin), ...(name === '' ? {} : { name }) });
  if (nick !== '') {
    iq.c('nick', {}, nick);
  }
  if (password !== '') {
    iq.c('password', {}, password);
  }
  if (extensions !== null) {
    iq.cnode(extensions).up();
  }
  return keepPrivate(iq.up().up().up());
}

/** §3.5 */
export function retractBookmark(room) {
  return $iq({ type: 'set' })
    .c('pubsub', { xmlns: NS.pubsub })
    .c('retract', { node: NS.bookmarks, notify: 'true' })
    .c('item', { id: room });
}
