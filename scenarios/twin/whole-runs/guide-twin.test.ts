/**
 * Whole runs of quickstart along a routing guide by lane: each load is offered to the carriers of its own lane's guide, in its order, and
 * offered again in that order, whether the orchestrator tenders or TMS does.
 */
import { describe, expect, test } from 'vitest';
import { Tariff } from '#mock-systems/tms/tariff';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import { outboundPolicies } from '../deciders/outbound-decider.ts';
import { OutboundTwin } from '../outbound-twin.ts';

const GENERAL = ['Sparrow Parcel', 'Bluebird Freight', 'Swift Air'];
const SOUTH = ['Swift Air', 'Bluebird Freight', 'Sparrow Parcel'];
const ROWS = SOUTH.map(
  (carrier, i) => `{ from: DC Central, to: South, rank: ${(i + 1) * 10}, carrier: ${carrier} }`,
);
const SET = [
  ...['thresholds=[]', 'demand.days=2', 'carrierPolicy=guide-order'],
  `network.routingGuide={ general: [${GENERAL}], lanes: [${ROWS}], source: assumption }`,
  'systems.market.rejection={ soft: 0.4, normal: 0.4, tight: 0.4 }',
];

/** By load: its lane, and whom it was offered to, in turn. */
class Offers {
  readonly name = 'offers';
  readonly lanes = new Map<number, number>();
  readonly carriers = new Map<number, number[]>();

  business(
    _at: number,
    event: string,
    _owner: string,
    _type: string,
    load: number,
    _n: number,
    a: number,
  ): void {
    if (event === 'loadFormed') this.lanes.set(load, a);
    if (event !== 'tenderOffered') return;
    const known = this.carriers.get(load) ?? [];
    this.carriers.set(load, known);
    known.push(a);
  }

  save(): null {
    return null;
  }

  load(): void {}
}

function worldOf(overlays: readonly string[] = []) {
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set: SET, with: overlays }));
  return buildOutboundWorld(scenario, 1);
}

describe.each<[string, readonly string[]]>([
  ['the orchestrator tenders', []],
  ['TMS tenders', ['tms-tenders']],
])('%s', (_what, overlays) => {
  const world = worldOf(overlays);
  const offers = new Offers();
  const policies = outboundPolicies({ sourcing: 'cheapest-feasible' }, world.decidedBy);
  const twin = new OutboundTwin({ world, policies, seed: 1, watchers: [offers] });
  twin.start();
  twin.run();
  const { names, network } = world;

  /** Names of those asked, by whether the load's lane has rows. */
  function asked(ofRows: boolean): string[][] {
    return [...offers.carriers].flatMap(([load, carriers]) => {
      const { node, place } = network.lanes[offers.lanes.get(load)!]!;
      const southern = ['Memphis', 'Atlanta'].includes(names.places[place]!);
      const own = names.nodes[node] === 'DC Central' && southern;
      return own === ofRows ? [carriers.map((each) => names.carriers[each]!)] : [];
    });
  }

  test.each<[string, boolean, readonly string[]]>([
    ['along its rows', true, SOUTH],
    ['along the general list', false, GENERAL],
  ])('%s, from the top, and again when nobody has taken it', (_which, ofRows, order) => {
    const loads = asked(ofRows);
    expect(loads.length).toBeGreaterThan(3);
    expect(loads.filter((each) => each.length > 1).length).toBeGreaterThan(0);
    for (const each of loads)
      for (const [i, carrier] of each.entries()) {
        const before = i === 0 ? -1 : order.indexOf(each[i - 1]!);
        // The next that may take its weight; after the last, the first again.
        expect(order.indexOf(carrier) > before || carrier === each[0], each.join(' -> ')).toBe(true);
      }
    // Whoever may take every weight is never passed over.
    if (ofRows) expect(new Set(loads.map(([first]) => first))).toEqual(new Set(['Swift Air']));
    else expect(new Set(loads.map(([first]) => first))).not.toContain('Swift Air');
  });
});

test('options tell the rank on their lane', () => {
  const { tms, names, startAt } = worldOf();
  const rankOf = (from: string, to: string, carrier: string): number => {
    const [origin, destination] = [names.places.indexOf(from), names.places.indexOf(to)];
    const about = { weightGrams: 20_000, handlingUnits: 1, dangerous: false, pickupsAt: [startAt] };
    const rated = new Tariff(tms).rateLoad({ origins: [origin], destination, ...about });
    return rated.find((each) => names.carriers[each.carrier] === carrier)!.guideRank;
  };
  expect(rankOf('Indianapolis', 'Atlanta', 'Swift Air')).toBe(1);
  expect(rankOf('Indianapolis', 'Detroit', 'Swift Air')).toBe(3);
  expect(rankOf('Memphis', 'Atlanta', 'Swift Air')).toBe(3);
});
