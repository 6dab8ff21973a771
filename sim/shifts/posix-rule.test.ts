/**
 * A rule must give the changes that its text says, whatever form the text has. Shown by cases with known dates (each form
 * of a day, odd hours, both hemispheres, Dublin's negative summer time), and by looking at each change from both sides.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from './civil.ts';
import { parsePosixRule, ruleSpanAt, ruleTransitions } from './posix-rule.ts';

function changes(text: string, year: number): readonly string[] {
  return ruleTransitions(parsePosixRule(text), year).map(
    ({ atMs, offsetMs }) => `${new Date(atMs).toISOString().slice(0, 16)}Z ${offsetMs / MINUTE_MS}`,
  );
}

describe('the changes of a year', () => {
  test.each([
    ['Berlin', 'CET-1CEST,M3.5.0,M10.5.0/3', 2026, ['2026-03-29T01:00Z 120', '2026-10-25T01:00Z 60']],
    ['New York', 'EST5EDT,M3.2.0,M11.1.0', 2026, ['2026-03-08T07:00Z -240', '2026-11-01T06:00Z -300']],
    ['Sydney', 'AEST-10AEDT,M10.1.0,M4.1.0/3', 2026, ['2026-04-04T16:00Z 600', '2026-10-03T16:00Z 660']],
    ['Dublin', 'IST-1GMT0,M10.5.0,M3.5.0/1', 2026, ['2026-03-29T01:00Z 60', '2026-10-25T01:00Z 0']],
    [
      'Lord Howe',
      '<+1030>-10:30<+11>-11,M10.1.0,M4.1.0',
      2026,
      ['2026-04-04T15:00Z 630', '2026-10-03T15:30Z 660'],
    ],
    ['Nuuk', '<-02>2<-01>,M3.5.0/-1,M10.5.0/0', 2026, ['2026-03-29T01:00Z -60', '2026-10-25T01:00Z -120']],
    ['Gaza', 'EET-2EEST,M3.4.4/50,M10.4.4/50', 2087, ['2087-03-29T00:00Z 180', '2087-10-24T23:00Z 120']],
    [
      'Tehran, leap year',
      '<+0330>-3:30<+0430>,J79/24,J263/24',
      2020,
      ['2020-03-20T20:30Z 270', '2020-09-20T19:30Z 210'],
    ],
    [
      'Tehran, other year',
      '<+0330>-3:30<+0430>,J79/24,J263/24',
      2021,
      ['2021-03-20T20:30Z 270', '2021-09-20T19:30Z 210'],
    ],
    [
      'days counted with leap days',
      'AAA0BBB,78/0,263/0',
      2020,
      ['2020-03-19T00:00Z 60', '2020-09-19T23:00Z 0'],
    ],
    ['the same, other year', 'AAA0BBB,78/0,263/0', 2021, ['2021-03-20T00:00Z 60', '2021-09-20T23:00Z 0']],
    ['J60 is 1 March, always', 'AAA0BBB,J60/0,J61/0', 2020, ['2020-03-01T00:00Z 60', '2020-03-01T23:00Z 0']],
    ['J before March', 'AAA0BBB,J1/0,J59/0', 2020, ['2020-01-01T00:00Z 60', '2020-02-27T23:00Z 0']],
    [
      'the fifth Saturday of December',
      'AAA0BBB,M6.1.0,M12.5.6',
      2026,
      ['2026-06-07T02:00Z 60', '2026-12-26T01:00Z 0'],
    ],
    ['no summer time', 'IST-5:30', 2026, []],
  ])('%s', (_, text, year, expected) => {
    expect(changes(text, year)).toEqual(expected);
  });

  test('seconds, and west counted positive', () => {
    expect(parsePosixRule('LMT0:01:15').standardMs).toBe(-75_000);
    expect(parsePosixRule('GMT0').standardMs).toBe(0);
    expect(parsePosixRule('<+05>-5').standardMs).toBe(5 * HOUR_MS);
  });
});

describe('the span at an instant', () => {
  const texts = [
    'CET-1CEST,M3.5.0,M10.5.0/3',
    'AEST-10AEDT,M10.1.0,M4.1.0/3',
    'AAA0BBB,M1.1.0/-167,M11.5.0/167',
  ];

  test('changes begin spans and end those before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.integer({ min: 1970, max: 2500 }),
        fc.nat(1),
        (text, year, i) => {
          const rule = parsePosixRule(text);
          const { atMs, offsetMs } = ruleTransitions(rule, year)[i]!;
          const after = ruleSpanAt(rule, atMs);
          expect([after.fromMs, after.offsetMs]).toEqual([atMs, offsetMs]);
          const before = ruleSpanAt(rule, atMs - 1);
          expect(before.toMs).toBe(atMs);
          expect(before.offsetMs).not.toBe(offsetMs);
          expect(ruleSpanAt(rule, after.toMs - 1)).toEqual(after);
        },
      ),
    );
  });

  test('without summer time it has no end', () => {
    expect(ruleSpanAt(parsePosixRule('IST-5:30'), 0)).toEqual({
      fromMs: -Infinity,
      toMs: Infinity,
      offsetMs: 5.5 * HOUR_MS,
    });
  });
});

test.each([
  '',
  'CET',
  'CET-1CEST',
  'CE-1',
  'CET-1CEST,M3.5.0',
  'CET-1CEST,M3.6.0,M10.5.0',
  'CET-1CEST,M3.5.7,M10.5.0',
  'UTC0 ',
])('no rule: %j', (text) => {
  expect(() => parsePosixRule(text)).toThrow(`no POSIX time-zone rule: "${text}"`);
});
