/** What can be wrong with the appointments that TMS is to keep, each with its place, what is wrong, and the way out. */
import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '#scenarios/library/index';
import { loadFrom, outboundScenario, problemsIn, warningsIn } from '#testing/worlds/library-scenario';
import { settleBound } from '../../../world/outbound/bounds/settle-bound.ts';
import { buildOutboundWorld } from '../../../world/outbound/build.ts';

const RIGHT = 'slot: 1 h, doors: 4, answer: { constant: 2 min }, source: assumption';

function problems(said: string, ref = 'b2b-distributor', set: readonly string[] = []): string {
  const section = `systems.tms.appointments={ ${said} }`;
  return problemsIn(loadFrom(ref, {}, { set: [section, ...set] })).join('\n');
}

test('the overlay fits every scenario of the library with a TMS of its own', () => {
  for (const ref of SCENARIOS) {
    if (ref === 'brunel') continue;
    const loaded = loadFrom(ref, {}, { with: ['appointments'] });
    expect([ref, problemsIn(loaded)]).toEqual([ref, []]);
    if (ref === 'quickstart') expect(warningsIn(loaded)).toEqual([]);
  }
  expect(problemsIn(loadFrom('brunel', {}, { with: ['appointments'] })).join('\n')).toMatch(/appointments/);
});

test('what is right is right', () => {
  expect(problems(RIGHT)).toBe('');
  expect(problems(`${RIGHT}, modes: [PARCEL, LTL], docks: [{ node: DC Reno, doors: 12 }], ahead: 3 d`)).toBe(
    '',
  );
});

describe('refused, with its place', () => {
  test.each<readonly [what: string, said: string, message: RegExp]>([
    ['no doors', RIGHT.replace('doors: 4', 'doors: 0'), /appointments: .*doors/],
    ['no slot to speak of', RIGHT.replace('1 h', '1 min'), /slot/],
    [
      'a slot beyond a day',
      RIGHT.replace('1 h', '25 h'),
      /25 h is longer than a day\. A slot is what one truck/,
    ],
    [
      'a slot that no shift has room for',
      RIGHT.replace('1 h', '17 h'),
      /no slot fits: "DC Reno" is open for 16 h at a time, and one takes 17 h\. Make it shorter/,
    ],
    [
      'a node that there is not',
      `${RIGHT}, docks: [{ node: DC Rino, doors: 2 }]`,
      /unknown node: "DC Rino"\. Did you mean "DC Reno"/,
    ],
    [
      'a node twice',
      `${RIGHT}, docks: [{ node: DC Reno, doors: 2 }, { node: DC Reno, doors: 3 }]`,
      /dock of node "DC Reno" is there twice/,
    ],
    ['a mode twice', `${RIGHT}, modes: [LTL, LTL]`, /mode "LTL" is there twice/],
    [
      'a mode that nothing goes by',
      `${RIGHT}, modes: [INTERMODAL]`,
      /no tariff goes by INTERMODAL: nothing would need an appointment for it\. What tariffs go by: PARCEL, LTL/,
    ],
    [
      'a book that is open for less than trucks are asked for ahead',
      `${RIGHT}, ahead: 1 h`,
      /the book is open 1 h ahead, and trucks are asked for 2 h ahead, in slots of 1 h: it would refuse them/,
    ],
    ['a word of its own', `${RIGHT}, door: 3`, /unknown key|Unrecognized|door/],
  ])('%s', (_what, said, message) => {
    expect(problems(said)).toMatch(message);
  });

  test('where nothing goes but parcels, or a third party calls the trucks', () => {
    const parcels =
      'network.tariffs=[{ carrier: Sparrow Parcel, service: parcel, mode: PARCEL, minWeight: 0 kg, maxWeight: 9000 kg, minimumCharge: 6 USD, perKg: 1 USD, perKgAnd1000Km: 0 USD, kmPerDay: 500 }]';
    expect(problems(RIGHT, 'quickstart', [parcels])).toMatch(
      /nothing needs an appointment: all tariffs go by PARCEL\. Say `modes: \[PARCEL\]`, or take the section out/,
    );
    const third = loadFrom('three-pl', {}, { with: ['three-pl-freight', 'appointments'] });
    expect(problemsIn(third).join('\n')).toMatch(
      /nobody would ask TMS for one: the third party calls all trucks, at .*three-pl-freight\.yaml:\d+:\d+\. Take one of them out/,
    );
  });
});

test('TMS keeps a book of each node by the hours of its docks; orders may take as long to settle as that is open', () => {
  const scenario = outboundScenario(
    loadFrom('b2b-distributor', {}, { with: ['appointments'], set: ['systems.tms.appointments.ahead=9 d'] }),
  );
  const { tms, network } = buildOutboundWorld(scenario, 1);
  expect(tms.appointments).toMatchObject({ slotMs: 3_600_000, aheadMs: 9 * 86_400_000 });
  expect(tms.appointments!.docks.map(({ open }) => open)).toEqual(network.nodes.map(({ docks }) => docks));
  expect([...network.appointments!.modes]).not.toContain('PARCEL');
  const bound = (set: string): number | undefined =>
    settleBound(
      outboundScenario(loadFrom('b2b-distributor', {}, { with: ['appointments'], set: [set] })),
    ).chain.find(({ what }) => what === 'appointments')?.ms;
  expect(bound('systems.tms.appointments.ahead=9 d')! - bound('systems.tms.appointments.ahead=4 d')!).toBe(
    10 * 86_400_000,
  );
  const without = settleBound(outboundScenario(loadFrom('b2b-distributor'))).chain;
  expect(without.some(({ what }) => what === 'appointments')).toBe(false);
});
