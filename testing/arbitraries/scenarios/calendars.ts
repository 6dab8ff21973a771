/** When it all happens: the week it starts in, hours that centres work, cut-offs and waves within them. */
import fc from 'fast-check';
import type { Hours } from '#scenarios/schema/outbound/common';
import { type Draft, type Edits, maybe, together } from './draft.ts';
import { someOf } from './figures.ts';

type Node = Draft['network']['nodes'][number];

/** An ordinary Monday first; then clocks that go forward and back, a leap day, the end of a year, a Sunday. */
const STARTS = [
  '2026-03-02T06:00:00Z',
  '2026-03-06T12:00:00Z',
  '2026-10-30T00:00:00Z',
  '2028-02-27T06:00:00Z',
  '2026-12-29T18:00:00Z',
  '2027-05-30T05:30:00Z',
] as const;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** By day, round the clock, and over midnight. */
const SPANS = [
  ['06:00', '22:00'],
  ['08:00', '16:30'],
  ['00:00', '24:00'],
  ['05:15', '13:45'],
  ['22:00', '06:00'],
] as const;
const TIMES = ['12:00', '18:00', '08:30', '10:00', '15:45', '21:00', '23:30', '02:30', '05:00'] as const;

const HOURS: fc.Arbitrary<Hours> = fc
  .record({ span: fc.constantFrom(...SPANS), free: someOf(DAYS) })
  .map(({ span: [from, to], free }) => ({
    // One day at least is worked.
    days: DAYS.filter((day) => !free.includes(day) || free.length === DAYS.length),
    from,
    to,
  }));

/** The first instants of the run that fall on holidays of every centre. */
function closedOn(draft: Draft, days: number): string[] {
  const startAt = Date.parse(draft.start);
  return Array.from({ length: days }, (_, i) =>
    new Date(startAt + i * 86_400_000).toISOString().slice(0, 10),
  );
}

const STARTED = maybe(fc.constantFrom(...STARTS), (draft, start) => {
  draft.start = start;
});

/** Of a centre, by its place in the list, as far as there is one. */
function calendarOf(i: number): Edits {
  return together(
    maybe(HOURS, (draft, hours) => {
      const work = draft.network.nodes[i]?.work;
      if (work !== undefined && !('dailyCapacity' in work)) work.hours = hours;
    }),
    maybe(fc.integer({ min: 1, max: 2 }), (draft, days) => {
      const work = draft.network.nodes[i]?.work;
      if (work !== undefined && !('dailyCapacity' in work) && work.hours !== undefined)
        work.hours = { ...work.hours, holidays: closedOn(draft, days) };
    }),
    maybe(someOf(TIMES), (draft, cutoffs) => {
      const node = draft.network.nodes[i];
      if (node !== undefined) node.cutoffs = cutoffs;
    }),
    maybe(
      fc.record({ waves: someOf(TIMES, 1), lines: fc.integer({ min: 5, max: 200 }) }),
      (draft, { waves, lines }) => {
        const node = draft.network.nodes[i];
        if (node === undefined) return;
        node.waves = waves;
        node.linesPerWave = lines;
      },
    ),
  );
}

/** What never comes while a centre works would be refused: it is moved to the first hour of its day. */
export function withinHours(node: Node): void {
  const hours = 'dailyCapacity' in node.work ? undefined : node.work.hours;
  if (hours === undefined) return;
  const { from, to } = hours;
  const open = (time: string): boolean => (from < to ? from <= time && time < to : from <= time || time < to);
  const first = `${from.slice(0, 2)}:${from.slice(3) < '30' ? '30' : '45'}`;
  for (const what of ['cutoffs', 'waves'] as const) {
    const times = node[what];
    if (times !== undefined)
      node[what] = [...new Set(times.map((time) => (open(time) ? time : first)))].sort();
  }
}

/** @param nodes how many centres a generated network may have */
export function calendars(nodes: number): Edits {
  return together(
    STARTED,
    ...Array.from({ length: nodes }, (_, i) => calendarOf(i)),
    fc.constant((draft: Draft) => {
      for (const node of draft.network.nodes) withinHours(node);
    }),
  );
}
