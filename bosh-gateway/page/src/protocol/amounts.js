/** An amount of data in words, such as 3.4 MB. */
export function bytes(count) {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  const number = count / 1000 ** step;
  return `${number.toFixed(step === 0 || number >= 10 ? 0 : 1)} ${units[step]}`;
}
