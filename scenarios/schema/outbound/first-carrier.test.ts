/** Who `first-carrier` is: the carrier that the guide names first on most lanes, in any network; said by `dray check`, and hit by the outage. */
import { describe, expect, test } from 'vitest';
import { CARRIER_FIRST } from '#orchestrator/contracts/partners';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import { outboundFacts } from '../../world/outbound/facts.ts';
import { FIRST_CARRIER, firstCarrierOf } from './first-carrier.ts';
import type { NetworkSection } from './network.ts';

const { network } = outboundScenario(loadFrom('b2b-distributor'));

function guided(...routingGuide: string[]): NetworkSection {
  return { ...network, routingGuide };
}

describe('the first carrier', () => {
  test('is the first of the guide that has a tariff for a lane, on most lanes', () => {
    // Three centres; thirteen places at home, three abroad, where parcels do not go.
    expect(firstCarrierOf(network)).toEqual({ name: 'Swallow Parcel', lanes: 39, lanesOfAll: 48 });
    expect(firstCarrierOf(guided('Albatross Ocean', 'Kestrel Air'))?.name).toBe('Kestrel Air');
    expect(firstCarrierOf(guided('Albatross Ocean'))).toEqual({
      name: 'Albatross Ocean',
      lanes: 9,
      lanesOfAll: 48,
    });
  });

  test('goes by the rows of each lane, where there are any', () => {
    // Two of the three centres; at home alone, since it has no tariff abroad.
    const lanes = ['DC Reno', 'DC Dallas'].map((from) => ({
      ...{ from, to: 'US', rank: 1, carrier: 'Condor Truckload' },
    }));
    const routingGuide = { general: ['Swallow Parcel', 'Heron Freight'], lanes, source: 'assumption' };
    expect(firstCarrierOf({ ...network, routingGuide })).toEqual({
      name: 'Condor Truckload',
      lanes: 26,
      lanesOfAll: 48,
    });
  });

  test('is first by what its row means of its tariffs: at home by LTL, abroad by another service', () => {
    const row = { from: '*', to: '*', rank: 1, carrier: 'Heron Freight' };
    const lanesBy = (more: object): number | undefined => {
      const routingGuide = { lanes: [{ ...row, ...more }], source: 'assumption' };
      return firstCarrierOf({ ...network, routingGuide })?.lanes;
    };
    expect(lanesBy({})).toBe(48);
    expect(lanesBy({ service: 'standard' })).toBe(39);
    expect(lanesBy({ service: 'cross-border' })).toBe(9);
  });

  test('is nobody where the guide is empty', () => {
    expect(firstCarrierOf(guided())).toBe(null);
  });

  test('is who the overlay hits, whatever the names, beside the faults that are there', () => {
    for (const [name, carrier] of [
      ['b2b-distributor', 'Swallow Parcel'],
      ['quickstart', 'Sparrow Parcel'],
      ['peak-season', 'Condor Truckload'],
    ] as const) {
      const scenario = outboundScenario(loadFrom(name, {}, { with: ['carrier-outage', 'swarm'] }));
      const world = buildOutboundWorld(scenario, 1);
      const written = world.faults.outages[0]!;
      expect(world.names.carriers[written.partner! - CARRIER_FIRST]).toBe(carrier);
      expect(written.untilAt - written.fromAt).toBe(3 * 86_400_000);
      expect(Object.fromEntries(outboundFacts(scenario, world)).faults).toContain(
        `${FIRST_CARRIER} is "${carrier}"`,
      );
    }
  });

  test('is said of a run only where a fault names it', () => {
    const scenario = outboundScenario(loadFrom('quickstart'));
    const facts = outboundFacts(scenario, buildOutboundWorld(scenario, 1));
    expect(facts.map(([heading]) => heading)).not.toContain('faults');
  });

  test('is refused where nobody can be meant: no guide, a data set, messages of a line', () => {
    const empty = loadFrom('quickstart', {}, { with: ['carrier-outage'], set: ['network.routingGuide=[]'] });
    expect(problemsIn(empty).join()).toMatch(
      /carrier-outage\.yaml:.*nobody is "first-carrier": no carrier of the routing guide has a tariff for any lane\. Name a carrier/,
    );
    expect(problemsIn(loadFrom('brunel', {}, { with: ['carrier-outage'] })).join()).toMatch(
      /nobody is "first-carrier": this scenario reads its rates from a data set and has no routing guide\. Name a carrier/,
    );
    const lost =
      'faults={ written: [{ kind: call-lost, partner: first-carrier, from: 1 d, lasts: 1 h, share: 1 }], source: assumption }';
    const wired = loadFrom('b2b-distributor', {}, { set: [lost, 'network.routingGuide=[Heron Freight]'] });
    expect(problemsIn(wired).join()).toMatch(/Heron Freight is connected by a line of its own/);
  });
});
