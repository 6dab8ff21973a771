/**
 * Orders delivered day by day, a line an arm, all on one scale: whether a week was even, and how long its tail is, before anybody opens
 * the report. Of fewer than three days there is nothing to see.
 */
import { count, instant } from '../text/format.ts';
import { pooled, type Sparks, sparkLine } from '../text/spark-line.ts';
import { padded, widthOf } from '../text/width.ts';
import type { OutboundArmReport } from './outbound-report.ts';

const DAYS_MIN = 3;
/** A year is seven days a sign. */
const SIGNS_MAX = 56;
/** On a narrow terminal. */
const SIGNS_MIN = 8;
/** The indent, and the gap behind the name. */
const AROUND = 4;
const DAY_MS = 86_400_000;

/** @param columns of the terminal @returns nothing where there is nothing to see */
export function daySparks(
  arms: readonly OutboundArmReport[],
  { signs, columns }: { readonly signs: Sparks; readonly columns: number },
): string[] {
  const days = arms.flatMap((arm) => arm.days.map(({ dayAt }) => dayAt));
  if (days.length === 0) return [];
  const from = days.reduce((first, day) => Math.min(first, day));
  const series = arms.map((arm) => deliveredOf(arm, from));
  const length = Math.max(...series.map((each) => each.length));
  if (length < DAYS_MIN) return [];
  const whole = series.map((each) => [...each, ...Array<number>(length - each.length).fill(0)]);
  const names = Math.max(...arms.map(({ policy }) => widthOf(policy)));
  const room = Math.max(SIGNS_MIN, Math.min(SIGNS_MAX, columns - names - AROUND));
  const pools = whole.map((each) => pooled(each, room));
  const top = Math.max(...pools.flat());
  if (top === 0) return [];
  const perSign = Math.ceil(length / room);
  return [
    ...arms.map(({ policy }, i) => {
      const line = sparkLine(whole[i]!, { columns: room, top, signs });
      return `${padded(policy, names, 'left')}  ${line}`;
    }),
    `from ${instant(from).slice(0, 10)}, ${perSign === 1 ? 'a day' : `${perSign} days`} a sign; the tallest stands for ${count(top)}`,
  ];
}

/** By day from the first of all arms to the last on which one of this arm arrived. */
function deliveredOf({ days }: OutboundArmReport, from: number): number[] {
  const delivered: number[] = [];
  for (const day of days) {
    const i = Math.round((day.dayAt - from) / DAY_MS);
    if (day.delivered > 0) delivered[i] = day.delivered;
  }
  return Array.from(delivered, (orders) => orders ?? 0);
}
