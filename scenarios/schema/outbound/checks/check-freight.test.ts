/** A third party that arranges freight: what contradicts it, and what its tariff leaves out, is refused with the place, or both, and the way out. */
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';

const FREIGHT = 'systems.threePl.freight';
const OVERLAYS = ['three-pl', 'three-pl-freight'];

function problems(set: readonly string[], overlays: readonly string[] = []): string[] {
  const options = { with: [...OVERLAYS, ...overlays], set: ['policies=[cheapest-in-stock]', ...set] };
  return problemsIn(loadFrom('as-is-to-be', {}, options));
}

test('as the overlay has it, it is right, by the guide as well', () => {
  expect(problems([])).toEqual([]);
  expect(problems([`${FREIGHT}.choose=guide`])).toEqual([]);
  const { freight } = outboundScenario(
    loadFrom('as-is-to-be', {}, { with: OVERLAYS, set: ['policies=[cheapest-in-stock]'] }),
  ).systems.threePl!;
  expect(freight).toMatchObject({ carrier: 'Osprey Logistics', tenderEvery: '30 min' });
});

describe('two who do one thing', () => {
  test.each(['consolidate', 'tender', 'book'])('%s', (activity) => {
    const said = problems([`responsibilities.${activity}=orchestrator`]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      new RegExp(
        `two ${activity}: orchestrator does here, and the third party by .systems\\.threePl\\.freight. at library:overlays/three-pl-freight\\.yaml:\\d+:\\d+\\. Take one of them out`,
      ),
    );
  });

  test('TMS with runs of its own', () => {
    const said = problems([], ['tms-tenders']).join('\n');
    expect(said).toMatch(/tms-tenders\.yaml:\d+:\d+: two tender: tms does here/);
    expect(said).toMatch(/TMS has its tendering here, and the third party arranges all freight at/);
  });

  test('a policy or a phase that would choose carriers', () => {
    const arm = (carrier: string) => `{ name: ${carrier}, sourcing: cheapest-in-stock, carrier: ${carrier} }`;
    const arms = `policies=[${arm('guide-order')}, ${arm('cheapest-carrier')}]`;
    const nothing =
      /"cheapest-carrier" has nothing to decide: the third party books carriers, at library:overlays/;
    expect(problems([arms]).join('\n')).toMatch(nothing);
    expect(problems(['phase=workflow']).join('\n')).toMatch(
      /phase "workflow" has the orchestrator choose carriers \(by person\), and the third party books carriers, at/,
    );
    expect(problems([], ['legacy-batch'])).toEqual([]);
  });

  test('a name that drives already, and a mailbox that is taken', () => {
    expect(problems([`${FREIGHT}.carrier=Heron Freight`]).join('\n')).toMatch(
      /"Heron Freight" is one of `network\.carriers`/,
    );
    expect(problems([`${FREIGHT}.mailbox=THIRDPL`]).join('\n')).toMatch(
      /"THIRDPL" is the mailbox of the third party/,
    );
  });
});

describe('not built', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['some of the nodes', ['systems.threePl.nodes=[DC Denver]'], /for all nodes, and here only some/],
    [
      'loads that change carriers',
      ['limits.rerouteMax=400 USD'],
      /tendered by the orchestrator, and a third/,
    ],
    ['controlled goods', ['network.products.exportControlled=0.01'], /papers of controlled goods/],
    ['rates of its own', ['responsibilities.rate=orchestrator'], /audited by the tariff that TMS has/],
    [
      'an arm in a phase',
      ['policies=[{ name: mine, phase: workflow }]'],
      /"workflow" has ways to each carrier/,
    ],
  ])('%s', (_what, set, message) => {
    expect(problems(set).join('\n')).toMatch(message);
  });

  test('borders and devices', () => {
    const abroad = problemsIn(
      loadFrom('b2b-distributor', {}, { with: OVERLAYS, set: ['policies=[cheapest-in-stock]'] }),
    );
    expect(abroad.join('\n')).toMatch(/goods cross borders, with papers of the orchestrator/);
    expect(problems([], ['live-positions']).join('\n')).toMatch(/devices are followed of carriers that/);
  });
});

test('a tariff that does not cover every load, and a profile that takes no dangerous goods', () => {
  const tariff = (min: number, max: number) =>
    `{ service: standard, mode: LTL, minWeight: ${min} kg, maxWeight: ${max} kg, minimumCharge: 70 USD, perKg: 0.1 USD, perKgAnd1000Km: 0.1 USD, kmPerDay: 750 }`;
  const of = (...bands: readonly string[]) => problems([`${FREIGHT}.tariffs=[${bands.join(', ')}]`]);
  expect(of(tariff(0, 2000)).join('\n')).toMatch(
    /nothing is agreed for a load over 2000 kg; a load has up to 6000 kg/,
  );
  expect(of(tariff(0, 2000), tariff(2500, 6000)).join('\n')).toMatch(/over 2000 kg/);
  expect(of(tariff(2000, 6000), tariff(0, 2000))).toEqual([]);
  expect(problems([`${FREIGHT}.profile=parcel`]).join('\n')).toMatch(
    /"Osprey Logistics" \(parcel\) takes none: nothing would be agreed for them/,
  );
  const couriers =
    'network.carriers=[{ name: Heron Freight, profile: courier }, { name: Condor Truckload, profile: truckload }, { name: Magpie Logistics, profile: courier }, { name: Linnet Freight, profile: courier }, { name: Kestrel Air, profile: courier }]';
  expect(problems([couriers]).join('\n')).toMatch(
    /no carrier that takes them drives a load over 0 kg for the third party/,
  );
});

describe('faults', () => {
  const faults = (written: string): string[] =>
    problems([`faults={written: [${written}], source: assumption}`]);

  test('of a carrier that drives for the third party would hit nothing', () => {
    expect(problems([], ['carrier-outage']).join('\n')).toMatch(
      /carrier-outage\.yaml:\d+:\d+: Heron Freight drives for Osprey Logistics, and the orchestrator has no word with it: nothing would be hit\. Name "Osprey Logistics"/,
    );
    expect(faults('{ kind: outage, partner: Osprey Logistics, from: 1 d, lasts: 1 d }')).toEqual([]);
  });

  test.each(['Osprey Logistics', 'WMS'])(
    'on the lines of the third party stand in its section: %s',
    (partner) => {
      expect(
        faults(`{ kind: call-lost, partner: ${partner}, from: 1 d, lasts: 1 d, share: 0.1 }`).join('\n'),
      ).toMatch(
        new RegExp(
          `${partner} is connected by a line of its own: what goes wrong on it stands in .systems\\.threePl.`,
        ),
      );
    },
  );
});
