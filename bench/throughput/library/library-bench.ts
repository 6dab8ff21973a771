/**
 * What a scenario of the library costs as it stands, arm by arm: a child's work. What is timed is the run, from the first event to the
 * scenario's end; building the world, KPIs and recording are not in it.
 *
 * 1. A process is warm when it has run every arm twice, and as many orders as a scenario of usual length has: what is short is run more
 *    often before. The engine goes on compiling until then, and a scenario of 400 orders is over before it has done so.
 * 2. What is short is measured five times, arms in turn, every other time from the last one: a collection of all there is falls to one run
 *    or another. The median counts.
 * 3. What the first arm cost in its first run is told beside it.
 */
import type { BusinessWatcher } from '#scenarios/host/signals';
import { isInPhase, isModel } from '#scenarios/schema/outbound/policies';
import { isRecorded, type OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { armOf } from '#scenarios/twin/deciders/arm';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { cpuMs, median } from '../../harness/measure.ts';
import { libraryScenario } from './library-scenario.ts';

const WARMUP_RUNS = 2;
const WARMUP_ORDERS = 20_000;
const RUNS_OF_SHORT = 5;

export interface ArmCost {
  readonly arm: string;
  readonly orders: number;
  readonly eventsPerOrder: number;
  /** CPU time. */
  readonly usPerOrder: number;
}

export interface ScenarioCost {
  readonly arms: readonly ArmCost[];
  /** Of the first arm's first run, code not yet compiled. */
  readonly coldUsPerOrder: number;
}

/** null for a scenario that reads its orders from files. */
export function costOfScenario({ name }: { readonly name: string }): ScenarioCost | null {
  const scenario = libraryScenario(name);
  if (isRecorded(scenario)) return null;
  const world = buildOutboundWorld(scenario, scenario.seed);
  const arms = armsOf(scenario);
  let cold: ArmCost | null = null;
  let orders = 0;
  for (let n = 0; n < WARMUP_RUNS || orders < WARMUP_ORDERS * arms.length; n++)
    for (const arm of arms) {
      const cost = measured(world, arm, scenario.seed);
      cold ??= cost;
      orders += cost.orders;
    }
  const runs = cold!.orders < WARMUP_ORDERS ? RUNS_OF_SHORT : 1;
  const costs: ArmCost[][] = arms.map(() => []);
  for (let n = 0; n < runs; n++)
    for (let i = 0; i < arms.length; i++) {
      const no = n % 2 === 0 ? i : arms.length - 1 - i;
      costs[no]!.push(measured(world, arms[no]!, scenario.seed));
    }
  return { coldUsPerOrder: cold!.usPerOrder, arms: costs.map(ofMedian) };
}

function ofMedian(costs: readonly ArmCost[]): ArmCost {
  return { ...costs[0]!, usPerOrder: median(costs.map(({ usPerOrder }) => usPerOrder)) };
}

function armsOf(scenario: OutboundScenario): readonly OutboundPolicies[] {
  const inPhases = scenario.policies.filter(isInPhase);
  // Of a model the time of its runtime would be measured.
  const thumbs = scenario.policies.filter((entry) => !isModel(entry));
  return (inPhases.length > 0 ? inPhases : thumbs).map((entry) => armOf(scenario, entry));
}

function measured(world: OutboundWorld, policies: OutboundPolicies, seed: string | number): ArmCost {
  let orders = 0;
  const counter: BusinessWatcher = {
    name: 'orders-counted',
    business: (_time, event) => {
      if (event === 'orderValued') orders += 1;
    },
    save: () => orders,
    load: (saved) => {
      orders = saved as number;
    },
  };
  const before = cpuMs();
  const twin = new OutboundTwin({ world, policies, seed, watchers: [counter] });
  twin.start();
  twin.run();
  const spentMs = cpuMs() - before;
  return {
    arm: policies.name,
    orders,
    eventsPerOrder: twin.kernel.events / orders,
    usPerOrder: (spentMs * 1e3) / orders,
  };
}
