/** Up to where a conversation was displayed, on whichever device (XEP-0490); it only moves forward (§5.1). */
export class Position {
  /** By what the archive knows the last message that was displayed; empty where that is not known. */
  id = '';

  /** Where it is among lines that are in order; -1 where it is not among them. */
  in(lines) {
    return indexOf(lines, this.id);
  }

  /** Moves to a message; returns where that is among the lines, -1 where it is not or was passed already. */
  move(lines, id) {
    const to = indexOf(lines, id);
    if (id === '' || to < this.in(lines)) {
      return -1;
    }
    this.id = id;
    return to;
  }

  /** By what the archive knows the last line that others said, if it is further on; else empty. */
  ahead(lines) {
    const last = lines.findLastIndex((it) => !it.mine && it.archiveId !== '');
    return last > this.in(lines) ? lines[last].archiveId : '';
  }
}

const indexOf = (lines, id) => (id === '' ? -1 : lines.findLastIndex((it) => it.archiveId === id));
