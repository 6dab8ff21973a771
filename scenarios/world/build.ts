/** From a checked scenario (and its data files) to the world of a run. */
import { Random } from '#sim/random/random';
import { nameOfPolicy, type Scenario } from '../schema/scenario.ts';
import type { Problem } from '../schema/source-files.ts';
import { durationMs } from '../schema/units.ts';
import type { Reject } from './brunel/data-set.ts';
import { drawnDays, drawnMs } from './draws.ts';
import { generateLandscape, type Landscape } from './generated.ts';
import type { SystemsBehaviour, World } from './world.ts';

export interface Built {
  readonly world: World;
  readonly rejects: readonly Reject[];
  /** Rows of the order list that were read; for generated demand, the orders made. */
  readonly rowsRead: number;
  /** Orders that `maxOrders` or `exclude` leave out, as far as that is known. */
  readonly leftOut: number;
  readonly facts: readonly string[];
}

export type BuildResult =
  | ({ readonly ok: true } & Built)
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Builds a world. Never throws for what the user gave. */
export function buildWorld(scenario: Scenario, seed: string | number): BuildResult {
  const { demand, network } = scenario;
  if (network === undefined) throw new Error('a scenario without a network came past its check');
  const landscape = generateLandscape(scenario, demand, network, new Random(seed));
  const count = landscape.orders.length;
  if (count === 0) {
    const message = 'no order would come: raise demand.ordersPerDay or demand.days';
    return { ok: false, problems: [{ file: scenario.name, line: 0, column: 0, message }] };
  }
  return {
    ok: true,
    world: assemble(scenario, landscape),
    rejects: [],
    rowsRead: count,
    leftOut: 0,
    facts: [
      `${count} orders generated over ${demand.days} days, ${demand.customers} customers, ${demand.products} products`,
    ],
  };
}

function assemble(scenario: Scenario, landscape: Landscape): World {
  const startAt = Date.parse(scenario.start);
  const { platform } = scenario;
  return {
    name: scenario.name,
    title: scenario.title,
    startAt,
    endAt: startAt + durationMs(scenario.horizon),
    currency: scenario.currency,
    ...landscape,
    systems: systems(scenario),
    platform: {
      workers: platform.workers,
      stepLatencyMs: durationMs(platform.stepLatency),
      storeLatencyMs: durationMs(platform.storeLatency),
    },
    invoiceTolerance: scenario.invoice.tolerance,
    policies: scenario.policies.map(nameOfPolicy),
  };
}

function systems({ systems: { erp, tms, carriers, linkLatency } }: Scenario): SystemsBehaviour {
  return {
    erp: { paymentTermsMs: durationMs(erp.paymentTerms) },
    tms: { answerMs: drawnMs(tms.answer) },
    carriers: {
      tenderAnswerMs: drawnMs(carriers.tenderAnswer),
      invoiceAfterDeliveryMs: drawnMs(carriers.invoiceAfterDelivery),
      lateness: carriers.lateness.map((line) => ({
        mode: line.mode,
        lateShare: line.late,
        earlyShare: line.early,
        lateDays: drawnDays(line.lateBy),
        earlyDays: drawnDays(line.earlyBy),
      })),
      invoiceErrorShare: carriers.invoiceErrors.share,
      invoiceErrorFactor: carriers.invoiceErrors.overBy,
    },
    linkLatencyMs: durationMs(linkLatency),
  };
}

export { assumptionsOf } from './assumptions.ts';
