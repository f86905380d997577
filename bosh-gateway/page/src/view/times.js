/** Points in time as people read them, in their language. */

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const WHOLE = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

export const clock = (time) => CLOCK.format(time);
export const whole = (time) => WHOLE.format(time);

const startOfDay = (time) => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();

export const sameDay = (a, b) => startOfDay(a) === startOfDay(b);

/** A day's name, such as above its messages. */
export function day(time, now) {
  // the middle of the day before: a day may have 23 or 25 hours
  const yesterday = new Date(startOfDay(now) - 12 * 3600 * 1000);
  if (sameDay(time, now)) {
    return 'Today';
  }
  return sameDay(time, yesterday) ? 'Yesterday' : DAY.format(time);
}

/** As short as it can be: the time of today, else the day. */
export function short(time, now) {
  return sameDay(time, now) ? clock(time) : SHORT_DAY.format(time);
}
