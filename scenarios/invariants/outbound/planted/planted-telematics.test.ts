/** Two days of the distributor with devices, in which the provider, a device or the core does what it must not: the run stops there. */
import { describe, expect, test } from 'vitest';
import { LOAD, QUALITY_CASE } from '#orchestrator/core/actor-types';
import { expectCaught, type Inside, replaced, violationOf } from '#testing/worlds/outbound-plants';
import { smallTelematics } from '#testing/worlds/telematics-world';

const WARM = [
  'systems.telematics.coldChain.excursions=0.26',
  'systems.telematics.fitted={ LTL: 1, TL: 1 }',
  'network.products.coldChain=0.5',
];
const OPEN = smallTelematics({ set: WARM });

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, OPEN)).toBe(null);
});

describe('of devices', () => {
  test.each<[string, string, RegExp, (telematics: Inside) => void]>([
    [
      'a device that speaks more often than it may',
      'bounded',
      /load \d+: position 25, of a trip there are 24 at most/,
      (telematics) => {
        telematics.settings = { ...telematics.settings, readingsMax: 60 };
        replaced(telematics, 'attach', (right, load, trip) => {
          right(load, trip);
          trip.everyMs = 1_800_000;
        });
      },
    ],
    [
      'a provider that reports a position twice',
      'side-effect-once',
      /load \d+: positionReported 1 after positionReported 1/,
      (telematics) =>
        replaced(telematics, 'report', (right, load, trip, reading) => {
          right(load, trip, reading);
          right(load, trip, reading);
        }),
    ],
    [
      'a provider that reports what it does not write down',
      'side-effect-once',
      /the provider's own ledger has positions \d+, it has written down \d+/,
      (telematics) =>
        replaced(telematics, 'report', (right, load, trip, reading) => {
          right(load, trip, reading);
          telematics.effects.positions += 1;
        }),
    ],
    [
      'an alarm that reaches nobody',
      'excursion-answered',
      /load \d+ was too warm \d+ h ago, and has no case|loads were too warm, and nothing has come of it/,
      (telematics) =>
        replaced(telematics, 'send', (right, kind, ...rest) => {
          if (kind !== 'temperatureExceeded') right(kind, ...rest);
        }),
    ],
    [
      'a provider that writes under another name',
      'owner-writes',
      /deviceAttached of trip written by carrier, it belongs to TELEMATICS/,
      (telematics) =>
        replaced(telematics, 'write', (_right, event, load, n, a, b) =>
          telematics.log.business(event, 'carrier', 'trip', load, n, a, b),
        ),
    ],
    [
      'a device that is taken off before it was put on',
      'only-tabled-transitions',
      /trip \d+: deviceRemoved before deviceAttached/,
      (telematics) =>
        replaced(telematics, 'attach', (_right, load) => telematics.write('deviceRemoved', load, 1, 0, 0)),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, (twin) => plant((twin.systems as Inside).telematics), OPEN);
  });
});

describe('of the core', () => {
  test.each([
    ['moves a load on', 12, /by a position it is at milestone 12, which no carrier has reported/],
    ['takes a load back', -1, /a position took it back from milestone \d+ to -1/],
  ])('a position that %s', (_what, milestone, message) => {
    expectCaught(
      'position-moves-nothing',
      message,
      ({ host }, saboteur) => {
        saboteur.act = (event, load, _a, _b, n) => {
          if (event !== 'positionReported' || n < 3) return;
          const state = host.state<Inside>(LOAD as Inside, load);
          if (state !== undefined) state.milestone = milestone;
        };
      },
      OPEN,
    );
  });

  test('goods that quality has refused, and that are handed on as good', () => {
    expectCaught(
      'refused-not-billed',
      /shipment \d+ \(order \d+\) is billed, and quality has refused it/,
      ({ host }, saboteur) => {
        saboteur.act = (event, load, answer) => {
          if (event !== 'qualityDecided' || answer !== 1) return;
          const state = host.state<Inside>(QUALITY_CASE as Inside, load);
          if (state !== undefined) state.cold = [];
        };
      },
      OPEN,
    );
  });
});
