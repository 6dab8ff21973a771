/**
 * At the end nothing is left over that waits for no person, and the ledger balances. Each rule is seen to catch, by name,
 * what is planted in a story that is right.
 */
import { describe, expect, test } from 'vitest';
import { LOAD, ORDER, SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { type Step, storyOf } from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { fakeCore, play, story, until } = storyOf(world);

describe('at the end', () => {
  /** Nothing lives, and the ledger says what was paid. */
  const emptyCore = () => {
    const core = fakeCore();
    core.states.clear();
    core.ledger.set('freightAccrued', 1000).set('freightApproved', 1000);
    core.ledger.set('freightUnderAccrued', 20).set('freightPaid', 1020);
    return core;
  };
  const ended = (steps: readonly Step[] = story()) => {
    const invariants = play(steps);
    const core = emptyCore();
    invariants.connect(core, null);
    return { invariants, core };
  };

  test('a right story has ended', () => {
    expect(ended().invariants.atEnd().tasks).toBe(0);
  });

  test.each<[string, (core: ReturnType<typeof emptyCore>) => void, RegExp]>([
    [
      'a kept message',
      (core) => Object.assign(core, { keptMessages: 1 }),
      /nothing-left-over violated: 1 messages are kept/,
    ],
    [
      'a waiting input',
      (core) => Object.assign(core, { backlog: 2 }),
      /nothing-left-over violated: 2 inputs wait/,
    ],
    [
      'a load that waits for nobody',
      (core) => core.set(LOAD as number, 8, { status: 'loading', openTask: 0, shipments: [] }),
      /settles violated: .* 1 loads wait for no person: 8 \(loading\)/,
    ],
    [
      'a shipment that waits for nobody',
      (core) => core.set(SHIPMENT as number, 8, { status: 'billing' }),
      /settles violated: .* 1 shipments wait for no person: 8 \(billing\)/,
    ],
    [
      'an order that waits for nobody',
      (core) => core.set(ORDER as number, 8, { status: 'closing', openTask: 0 }),
      /settles violated: .* 1 orders wait for no person: 8 \(closing\)/,
    ],
    [
      'a payable that nobody paid',
      (core) => core.ledger.set('freightPaid', 18),
      /ledger-balances violated: accounts-payable holds 1002 at the end/,
    ],
    [
      'an accrual that stays',
      (core) => core.ledger.set('freightAccrued', 1500),
      /ledger-balances violated: freight-accrual holds 500 at the end/,
    ],
    [
      'a credit that no carrier gave',
      (core) => core.ledger.set('claimCredited', 1),
      /ledger-balances violated: claims credited in the ledger are 1, carriers credited 0/,
    ],
    [
      'a payment that ERP did not make',
      (core) => core.ledger.set('freightPaid', 1030).set('freightUnderAccrued', 30),
      /ledger-balances violated: freight paid in the ledger is 1030 at the end, 1020/,
    ],
  ])('%s', (_what, plant, message) => {
    const { invariants, core } = ended();
    plant(core);
    expect(() => invariants.atEnd()).toThrow(message);
  });

  test('what stands behind a person is left, and all that waits for it', () => {
    const { invariants, core } = ended();
    core.set(LOAD as number, 80, { status: 'planning', openTask: 1, shipments: [80, 88] });
    for (const order of [10, 11]) {
      core.set(SHIPMENT as number, order * 8, { status: 'packed' });
      core.set(ORDER as number, order, { status: 'fulfilling', openTask: 0 });
    }
    core.set(ORDER as number, 12, { status: 'no-route', openTask: 1 });
    expect(invariants.atEnd().tasks).toBe(2);
    core.set(ORDER as number, 13, { status: 'fulfilling', openTask: 0 });
    expect(() => invariants.atEnd()).toThrow(
      /settles violated: .* 1 orders wait for no person: 13 \(fulfilling\)/,
    );
  });

  test('units that stay reserved, an order of which nothing is heard any more', () => {
    expect(() => ended(until('reservationReleased')).invariants.atEnd()).toThrow(/reservations-open|settles/);
    const released: Step[] = [...story(), ['orderReleased', 'ERP', 'order', 77, 1, 2, 2]];
    expect(() => ended(released).invariants.atEnd()).toThrow(/settles violated: order 77/);
  });
});
