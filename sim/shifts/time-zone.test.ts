/**
 * Clocks must show what the tz database says, at every instant from 2000 on, and wall times must be read by the rules of
 * the header. Shown against `Intl` for every zone that both know: both sides of each change, and instants between; wall
 * times by trying every offset that `Intl` gives around them.
 *
 * `Intl` may be of another release of the database. Where governments changed their minds in between, the two must
 * differ, and from when is written down here; anything else that differs fails.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './civil.ts';
import { TimeZone, timeZone } from './time-zone.ts';
import { TABLE_START_MS, zoneData, zoneNames } from './zone-data.ts';
import { TZ_VERSION } from './zone-table.ts';

const END_MS = Date.UTC(2041, 0);
const INTL_VERSION = process.versions.tz!;

/** What releases changed after 2025b, as their NEWS says: an older `Intl` is not asked from then on. */
const CHANGED = [
  // Moldova follows the hours of the EU.
  { release: '2026a', from: '2022-03-27', zones: ['Europe/Chisinau', 'Europe/Tiraspol'] },
  // British Columbia stays on -07.
  { release: '2026b', from: '2026-11-01', zones: ['America/Vancouver', 'Canada/Pacific'] },
  // Alberta stays on -06.
  {
    release: '2026c',
    from: '2026-11-01',
    zones: ['America/Edmonton', 'America/Yellowknife', 'Canada/Mountain'],
  },
  // Morocco stays on +00.
  { release: '2026c', from: '2026-09-20', zones: ['Africa/Casablanca', 'Africa/El_Aaiun'] },
  // The Northwest Territories stay on -06.
  { release: '2026d', from: '2026-11-01', zones: ['America/Inuvik'] },
  // Manitoba, and the west of Ontario with it, stays on -05.
  {
    release: '2026e',
    from: '2026-11-01',
    zones: ['America/Winnipeg', 'America/Rainy_River', 'Canada/Central'],
  },
  // Cuba does not fall back in 2026.
  { release: '2026f', from: '2026-11-01', zones: ['America/Havana', 'Cuba'] },
];

/** Until when `Intl` knows what the table knows. */
function comparableUntil(name: string): number {
  const changed = CHANGED.find(({ release, zones }) => release > INTL_VERSION && zones.includes(name));
  return changed === undefined ? END_MS : Date.parse(changed.from);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Undefined where `Intl` has no such zone. */
function intlFormat(name: string): Intl.DateTimeFormat | undefined {
  try {
    const format =
      formats.get(name) ?? new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
    formats.set(name, format);
    return format;
  } catch {
    return undefined;
  }
}

/** The offset that `Intl` says, in ms. */
function intlOffsetMs(name: string, instantMs: number): number {
  const text = intlFormat(name)!.format(instantMs);
  const parts = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(text)!;
  if (parts[1] === undefined) return 0;
  const ms = Number(parts[2]) * HOUR_MS + Number(parts[3]) * MINUTE_MS;
  return parts[1] === '-' ? -ms : ms;
}

const names = [...zoneNames()].sort().filter((name) => intlFormat(name) !== undefined);
const changingNames = names.filter(
  (name) => timeZone(name).nextTransition(TABLE_START_MS) < comparableUntil(name),
);
const anyName = fc.constantFrom(...names);

/** An instant near a change of the clocks, in a zone that has one. */
const nearChange = fc
  .record({
    name: fc.constantFrom(...changingNames),
    skip: fc.nat(90),
    minutes: fc.integer({ min: -1800, max: 1800 }),
  })
  .map(({ name, skip, minutes }) => {
    const changes = [...transitions(name)];
    const atMs = changes[skip % changes.length]!;
    return { name, instantMs: Math.max(TABLE_START_MS + 3 * DAY_MS, atMs + minutes * MINUTE_MS) };
  });
const anywhere = fc
  .record({ name: anyName, minutes: fc.integer({ min: 4320, max: 21_550_000 }) })
  .map(({ name, minutes }) => ({ name, instantMs: TABLE_START_MS + minutes * MINUTE_MS }));
const place = fc.oneof({ arbitrary: nearChange, weight: 3 }, anywhere);

function* transitions(name: string): Generator<number> {
  const zone = timeZone(name);
  const untilMs = comparableUntil(name);
  let atMs = zone.nextTransition(TABLE_START_MS);
  while (atMs < untilMs) {
    yield atMs;
    const next = zone.nextTransition(atMs);
    if (!(next > atMs)) throw new Error(`${name}: after ${atMs} comes ${next}`);
    atMs = next;
  }
}

test('the table holds what Intl knows', () => {
  expect(TZ_VERSION).toMatch(/^20\d\d[a-z]$/);
  expect(Intl.supportedValuesOf('timeZone').filter((name) => zoneData(name) === undefined)).toEqual([]);
  expect(names.length).toBeGreaterThan(500);
});

describe('offsets are those of Intl', () => {
  test('both sides of every change, and between', () => {
    const wrong: string[] = [];
    const compare = (name: string, instantMs: number): void => {
      const offsetMs = timeZone(name).offsetMsAt(instantMs);
      if (offsetMs !== intlOffsetMs(name, instantMs))
        wrong.push(`${name} ${new Date(instantMs).toISOString()}: ${offsetMs / MINUTE_MS} min`);
    };
    for (const name of names) {
      const untilMs = comparableUntil(name);
      for (const atMs of transitions(name)) {
        compare(name, atMs - 1);
        compare(name, atMs);
      }
      for (let atMs = TABLE_START_MS; atMs < untilMs; atMs += 30 * DAY_MS) compare(name, atMs);
    }
    // More than these: regenerate the table (tools/make-zone-table.ts), or list what a release changed.
    expect(wrong.slice(0, 10)).toEqual([]);
  });

  test('anywhere', () => {
    fc.assert(
      fc.property(place, ({ name, instantMs }) => {
        fc.pre(instantMs < comparableUntil(name));
        expect(timeZone(name).offsetMsAt(instantMs)).toBe(intlOffsetMs(name, instantMs));
      }),
      { numRuns: runs(2000) },
    );
  });

  test('the release of Intl is one that the list above is about', () => {
    const newest = CHANGED.at(-1)!.release;
    expect(newest <= TZ_VERSION).toBe(true);
    expect(INTL_VERSION >= '2025a').toBe(true);
  });
});

describe('changes', () => {
  test('a change is after the instant asked, and the offset holds until it', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 0, max: 1, noNaN: true }), ({ name, instantMs }, part) => {
        const zone = timeZone(name);
        const next = zone.nextTransition(instantMs);
        expect(next).toBeGreaterThan(instantMs);
        const between = Math.floor(instantMs + part * (Math.min(next, END_MS) - 1 - instantMs));
        if (between > instantMs) expect(zone.offsetMsAt(between)).toBe(zone.offsetMsAt(instantMs));
        if (next < Infinity) expect(zone.offsetMsAt(next)).not.toBe(zone.offsetMsAt(next - 1));
      }),
    );
  });

  test.each(['UTC', 'Asia/Kolkata', 'Asia/Tokyo', 'Etc/GMT+12'])('%s has none', (name) => {
    expect(timeZone(name).nextTransition(TABLE_START_MS)).toBe(Infinity);
  });

  test('answers do not depend on what was asked before', () => {
    fc.assert(
      fc.property(
        anyName,
        fc.array(fc.nat(1_300_000_000), { minLength: 2, maxLength: 20 }),
        (name, seconds) => {
          const used = timeZone(name);
          for (const second of seconds) {
            const instantMs = TABLE_START_MS + second * 1000;
            const fresh = new TimeZone(name, zoneData(name)!);
            expect(used.offsetMsAt(instantMs)).toBe(fresh.offsetMsAt(instantMs));
            expect(used.firstInstantMs(instantMs)).toBe(fresh.firstInstantMs(instantMs));
          }
        },
      ),
    );
  });

  test('the rule holds for ever', () => {
    const berlin = timeZone('Europe/Berlin');
    expect(berlin.nextTransition(Date.parse('2999-06-01T00:00Z'))).toBe(Date.parse('2999-10-27T01:00Z'));
  });
});

describe('wall times', () => {
  /** Instants at which `Intl` shows a wall time, rising, and the offsets around it. */
  function candidates(
    name: string,
    wallMs: number,
  ): { readonly shown: readonly number[]; readonly offsets: readonly number[] } {
    const offsets: number[] = [];
    for (let hours = -40; hours <= 40; hours++) offsets.push(intlOffsetMs(name, wallMs + hours * HOUR_MS));
    const shown = [...new Set(offsets)]
      .filter((offset) => intlOffsetMs(name, wallMs - offset) === offset)
      .map((offset) => wallMs - offset);
    return { shown: shown.sort((a, b) => a - b), offsets };
  }

  test('are read as Intl shows them: the first of two; in a gap, as long after it as before', () => {
    let gaps = 0;
    let overlaps = 0;
    fc.assert(
      fc.property(place, fc.integer({ min: -1500, max: 1500 }), ({ name, instantMs }, minutes) => {
        fc.pre(instantMs + 4 * DAY_MS < comparableUntil(name));
        const zone = timeZone(name);
        const wallMs = zone.wallMsAt(instantMs) + minutes * MINUTE_MS;
        const { shown, offsets } = candidates(name, wallMs);
        const found = zone.instantMsOf(wallMs);
        const first = zone.firstInstantMs(wallMs);
        if (shown.length > 1) overlaps++;
        if (shown.length > 0) {
          expect([found, first]).toEqual([shown[0], shown[0]]);
          return;
        }
        gaps++;
        // Before the change clocks are behind, so this instant is before it.
        const offsetBefore = intlOffsetMs(name, wallMs - Math.max(...offsets));
        expect(found).toBe(wallMs - offsetBefore);
        expect(first - 1 + intlOffsetMs(name, first - 1)).toBeLessThan(wallMs);
        expect(first + intlOffsetMs(name, first)).toBeGreaterThan(wallMs);
      }),
      { numRuns: runs(3000) },
    );
    expect(gaps).toBeGreaterThan(20);
    expect(overlaps).toBeGreaterThan(20);
  });

  test('a later wall time never begins earlier', () => {
    fc.assert(
      fc.property(place, fc.nat(4000), ({ name, instantMs }, minutes) => {
        const zone = timeZone(name);
        const wallMs = zone.wallMsAt(instantMs) - 2000 * MINUTE_MS;
        const first = zone.firstInstantMs(wallMs);
        expect(zone.firstInstantMs(wallMs + minutes * MINUTE_MS)).toBeGreaterThanOrEqual(first);
      }),
      { numRuns: runs(2000) },
    );
  });

  test.each([
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30Z', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30Z', '2026-10-25T00:30Z'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00Z', '2026-10-25T02:00Z'],
    ['Australia/Sydney', '2026-01-15T12:00', '2026-01-15T01:00Z', '2026-01-15T01:00Z'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45Z', '2026-10-03T15:30Z'],
    ['Asia/Kolkata', '2026-01-15T12:00', '2026-01-15T06:30Z', '2026-01-15T06:30Z'],
    // Samoa left out 30 December 2011.
    ['Pacific/Apia', '2011-12-29T23:59', '2011-12-30T09:59Z', '2011-12-30T09:59Z'],
    ['Pacific/Apia', '2011-12-30T08:00', '2011-12-30T18:00Z', '2011-12-30T10:00Z'],
    ['Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00Z', '2011-12-30T10:00Z'],
  ])('%s %s', (name, wall, instant, first) => {
    const zone = timeZone(name);
    const wallMs = Date.parse(`${wall}Z`);
    expect(zone.instantMsOf(wallMs)).toBe(Date.parse(instant));
    expect(zone.firstInstantMs(wallMs)).toBe(Date.parse(first));
  });

  test('where the table begins', () => {
    const zone = timeZone('America/New_York');
    const wallMs = Date.parse('1999-12-31T19:00Z');
    expect(zone.instantMsOf(wallMs)).toBe(TABLE_START_MS);
    expect(() => zone.instantMsOf(wallMs - 1)).toThrow('before 2000-01-01');
    expect(zone.firstInstantMs(wallMs - 10 * DAY_MS)).toBe(TABLE_START_MS);
  });
});

describe('names', () => {
  test('a link is as good as its zone; one object a name', () => {
    const at = Date.parse('2026-07-01T00:00Z');
    expect(timeZone('Asia/Calcutta').offsetMsAt(at)).toBe(timeZone('Asia/Kolkata').offsetMsAt(at));
    expect(timeZone('US/Eastern').offsetMsAt(at)).toBe(-4 * HOUR_MS);
    expect(timeZone('US/Eastern')).toBe(timeZone('US/Eastern'));
  });

  test.each([
    ['Europe/Berln', undefined, 'unknown time zone: "Europe/Berln". Did you mean "Europe/Berlin"?'],
    ['Berlin', 'north.zone', 'unknown time zone: "Berlin" (north.zone). Did you mean "Europe/Berlin"?'],
    ['+02:00', undefined, 'unknown time zone: "+02:00". Give an IANA name, such as "Europe/Berlin"'],
  ])('%j is refused', (name, where, message) => {
    expect(() => timeZone(name, where)).toThrow(message);
  });
});

test.each([TABLE_START_MS - 1, 0, 1.5e12 + 0.5, Number.NaN, Infinity, -Infinity])(
  'instant %d is refused',
  (instantMs) => {
    const zone = timeZone('Europe/Berlin');
    expect(() => zone.offsetMsAt(instantMs)).toThrow(`instant ${instantMs} is`);
    expect(() => zone.nextTransition(instantMs)).toThrow(`instant ${instantMs} is`);
    expect(() => zone.wallMsAt(instantMs)).toThrow(`instant ${instantMs} is`);
  },
);

test.each([0.5, Number.NaN, Infinity])('wall time %d is refused', (wallMs) => {
  expect(() => timeZone('Europe/Berlin').instantMsOf(wallMs)).toThrow(`wall time ${wallMs} is no integer`);
  expect(() => timeZone('Europe/Berlin').firstInstantMs(wallMs)).toThrow(`wall time ${wallMs} is no integer`);
});
