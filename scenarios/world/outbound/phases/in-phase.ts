/** A world as an arm sees it: in a phase with other limits of the process, another share of the platform's cost, another bound. */
import type { OutboundWorld } from '../../outbound-world.ts';
import type { PhaseSettings } from '../../phase-settings.ts';

/** ERP has goods issues within so long after that of the interface. */
const FILES_TO_POST = 2;

/** @param phase absent = the world as it is */
export function worldInPhase(world: OutboundWorld, phase: PhaseSettings | undefined): OutboundWorld {
  if (phase === undefined) return world;
  const { network, costs, settleBoundMs, ...rest } = world;
  const { limits, platformShare } = phase;
  return {
    ...rest,
    network: { ...network, limits: { ...network.limits, ...limits } },
    costs: {
      ...costs,
      workerPerDayMinor: costs.workerPerDayMinor * platformShare,
      thousandMessagesMinor: costs.thousandMessagesMinor * platformShare,
    },
    ...(settleBoundMs === undefined || phase.settleBoundMs === undefined
      ? {}
      : { settleBoundMs: phase.settleBoundMs }),
    ...postingOf(phase, world.postingDelayMs),
  };
}

/** A world as an arm that explores sees it: more time. */
export function worldOfExploring(world: OutboundWorld, exploration: object | undefined): OutboundWorld {
  const { settleBoundMs, exploringMs = 0 } = world;
  if (exploration === undefined || settleBoundMs === undefined || exploringMs === 0) return world;
  return { ...world, settleBoundMs: settleBoundMs + exploringMs };
}

/** Goods issues that go by hand are waited for as long as that takes. */
function postingOf({ ways }: PhaseSettings, lineMs = 0): Pick<OutboundWorld, 'postingDelayMs'> {
  const way = ways.get('reportGoodsIssue');
  if (way === undefined) return {};
  return { postingDelayMs: way.kind === 'file' ? lineMs + FILES_TO_POST * way.everyMs : Infinity };
}
