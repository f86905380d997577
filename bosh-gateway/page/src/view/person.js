/** How people look: a letter on a colour of their own, and whether they are there. */

const HUES = 12;

const SHOWS = {
  available: 'Available',
  chat: 'Happy to chat',
  away: 'Away',
  xa: 'Away for long',
  dnd: 'Do not disturb',
  offline: 'Offline',
};

/** An availability in words, with the status message where there is one. */
export function describe({ show, status }) {
  return status === '' ? SHOWS[show] : `${SHOWS[show]} · ${status}`;
}

/** Draws somebody into an avatar's element; `show` adds the dot that tells the availability. */
export function drawAvatar(element, jid, name, show = '') {
  const letter = [...name.trim()][0]?.toLocaleUpperCase() ?? '?';
  if (element.textContent !== letter) {
    element.textContent = letter;
  }
  element.dataset.hue = String(hue(jid));
  element.dataset.show = show;
}

/** The same colour for the same address, always. */
function hue(jid) {
  let hash = 0;
  for (const character of jid) {
    hash = (hash * 31 + character.codePointAt(0)) % 1_000_003;
  }
  return hash % HUES;
}
