/**
 * What must hold: a time with a zone is that instant, one without stays local, and an instant comes back to the hundredth
 * of a second. Shown by times whose instant is known, and by a round trip.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDate, isTime } from './elements.ts';
import { readTime, writeTime } from './time.ts';

const at = (iso: string) => ({ kind: 'instant', at: Date.parse(iso) });

describe('readTime', () => {
  it.each([
    ['20261126', '0103', 'UT', '2026-11-26T01:03:00Z'],
    ['20261126', '010305', 'GM', '2026-11-26T01:03:05Z'],
    ['20261126', '01030578', 'UT', '2026-11-26T01:03:05.780Z'],
    ['20261126', '0103057', 'UT', '2026-11-26T01:03:05.700Z'],
    ['20261126', '2000', '20', '2026-11-27T01:00:00Z'],
    ['20261126', '2000', '05', '2026-11-26T15:00:00Z'],
    ['20261126', '2000', '24', '2026-11-26T21:00:00Z'],
    ['20261126', '2000', '13', '2026-11-27T08:00:00Z'],
    ['20261126', '2000', 'ES', '2026-11-27T01:00:00Z'],
    ['20261126', '2000', 'CD', '2026-11-27T01:00:00Z'],
    ['20261126', '2000', 'NS', '2026-11-26T23:30:00Z'],
    ['20261126', '1200', 'ET', '2026-11-26T17:00:00Z'],
    ['20260726', '1200', 'ET', '2026-07-26T16:00:00Z'],
    ['20260726', '1200', 'HT', '2026-07-26T22:00:00Z'],
    // Changes of 2026: March 8 and November 1.
    ['20260308', '0159', 'CT', '2026-03-08T07:59:00Z'],
    ['20260308', '0300', 'CT', '2026-03-08T08:00:00Z'],
    ['20261101', '0159', 'CT', '2026-11-01T06:59:00Z'],
    ['20261101', '0200', 'CT', '2026-11-01T08:00:00Z'],
  ])('%s %s %s', (date, time, timeCode, iso) => {
    expect(readTime({ date, time, timeCode })).toEqual(at(iso));
  });

  it.each([null, 'LT', '??'])('%s is local at the place', (timeCode) => {
    const when = { date: '20261126', time: '0103', timeCode };
    expect(readTime(when)).toEqual({ kind: 'local', date: '20261126', time: '0103' });
  });
});

describe('writeTime', () => {
  it('comes back to the hundredth of a second, as a date and time that are some', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_00 }), (hundredths) => {
        const written = writeTime({ kind: 'instant', at: hundredths * 10 });
        expect(isDate(written.date) && isTime(written.time!)).toBe(true);
        expect(readTime(written)).toEqual({ kind: 'instant', at: hundredths * 10 });
      }),
    );
  });
});

describe('dates and times', () => {
  it.each(['20240229', '20000229', '20261231'])('%s is a date', (text) => expect(isDate(text)).toBe(true));
  it.each(['20230229', '21000229', '20261301', '20260431', '00000101', '260101', '2026013a'])(
    '%s is none',
    (text) => expect(isDate(text)).toBe(false),
  );
  it.each(['0000', '2359', '235959', '2359599', '23595999'])('%s is a time', (text) =>
    expect(isTime(text)).toBe(true),
  );
  it.each(['2400', '1260', '125960', '12', '12345', '1234567890'])('%s is none', (text) => {
    expect(isTime(text)).toBe(false);
  });
});
