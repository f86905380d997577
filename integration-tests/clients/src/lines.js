/**
 * How a test talks with a client: a line of JSON for each thing that happens goes out, and for each thing to do comes in.
 */
import { createInterface } from 'node:readline';

export function tell(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** Calls `actions[it.do](it)` for each line, and ends when there are no more. */
export function obey(actions) {
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const it = JSON.parse(line);
      actions[it.do](it);
    })
    .on('close', () => process.exit());
}
