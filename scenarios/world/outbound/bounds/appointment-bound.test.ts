/**
 * What appointments add to the settle bound: as far as the book is open, and as often as planners have it asked again. To what a horizon is
 * advised by, less where the doors are enough, which is told by hand from trucks and slots. No scenario of the library is too short for it.
 */
import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '#scenarios/library/index';
import { loadFrom, outboundScenario, warningsIn } from '#testing/worlds/library-scenario';
import { bookedShare } from './appointment-bound.ts';
import { settleBound } from './settle-bound.ts';

const DAY_MS = 86_400_000;

function under(set: readonly string[], name = 'b2b-distributor') {
  return outboundScenario(loadFrom(name, {}, { with: ['appointments'], set }));
}

function shareUnder(...set: readonly string[]): number {
  const scenario = under(set);
  return bookedShare(scenario, scenario.systems.tms.appointments!);
}

function daysUnder(...set: readonly string[]): { readonly most: number; readonly advised: number } {
  const { chain, boundMs, advisedMs } = settleBound(under(set));
  const most = chain.find(({ what }) => what === 'appointments')!.ms / DAY_MS;
  return { most, advised: most - (boundMs - advisedMs) / DAY_MS };
}

const setting = (key: string, value: string | number): string => `systems.tms.appointments.${key}=${value}`;

describe('how full the book is', () => {
  test('by hand: some trucks for each carrier, place and cut-off, over the slots of the week', () => {
    const { network } = outboundScenario(loadFrom('inbound-dock'));
    const carriers = network.tariffs.filter(({ mode }) => mode !== 'PARCEL').map(({ carrier }) => carrier);
    const places = network.places.filter(({ demand = 0 }) => demand > 0);
    // Nobody crosses a border; two cut-offs on six days, sixteen hours each, ten doors.
    const lanes = new Set(carriers).size * places.length;
    const scenario = under([], 'inbound-dock');
    const share = bookedShare(scenario, scenario.systems.tms.appointments!);
    expect(share).toBeGreaterThanOrEqual((2.3 * 2 * 6 * lanes) / (16 * 6 * 10));
    expect(share).toBeLessThan((2.3 * 2 * 6 * lanes) / (16 * 6 * 10) + 0.01);
  });

  test('fewer doors, also of one node, and longer slots fill it; no more trucks than orders come', () => {
    const share = shareUnder();
    expect(shareUnder(setting('doors', 5))).toBeCloseTo(2 * share, 9);
    expect(shareUnder(setting('slot', '2 h'))).toBeCloseTo(2 * share, 9);
    expect(shareUnder(setting('docks', '[{ node: DC Reno, doors: 1 }]'))).toBeGreaterThan(share);
    expect(shareUnder('demand.ordersPerDay=2')).toBeLessThan(14 / 960);
  });
});

describe('what it adds', () => {
  test('doors that are enough: a horizon has room for a part of a week and a Sunday, twice, though the book is open for longer', () => {
    const week = shareUnder() * 7;
    // From Saturday at ten in the evening to Monday at six.
    expect(daysUnder().advised).toBeCloseTo(2 * (week + 32 / 24 + 1 / 24), 1);
    expect(daysUnder(setting('ahead', '60 d')).advised).toBeCloseTo(daysUnder().advised, 6);
    expect(daysUnder(setting('ahead', '1 d')).advised).toBeCloseTo(2 * (1 + 1 / 24), 1);
  });

  test('a run is judged by the whole book, and what planners have asked again, however many doors there are', () => {
    expect(daysUnder().most).toBeGreaterThan(2 * 14 + 2 * 5 * 3);
    expect(daysUnder(setting('doors', 1)).most).toBe(daysUnder().most);
    expect(daysUnder(setting('ahead', '60 d')).most - daysUnder().most).toBeCloseTo(2 * (60 - 14), 9);
  });

  test('doors that are not enough, or answers that nobody waits for so long: so is its horizon', () => {
    for (const set of [setting('doors', 1), setting('doors', 4), setting('answer', '{ constant: 25 h }')])
      expect(daysUnder(set).advised).toBeCloseTo(daysUnder(set).most, 6);
    const slow = daysUnder(setting('answer', '{ constant: 23 h }'));
    expect(slow.advised).toBeLessThan(slow.most / 2);
  });
});

test('no scenario of the library is too short under the overlay', () => {
  const loaded = SCENARIOS.map((name) => loadFrom(name, {}, { with: ['appointments'] })).filter(
    ({ ok }) => ok,
  );
  expect(loaded.length).toBeGreaterThan(10);
  expect(loaded.flatMap(warningsIn).filter((each) => each.includes('to settle'))).toEqual([]);
});
