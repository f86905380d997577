/** How far back what is shown of a conversation goes: which pages of its archive are in it, and whether more may come. */

// Who wants to read what is older than so many lines needs another tool than a page.
const MOST_LINES = 3000;

export class History {
  /**
   * @type {'unknown'|'loading'|'more'|'complete'|'full'|'failed'|'none'} `unknown`: nothing was asked for; `full`: no
   *   more is shown here; `none`: there is no archive
   */
  state = 'unknown';
  /** The id before which the next page ends; empty for the newest page. */
  cursor = '';
  /** The line before which the next page ends, where a page is in it. */
  #edge = null;

  /** Whether older lines are shown than those of the page, with something between them that is not. */
  hasGap = false;

  /** Whether a page is to be asked for when the beginning comes into sight. */
  get goesOn() {
    return ['unknown', 'more'].includes(this.state);
  }

  /** A page is asked for; returns false where none is to be. */
  begin(cursor) {
    if (!this.goesOn && this.state !== 'failed') {
      return false;
    }
    this.cursor ||= cursor;
    this.state = 'loading';
    return true;
  }

  /**
   * A page came: puts what is not there yet among the lines.
   *
   * @param {object[]} lines in order, each with its time `at`; changed in place
   * @param {{entries: object[], first: string, complete: boolean}} page each entry with its time `at`
   * @param {(entry: object) => object|undefined} known the line that shows an entry already
   * @param {(entry: object) => object|null} make a line of an entry; null where there is nothing to show
   */
  take(lines, { entries, first, complete }, known, make) {
    let at = this.#edge === null ? -1 : lines.indexOf(this.#edge);
    if (at < 0) {
      at = place(lines, entries, known);
    }
    for (const entry of entries.toReversed()) {
      const line = known(entry);
      if (line !== undefined) {
        at = lines.indexOf(line);
      } else {
        const made = make(entry);
        if (made !== null) {
          lines.splice(at, 0, made);
        }
      }
    }
    this.#edge = lines[at] ?? this.#edge;
    const meets = entries.some((it) => known(it) !== undefined);
    this.hasGap = !complete && !meets && lines.slice(0, at).some((it) => it.archiveId !== '');
    this.cursor = first;
    this.state = complete ? 'complete' : 'more';
    if (this.state === 'more' && lines.length >= MOST_LINES) {
      this.state = 'full';
    }
  }

  /** The oldest lines had to go. */
  cut() {
    if (!['unknown', 'none'].includes(this.state)) {
      this.state = 'full';
    }
  }

  /** A page did not come. */
  failed({ condition }) {
    if (condition === 'item-not-found' && this.cursor !== '') {
      this.cursor = ''; // XEP-0059 §2.2: what the page was to end before is gone
      this.state = 'more';
    } else {
      this.state = ['timeout', 'disconnected', 'remote-server-timeout'].includes(condition) ? 'failed' : 'none';
    }
  }
}

/** Where the end of the first page belongs: behind what is known of it, and what is not younger, as far as clocks agree. */
function place(lines, entries, known) {
  const last = entries.at(-1);
  const shown = entries.findLast((it) => known(it) !== undefined);
  const behind = shown === undefined ? 0 : lines.indexOf(known(shown)) + 1;
  return last === undefined ? 0 : Math.max(behind, lines.findLastIndex((it) => it.at <= last.at) + 1);
}
