/**
 * A calendar must be open exactly when the clocks of its zone show its hours, and its five questions must agree with each
 * other. Shown minute by minute against an oracle that reads `Intl` and knows nothing of blocks or instants, and by
 * properties: what is added is between; lengths add up; changes alternate; no answer depends on earlier questions.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { DAY_MS, MINUTE_MS } from './civil.ts';
import { WorkingCalendar, type WorkingCalendarOptions } from './working-calendar.ts';

const DAY = 1440;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const at = (text: string): number => Date.parse(text);

/** Hours in minutes since the day's midnight. */
type Spans = readonly (readonly [start: number, end: number])[];

/** What the oracle reads; `options` says the same to the calendar. */
interface Plan {
  readonly zone: string;
  /** From Sunday on. */
  readonly week: readonly Spans[];
  /** By date; a holiday has none. */
  readonly listed: Readonly<Record<string, Spans>>;
  /** Where to look: an instant near a change of the clocks, and near the dates listed. */
  readonly around: number;
}

function clock(minutes: number): string {
  const ofDay = minutes > DAY ? minutes - DAY : minutes;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}

function texts(spans: Spans): readonly string[] {
  return spans.map(([start, end]) => `${clock(start)}-${clock(end)}`);
}

function options({ zone, week, listed }: Plan): WorkingCalendarOptions {
  const dates = Object.entries(listed);
  return {
    zone,
    week: Object.fromEntries(week.map((spans, day) => [WEEKDAYS[day], texts(spans)])),
    holidays: dates.filter(([, spans]) => spans.length === 0).map(([date]) => date),
    exceptions: Object.fromEntries(
      dates.filter(([, spans]) => spans.length > 0).map(([date, spans]) => [date, texts(spans)]),
    ),
  };
}

/** Undefined where hours overlap: the oracle need not know. */
function calendarOf(plan: Plan): WorkingCalendar | undefined {
  try {
    return new WorkingCalendar(options(plan));
  } catch (error) {
    if (/overlap|never opens/.test(String(error))) return undefined;
    throw error;
  }
}

/** Zones and an instant at which their clocks are set. */
const CHANGES: readonly (readonly [string, string])[] = [
  ['Europe/Berlin', '2026-03-29T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['America/St_Johns', '2010-11-07T02:31Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['Australia/Sydney', '2026-04-04T16:00Z'],
  ['Australia/Sydney', '2026-10-03T16:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Asia/Kathmandu', '2026-05-01T00:00Z'],
  ['Asia/Gaza', '2025-10-24T23:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['America/Caracas', '2007-12-09T07:00Z'],
];

/** Weeks from borders drawn on the circle of its minutes, so that hours never overlap and may pass any midnight. */
const anyWeek = fc
  .uniqueArray(fc.integer({ min: 0, max: 7 * 96 - 1 }), { minLength: 2, maxLength: 24 })
  .map((borders) => {
    const week: [number, number][][] = WEEKDAYS.map(() => []);
    const sorted = borders.map((quarter) => quarter * 15).sort((a, b) => a - b);
    for (let i = 0; i + 1 < sorted.length; i += 2) {
      const [start, end] = [sorted[i]!, Math.min(sorted[i + 1]!, sorted[i]! + DAY - 15)];
      const day = Math.floor(start / DAY);
      week[day]!.push([start - day * DAY, end - day * DAY]);
    }
    return week;
  });

const fewSpans = fc.constantFrom<Spans>(
  [],
  [],
  [[480, 720]],
  [[120, 150]],
  [
    [150, 180],
    [180, 240],
  ],
  [[0, DAY]],
  [[1320, 1800]],
);

const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    week: fc.oneof({ arbitrary: anyWeek, weight: 4 }, fc.array(fewSpans, { minLength: 7, maxLength: 7 })),
    listed: fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fewSpans), { maxLength: 4 }),
  })
  .map(({ change: [zone, instant], week, listed }) => ({
    zone,
    week,
    around: at(instant),
    listed: Object.fromEntries(
      listed.map(([days, spans]) => [
        new Date(at(instant) + days * DAY_MS).toISOString().slice(0, 10),
        spans,
      ]),
    ),
  }));

function isOpenOnWall(plan: Plan, wall: number): boolean {
  const day = Math.floor(wall / DAY);
  return [day - 1, day].some((each) => {
    const date = new Date(each * DAY_MS);
    const spans = plan.listed[date.toISOString().slice(0, 10)] ?? plan.week[date.getUTCDay()]!;
    const ofDay = wall - each * DAY;
    return spans.some(([start, end]) => start <= ofDay && ofDay < end);
  });
}

/**
 * Whether it is open in each minute from `from` on. Hours are due when clocks first show them or a later time, so what
 * counts is the latest time that they have shown: it stands still while an hour is shown again, and leaps over a gap.
 */
function openMinutes(plan: Plan, from: number, minutes: number): readonly boolean[] {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: plan.zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const wallAt = (instant: number): number => {
    const [month, day, year, hour, minute] = format.format(instant).match(/\d+/g)!.map(Number);
    return Date.UTC(year!, month! - 1, day!, hour!, minute!) / MINUTE_MS;
  };
  let latest = -Infinity;
  for (let i = -300; i < 0; i++) latest = Math.max(latest, wallAt(from + i * MINUTE_MS));
  return Array.from({ length: minutes }, (_, i) => {
    latest = Math.max(latest, wallAt(from + i * MINUTE_MS));
    return isOpenOnWall(plan, latest);
  });
}

describe('against clocks, minute by minute', () => {
  const BEFORE = 3 * DAY;
  const MINUTES = 6 * DAY;

  test('all five questions', () => {
    fc.assert(
      fc.property(anyPlan, fc.array(fc.tuple(fc.nat(MINUTES - 1), fc.nat(MINUTES - 1))), (plan, pairs) => {
        const calendar = calendarOf(plan);
        fc.pre(calendar !== undefined);
        const from = plan.around - BEFORE * MINUTE_MS;
        const open = openMinutes(plan, from, MINUTES);
        const sums = runningSums(open);
        const instant = (minute: number): number => from + minute * MINUTE_MS;
        expect(open.map((_, i) => calendar.isOpen(instant(i)))).toEqual(open);
        for (const [first, second] of pairs) {
          const [low, high] = first < second ? [first, second] : [second, first];
          const work = (sums[high]! - sums[low]!) * MINUTE_MS;
          expect(calendar.workingBetween(instant(low), instant(high))).toBe(work);
          const change = open.findIndex((each, i) => i > low && each !== open[low]);
          if (change !== -1) expect(calendar.nextChange(instant(low))).toBe(instant(change));
          const opening = open.indexOf(true, low);
          if (opening !== -1) expect(calendar.nextOpening(instant(low))).toBe(instant(opening));
          const end = sums.findIndex((sum, i) => i >= low && sum - sums[low]! === sums[high]! - sums[low]!);
          expect(calendar.addWorking(instant(low), work)).toBe(instant(end));
        }
      }),
      { numRuns: runs(60) },
    );
  });

  function runningSums(open: readonly boolean[]): readonly number[] {
    const sums = [0];
    for (const each of open) sums.push(sums.at(-1)! + (each ? 1 : 0));
    return sums;
  }
});

describe('the questions agree', () => {
  /** A calendar, and offsets from its instant: near ones, and years away. */
  const anyCase = fc.tuple(
    anyPlan,
    fc.array(fc.oneof(fc.integer({ min: -5e8, max: 5e8 }), fc.integer({ min: -2e11, max: 2e11 })), {
      minLength: 3,
      maxLength: 12,
    }),
  );

  function withCalendar(
    check: (calendar: WorkingCalendar, instants: readonly number[], plan: Plan) => void,
  ): void {
    fc.assert(
      fc.property(anyCase, ([plan, offsets]) => {
        const calendar = calendarOf(plan);
        fc.pre(calendar !== undefined && plan.week.some((spans) => spans.length > 0));
        check(
          calendar,
          offsets.map((offset) => plan.around + offset),
          plan,
        );
      }),
    );
  }

  test('what is added is between, and ends as soon as it can', () => {
    withCalendar((calendar, instants) => {
      for (const [i, instant] of instants.entries()) {
        const work = Math.abs(instants[(i + 1) % instants.length]! - instant) % (300 * DAY_MS);
        const end = calendar.addWorking(instant, work);
        expect(calendar.workingBetween(instant, end)).toBe(work);
        if (work > 0) expect(calendar.workingBetween(instant, end - 1)).toBe(work - 1);
        else expect(end).toBe(instant);
      }
    });
  });

  test('adding what is between comes back to it, or to the end of the stretch before', () => {
    withCalendar((calendar, instants) => {
      const [from, to] = [Math.min(...instants), Math.max(...instants)];
      const end = calendar.addWorking(from, calendar.workingBetween(from, to));
      expect(end).toBeLessThanOrEqual(to);
      expect(calendar.workingBetween(end, to)).toBe(0);
    });
  });

  test('lengths add up, and none is longer than its time', () => {
    withCalendar((calendar, instants) => {
      const sorted = [...instants].sort((a, b) => a - b);
      let sum = 0;
      for (let i = 1; i < sorted.length; i++) {
        const part = calendar.workingBetween(sorted[i - 1]!, sorted[i]!);
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(sorted[i]! - sorted[i - 1]!);
        sum += part;
      }
      expect(calendar.workingBetween(sorted[0]!, sorted.at(-1)!)).toBe(sum);
    });
  });

  test('changes alternate, and nothing changes between them', () => {
    withCalendar((calendar, [instant]) => {
      let from = instant!;
      for (let i = 0; i < 60; i++) {
        const open = calendar.isOpen(from);
        const change = calendar.nextChange(from);
        if (change === Infinity) return;
        expect(change).toBeGreaterThan(from);
        expect(calendar.isOpen(change - 1)).toBe(open);
        expect(calendar.isOpen(change)).toBe(!open);
        expect(calendar.workingBetween(from, change)).toBe(open ? change - from : 0);
        expect(calendar.nextOpening(from)).toBe(open ? from : change);
        from = change;
      }
    });
  });

  test('no answer depends on what was asked before', () => {
    withCalendar((calendar, instants, plan) => {
      for (const instant of instants) {
        const fresh = new WorkingCalendar(options(plan));
        expect(calendar.isOpen(instant)).toBe(fresh.isOpen(instant));
        expect(calendar.nextChange(instant)).toBe(fresh.nextChange(instant));
        expect(calendar.addWorking(instant, 9 * DAY_MS)).toBe(fresh.addWorking(instant, 9 * DAY_MS));
        expect(calendar.workingBetween(instant, instant + 1e10)).toBe(
          fresh.workingBetween(instant, instant + 1e10),
        );
      }
    });
  });
});
