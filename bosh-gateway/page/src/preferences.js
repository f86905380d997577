/** What the browser keeps beyond sessions, of whoever uses it. */

const SILENT = 'tells-nobody-what-was-read';

/** Whether others are told what was read, if they ask. */
export const tellsRead = () => localStorage.getItem(SILENT) === null;

export function tellRead(tells) {
  tells ? localStorage.removeItem(SILENT) : localStorage.setItem(SILENT, '');
}
