/**
 * A parcel that its carrier draws months late, beyond what the settle bound counts for any: the run goes on to its horizon, and the parcel
 * is on the road there. Found by an audit at seed 153 of quickstart, where it ended a comparison as a violation of settles.
 */
import { expect, test } from 'vitest';
import { LOAD } from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import { outboundPolicies } from '../deciders/outbound-decider.ts';
import { OutboundTwin } from '../outbound-twin.ts';

test('is waited for, from when it should arrive', () => {
  const world = buildOutboundWorld(outboundScenario(loadFrom('quickstart', {}, {})), 153);
  const policies = outboundPolicies({ sourcing: 'fastest-feasible' }, world.decidedBy);
  const twin = new OutboundTwin({ world, policies, seed: 153 });
  twin.start();
  expect(twin.run()).toBe('until');
  const arrivals = twin.host
    .living(LOAD)
    .map((load) => twin.host.state<LoadState>(LOAD, load)!)
    .filter(({ status }) => status === 'in-transit')
    .map(({ estimatedAt }) => estimatedAt);
  expect(arrivals.some((at) => at > world.startAt + world.settleBoundMs! && at > world.endAt)).toBe(true);
});
