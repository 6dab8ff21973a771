/** Instants as a carrier's translator writes and reads them: UTC, to the hundredth of a second. */

export interface DateAndTime {
  /** CCYYMMDD. */
  readonly date: string;
  /** HHMMSSDD. */
  readonly time: string;
  readonly timeCode: string;
}

export function dateAndTime(at: number): DateAndTime {
  const iso = new Date(at).toISOString();
  const date = iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10);
  const time = iso.slice(11, 13) + iso.slice(14, 16) + iso.slice(17, 19) + iso.slice(20, 22);
  return { date, time, timeCode: 'UT' };
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
