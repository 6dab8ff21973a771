/**
 * Carriers whose route, codes and quality of reports the scenario says: what they report is the same by reference or as bytes, over X12 and
 * over a web API, in words of the trade, in codes of X12 and in none of either.
 */
import { expect, test } from 'vitest';
import { OBJECTS, WIRE } from '#testing/runs/fidelity';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { CARRIER, partnerWorld } from '#testing/worlds/partner-world';
import { carrierBehaviour } from '../../schema/outbound/behaviour.ts';
import { behaviourOf } from '../../world/outbound/systems/behaviour.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { Fidelity } from './channels.ts';

const BEHAVIOUR = carrierBehaviour.parse({
  milestones: {
    route: [
      { milestone: 'pickedUp', code: 'AF', at: 0 },
      { milestone: 'inTransit', code: 'on_the_road', at: 0.4 },
      { milestone: 'deliveryAttempted', code: 'A9', at: 0.9 },
      { milestone: 'delivered', code: 'in-hands', at: 1 },
    ],
    unknownCode: 0.2,
    unknownCodes: ['Q?', 'somewhere_else'],
    missing: 0.1,
    repeated: 0.1,
    outOfOrder: 0.1,
    estimateError: { normal: { mean: 0.2, sd: 0.3 } },
  },
  delivery: { lost: 0.05, damaged: 0.05, refused: 0.05 },
});

function worldWith(): OutboundWorld {
  const world = partnerWorld({ ordersPerDay: 60 });
  const profiles: Readonly<Record<number, string>> = { [CARRIER.ltl]: 'ltl', [CARRIER.parcel]: 'parcel' };
  const carriers = world.carriers.map((profile, no) =>
    profiles[no] === undefined
      ? profile
      : { ...behaviourOf({}, { profile: profiles[no], behaviour: BEHAVIOUR }), name: profile.name },
  );
  return { ...world, carriers };
}

const world = worldWith();

async function ran(fidelity: Fidelity) {
  const said = new Map<string, number>();
  const twin = distributorTwin(world, {
    fidelity,
    watchers: [
      {
        name: 'said',
        business: (_at, event) => said.set(event, (said.get(event) ?? 0) + 1),
        save: () => null,
        load: () => {},
      },
    ],
  });
  twin.start();
  expect(await twin.runQuiescent()).toBe('empty');
  return { digests: twin.digests(), said };
}

test('the same either way', async () => {
  const objects = await ran(OBJECTS);
  expect(objects.said.get('loadDelivered')).toBeGreaterThan(20);
  expect(objects.said.get('loadLost')).toBeGreaterThan(0);
  expect((await ran(WIRE)).digests).toEqual(objects.digests);
});
