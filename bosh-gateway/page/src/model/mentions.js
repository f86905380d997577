/** Where somebody's nickname stands in a text, as a word of its own. */

const SPECIAL = /[.*+?^${}()|[\]\\/]/g;

/**
 * A text in pieces; those that are the nickname are marked.
 *
 * @returns {Array<{text: string, mention: boolean}>}
 */
export function pieces(text, nick) {
  if (nick.trim() === '') {
    return [{ text, mention: false }];
  }
  const word = nick.replace(SPECIAL, '\\$&');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(${word})(?![\\p{L}\\p{N}_])`, 'giu');
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, mention: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** Whether a text names somebody. */
export const mentions = (text, nick) => pieces(text, nick).some((piece) => piece.mention);
