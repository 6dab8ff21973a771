/** Whatever actor a message of an invariant names, its state at that event is told: ours, and those of a process of one's own alike. */
import { expect, test } from 'vitest';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { PURCHASE_ORDER } from '#orchestrator/processes/inbound/inputs';
import { InvariantViolation } from '#scenarios/invariants/invariant-violation';
import { inboundTwin, smallInbound } from '#testing/worlds/inbound-world';
import { violationPlace } from './violation-place.ts';

function placeOf(message: string) {
  const twin = inboundTwin(smallInbound({ days: 3, ordersPerDay: 10 }));
  twin.start();
  twin.run({ events: 3000 });
  const [purchase] = twin.host.living(PURCHASE_ORDER as ActorTypeNo);
  const state = twin.host.state(PURCHASE_ORDER as ActorTypeNo, purchase!);
  const violation = new InvariantViolation('made-up', message.replace('N', String(purchase)));
  const { actors } = violationPlace(violation, twin, null);
  return { actors: actors.filter((actor) => actor.state !== null), purchase, state };
}

test.each(['purchase order N is', 'purchase-order N is'])(
  '%s: the purchase order, and no order of that number',
  (message) => {
    const { actors, purchase, state } = placeOf(message);
    expect(state).toBeDefined();
    expect(actors).toEqual([{ type: 'purchase-order', key: purchase, state }]);
  },
);

test('a name that no actor has is nobody', () => {
  expect(placeOf('purse N is empty').actors).toEqual([]);
});
