/**
 * A warehouse system that is down for a day: its gate opens, and no other; what waits for it is kept and nothing of it is lost; a
 * copy made in the midst of it goes on as if never made.
 */
import { describe, expect, test } from 'vitest';
import { WMS } from '#orchestrator/contracts/partners';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { GateState } from '#orchestrator/middleware/gate-state';
import { OUTBOUND_MESSAGE, PARTNER_GATE } from '#orchestrator/middleware/inputs';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import type { FaultPlan } from '../faults/fate.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const HOUR_MS = 3_600_000;
const world = { ...smallDistributor({ ordersPerDay: 60 }), partners: [] };
/** Orders come in by then: it is nine in the morning in Chicago. */
const from = world.startAt + 15 * HOUR_MS;

const down: FaultPlan = ({ toKey }, _attempt, now) =>
  toKey === WMS && now >= from && now < from + 24 * HOUR_MS
    ? { kind: 'rejected', status: 503, retryAfterMs: null }
    : null;

function started(): OutboundTwin {
  const twin = distributorTwin(world, { faults: down });
  twin.start();
  return twin;
}

function gates(twin: OutboundTwin): readonly (readonly [partner: number, status: string])[] {
  const type = PARTNER_GATE as ActorTypeNo;
  return twin.host.living(type).map((key) => [key, twin.host.state<GateState>(type, key)!.status] as const);
}

describe('a warehouse system that is down for a day', () => {
  const twin = started();

  test('is asked less and less: its gate is open, every other closed, and what is for it is kept', () => {
    twin.run({ until: from + 12 * HOUR_MS });
    const notClosed = gates(twin).filter(([, status]) => status !== 'closed');
    expect(notClosed.map(([partner]) => partner)).toEqual([WMS]);
    expect(twin.host.keptMessages).toBeGreaterThan(5);
  });

  test('in the end every order is done, and nobody has a ticket', () => {
    expect(twin.run()).toBe('empty');
    expect(twin.openWork().orders).toBe(0);
    expect(twin.host.tickets).toEqual([]);
    expect(twin.host.keptMessages).toBe(0);
    expect(twin.host.living(OUTBOUND_MESSAGE as ActorTypeNo)).toEqual([]);
    expect(gates(twin).every(([, status]) => status === 'closed')).toBe(true);
  });

  test('a copy made at any of 8 instants goes on to the digests of the run never stopped', () => {
    for (let i = 0; i < 8; i++) {
      const source = started();
      source.run({ until: from + i * 3.3 * HOUR_MS });
      const copy = distributorTwin(world, { faults: down });
      copy.restore(structuredClone(source.snapshot()));
      copy.run();
      expect(copy.digests()).toEqual(twin.digests());
    }
  });
});
