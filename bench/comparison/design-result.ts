/** What one design makes of one replication. Plain data: it comes from a worker thread, and is kept in a file. */
import type { OutboundKpis } from '#reports/kpis/outbound/catalogue';
import type { DecisionReport } from '#reports/outbound/arm-details';
import type { RunEndReason } from '#reports/run-head';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { MultisetDigest } from '#sim/digest';
import { runOutboundArms } from '../experiments/outbound-arms.ts';
import { outboundReportOfRun } from '../experiments/outbound-report-of-run.ts';

export interface DesignResult {
  readonly seed: string | number;
  readonly kpis: OutboundKpis;
  readonly decisions: readonly DecisionReport[];
  /** Of everything that happened; where two are alike, nothing differed. */
  readonly digest: string;
  /** Of what came from outside of the orchestration, whatever it decided: the orders. Differs in a pair = it is none. */
  readonly demandDigest: string;
  readonly end: RunEndReason;
  readonly violation: string | null;
  /** Processor time of the thread. */
  readonly cpuMs: number;
}

export interface DesignRun {
  readonly world: OutboundWorld;
  readonly policies: OutboundPolicies;
  readonly seed: string | number;
  readonly until?: number;
}

/** Runs a design once, to its end. An invariant that breaks is told, not thrown. */
export async function runDesign({ policies, ...run }: DesignRun): Promise<DesignResult> {
  const { world, seed } = run;
  const demand = new MultisetDigest();
  const before = process.threadCpuUsage();
  const arms = await runOutboundArms({
    ...run,
    policies: [policies],
    recorderFor: () => demandNoter(demand),
  });
  const spent = process.threadCpuUsage(before);
  const arm = arms[0]!;
  const report = outboundReportOfRun({
    world,
    arms,
    scenario: { name: world.name, title: world.title, story: '', digest: '' },
    seed,
    reproduce: '',
    versions: { dray: '', node: '', v8: '' },
    thresholds: [],
    assumptions: [],
    warnings: [],
  }).arms[0]!;
  return {
    seed,
    kpis: report.kpis,
    decisions: report.decisions,
    digest: arm.digests.digest,
    demandDigest: demand.hex(),
    end: arm.end,
    violation: arm.violation,
    cpuMs: (spent.user + spent.system) / 1000,
  };
}

/** ERP says of each order what it is worth when a customer has placed it: no decision of the core comes before. */
function demandNoter(demand: MultisetDigest): Recorder {
  const business: Recorder['business'] = (time, event, _owner, _type, key, _n, value, lines) => {
    if (event !== 'orderValued') return;
    demand.begin(key);
    for (const each of [time, value, lines]) demand.number(each);
    demand.end();
  };
  return Object.assign(Object.create(nullRecorder), { business });
}
