/** When one ERP takes the place of another: instants, or days of the week of a run that begins whenever it does. */
import type { ErpMigrationSection } from '../../../schema/outbound/erp.ts';

const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** 1970 began on a Thursday. */
const EPOCH_DAY = 4;

/**
 * The freeze is the first one of the run, the cut-over the first one from then on.
 * @param start of the run, as the scenario has it
 * @returns epoch ms
 */
export function migrationTimes(
  { freezeFrom, cutOverAt }: Pick<ErpMigrationSection, 'freezeFrom' | 'cutOverAt'>,
  start: string,
): { readonly freezeFrom: number; readonly cutOverAt: number } {
  const from = momentFrom(freezeFrom, Date.parse(start));
  return { freezeFrom: from, cutOverAt: momentFrom(cutOverAt, from) };
}

/** `fri 22:00` is the first one at or after `fromAt`, in UTC; an instant is itself. */
function momentFrom(moment: string, fromAt: number): number {
  const day = WEEK.indexOf(moment.slice(0, 3));
  if (day < 0) return Date.parse(moment);
  const [hour, minute] = moment.slice(4).split(':').map(Number);
  const today = Math.floor(fromAt / DAY_MS);
  const ahead = (day - ((today + EPOCH_DAY) % 7) + 7) % 7;
  const at = (today + ahead) * DAY_MS + (60 * hour! + minute!) * MINUTE_MS;
  return at < fromAt ? at + 7 * DAY_MS : at;
}
