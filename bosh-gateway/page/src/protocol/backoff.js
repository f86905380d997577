const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next attempt to connect: twice as long each time up to half a minute, and spread, so that
 * not all pages come back at once after a restart of the server.
 *
 * @param {number} attempt failed attempts so far, from 0
 * @param {number} random from 0 to 1
 * @returns {number} milliseconds
 */
export function backoff(attempt, random) {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random);
}
