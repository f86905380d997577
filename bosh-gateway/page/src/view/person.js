/** How people look: a letter on a colour of their own, and whether they are there. */

const HUES = 12;

const SHOWS = {
  available: 'Available',
  chat: 'Happy to chat',
  away: 'Away',
  xa: 'Away for long',
  dnd: 'Do not disturb',
  offline: 'Offline',
  unknown: 'Does not show whether they are there',
  unheard: 'Not known without a connection',
};

/** An availability in words, with the status message where there is one. */
function describe({ show, status }) {
  return status === '' ? SHOWS[show] : `${SHOWS[show]} · ${status}`;
}

/** What there is to say about somebody in one line: the availability where it is known, else what they are to the user. */
export function summary({ jid, contact, availability }) {
  if (contact === null) {
    return jid;
  }
  return contact.asked && availability.show === 'unknown' ? 'Waiting for an answer' : describe(availability);
}

/** Draws somebody into an avatar's element; a `show` that is known adds a dot. */
export function drawAvatar(element, jid, name, show) {
  const letter = [...name.trim()][0]?.toLocaleUpperCase() ?? '?';
  if (element.textContent !== letter) {
    element.textContent = letter;
  }
  element.dataset.hue = String(hueOf(jid));
  element.dataset.show = show;
}

/** The same colour for the same address or nickname, always. */
export function hueOf(jid) {
  let hash = 0;
  for (const character of jid) {
    hash = (hash * 31 + character.codePointAt(0)) % 1_000_003;
  }
  return hash % HUES;
}
