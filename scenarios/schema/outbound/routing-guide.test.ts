/** Which rows are the guide of a lane: the most specific that fit it, whole; else the general list. Shown on quickstart, by hand. */
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import type { GuideRow, NetworkSection } from './network.ts';
import { guideNames, means, RoutingGuide } from './routing-guide.ts';

const { network } = outboundScenario(loadFrom('quickstart'));
const [SPARROW, BLUEBIRD, SWIFT] = ['Sparrow Parcel', 'Bluebird Freight', 'Swift Air'] as const;

function guided(rows: readonly (readonly [from: string, to: string, rank: number, carrier: string])[]) {
  const lanes = rows.map(([from, to, rank, carrier]): GuideRow => ({ from, to, rank, carrier }));
  const section: NetworkSection = {
    ...network,
    routingGuide: { general: [SPARROW, BLUEBIRD], lanes, source: 'assumption' },
  };
  const guide = new RoutingGuide(section);
  return {
    section,
    on: (origin: string, region: string) => guide.on(origin, region).entries.map(({ carrier }) => carrier),
  };
}

describe('a lane goes by', () => {
  test.each([
    ['its node and region', ['DC North', 'South']],
    ['its node and country', ['DC North', 'US']],
    ['its node and every region', ['DC North', '*']],
    ["its node's region and its region", ['North', 'South']],
    ["its node's region and its country", ['North', 'US']],
    ["its node's region and every region", ['North', '*']],
    ['every node and its region', ['*', 'South']],
    ['every node and its country', ['*', 'US']],
    ['every node and every region', ['*', '*']],
    ['the general list', null],
  ] as const)('%s, before what says less', (_what, lane) => {
    const all = ['DC North', 'North', '*'].flatMap((from) =>
      ['South', 'US', '*'].map((to) => [from, to] as const),
    );
    const at = lane === null ? all.length : all.findIndex(([from, to]) => from === lane[0] && to === lane[1]);
    // All that say as little or less: the first of them names its own carrier.
    const rows = all.slice(at).map(([from, to], i) => [from, to, 7, i === 0 ? SWIFT : BLUEBIRD] as const);
    expect(guided(rows).on('Minneapolis', 'South')).toEqual(lane === null ? [SPARROW, BLUEBIRD] : [SWIFT]);
  });

  test('the countries of its customers, not those of a place where there are none', () => {
    const [first, ...others] = network.places;
    const abroad = { ...first!, name: 'Toronto', region: 'South', country: 'CA', demand: 0 };
    const { section } = guided([['*', 'CA', 1, SWIFT]]);
    const on = (demand: number): readonly string[] => {
      const guide = new RoutingGuide({ ...section, places: [first!, ...others, { ...abroad, demand }] });
      return guide.on('Minneapolis', 'South').entries.map(({ carrier }) => carrier);
    };
    expect([on(0), on(1)]).toEqual([[SPARROW, BLUEBIRD], [SWIFT]]);
  });

  test('its rows by rank, whatever their order; nothing of a guide that says less comes behind them', () => {
    const { on } = guided([
      ['*', 'South', 1, SPARROW],
      ['DC South', 'South', 20, BLUEBIRD],
      ['DC South', 'South', 3, SWIFT],
    ]);
    expect(on('Memphis', 'South')).toEqual([SWIFT, BLUEBIRD]);
    expect(on('Minneapolis', 'South')).toEqual([SPARROW]);
    expect(on('Minneapolis', 'North')).toEqual([SPARROW, BLUEBIRD]);
  });
});

test('names are those of the general list, then of rows', () => {
  expect(guideNames(guided([['*', 'South', 1, SWIFT]]).section)).toEqual([SPARROW, BLUEBIRD, SWIFT]);
  expect(guideNames({ ...network, routingGuide: [] })).toEqual([]);
});

test('a carrier is meant by all of its tariffs, by those of a mode, or by one service', () => {
  const tariff = { carrier: SWIFT, mode: 'AIR', service: 'express' };
  expect(means({ carrier: SWIFT }, tariff)).toBe(true);
  expect(means({ carrier: SWIFT, mode: 'AIR', service: 'express' }, tariff)).toBe(true);
  expect(means({ carrier: SPARROW }, tariff)).toBe(false);
  expect(means({ carrier: SWIFT, mode: 'LTL' }, tariff)).toBe(false);
  expect(means({ carrier: SWIFT, service: 'groupage' }, tariff)).toBe(false);
});
