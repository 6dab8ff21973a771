/** Small runs in which, between them, every decision point is asked; what was asked and decided, as it went on record. */
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { armOf } from '#scenarios/twin/deciders/arm';
import type { PointModel } from '#scenarios/twin/deciders/model-policy';
import type { Digests } from '#scenarios/twin/digests';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { type DecisionRow, decisionRow } from '../runs/decision-row.ts';
import { loadFrom, outboundScenario } from './library-scenario.ts';

export type PointWorld = 'docks' | 'stores' | 'waves';

interface Base {
  readonly scenario: string;
  readonly overlays: readonly string[];
  readonly set: readonly string[];
  /** Lines that the first node picks in a wave, where it is to get behind. */
  readonly linesPerWave?: number;
}

const BASES: Readonly<Record<PointWorld, Base>> = {
  docks: {
    scenario: 'inbound-dock',
    overlays: ['exceptions-as-cases'],
    set: ['demand.days=4', 'demand.ordersPerDay=60'],
  },
  stores: {
    scenario: 'retail-replenishment',
    overlays: [],
    set: ['demand.days=4', 'demand.ordersPerDay=20'],
  },
  waves: {
    scenario: 'b2b-distributor',
    overlays: [
      ...['level-load', 'lean-desk', 'exceptions-as-cases', 'delay-prediction', 'bill-audit'],
      'injected-notes',
    ],
    set: [
      'demand.days=3',
      'demand.ordersPerDay=150',
      'orderPriorityPolicy=as-erp-says',
      'waveSequencePolicy=earliest-cutoff',
    ],
    linesPerWave: 8,
  },
};

export interface PointRun {
  readonly rows: readonly DecisionRow[];
  readonly digests: Digests;
}

/**
 * The arm of a world, run to its end with all invariants on.
 * @param set `path=value`, as on the command line
 * @param model answers its point, from what is on record
 * @param noted who else is told what goes on record
 */
export function pointRun(
  name: PointWorld,
  set: readonly string[] = [],
  arm = 0,
  model?: PointModel,
  noted: Partial<Recorder> = {},
): PointRun {
  const { scenario: ref, overlays, set: base, linesPerWave } = BASES[name];
  const changes = [...base, 'thresholds=[]', ...set];
  const scenario = outboundScenario(loadFrom(ref, {}, { with: overlays, set: changes }));
  const built = buildOutboundWorld(scenario, 1);
  const { network } = built;
  const nodes = network.nodes.map((node) =>
    linesPerWave === undefined ? node : { ...node, linesPerWave: node.no === 0 ? linesPerWave : 200 },
  );
  const rows: DecisionRow[] = [];
  const recorder: Recorder = Object.assign(Object.create(nullRecorder), noted, {
    decision: (...cells: Parameters<Recorder['decision']>) => {
      rows.push(decisionRow(cells));
      noted.decision?.(...cells);
    },
  });
  const world = { ...built, network: { ...network, nodes } };
  const policies = armOf(scenario, scenario.policies[arm]!);
  const asked = model === undefined ? policies : { ...policies, model };
  const twin = new OutboundTwin({ world, policies: asked, seed: 1, recorder });
  twin.start();
  const end = twin.run();
  if (end !== 'empty') throw new Error(`the run ended with "${end}"`);
  return { rows, digests: twin.digests() };
}
