/** Instants as a carrier's translator writes and reads them: UTC, to the hundredth of a second. */

const DAY_MS = 86_400_000;
const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
/** The day written last, and its number: most instants of a line are of one day, and a date is dear to write. */
let lastDay = Number.NaN;
let lastDate = '';

export interface DateAndTime {
  /** CCYYMMDD. */
  readonly date: string;
  /** HHMMSSDD. */
  readonly time: string;
  readonly timeCode: string;
}

export function dateAndTime(at: number): DateAndTime {
  const day = Math.floor(at / DAY_MS);
  if (day !== lastDay) {
    lastDate = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
    lastDay = day;
  }
  const ms = at - day * DAY_MS;
  const time =
    TWO_DIGITS[Math.floor(ms / 3_600_000)]! +
    TWO_DIGITS[Math.floor(ms / 60_000) % 60]! +
    TWO_DIGITS[Math.floor(ms / 1000) % 60]! +
    TWO_DIGITS[Math.floor(ms / 10) % 100]!;
  return { date: lastDate, time, timeCode: 'UT' };
}

/** null = no date and time in UTC. */
export function instantOf(date: string | null, time: string | null, timeCode: string | null): number | null {
  if (date === null || time === null || timeCode !== 'UT') return null;
  const full = `${date}${time}`.padEnd(16, '0');
  if (!/^\d{16}$/.test(full)) return null;
  const [year, month, day] = [full.slice(0, 4), full.slice(4, 6), full.slice(6, 8)];
  const [hour, minute, second] = [full.slice(8, 10), full.slice(10, 12), full.slice(12, 14)];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${full.slice(14)}0Z`);
  return Number.isNaN(at) ? null : at;
}
