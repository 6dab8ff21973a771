/** `dray list`: the names that can be used: scenarios, overlays, policies, phases, owners of activities, KPIs. */
import { CARRIER_POLICIES } from '#orchestrator/decisions/carrier-choice';
import { DELAY_POLICIES } from '#orchestrator/decisions/delay-response';
import { DOCK_SLOT_POLICIES } from '#orchestrator/decisions/dock-slot';
import { EXCEPTION_POLICIES } from '#orchestrator/decisions/exception';
import { REPLENISHMENT_POLICIES } from '#orchestrator/decisions/replenishment';
import { SOURCING_POLICIES } from '#orchestrator/decisions/sourcing';
import { WORKLOAD_POLICIES } from '#orchestrator/decisions/workload';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import { MODELS, OVERLAYS, overlayPath, SCENARIOS, scenarioPath } from '#scenarios/library/index';
import { parseLocated, plain } from '#scenarios/schema/located';
import type { PhaseSection } from '#scenarios/schema/outbound/phases';
import { ACTIVITIES, type Activity, OWNED } from '#scenarios/schema/outbound/responsibilities';
import { PHASES } from '#scenarios/world/outbound/phase-tables';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { DiskFiles } from './source-files.ts';

export function list(): ExitCode {
  const files = new DiskFiles(null);
  const titleOf = (path: string, key: string): string => {
    const tree = parseLocated(path, files.read(path) ?? '');
    const title = 'kind' in tree ? (plain(tree) as Record<string, unknown>)[key] : undefined;
    return typeof title === 'string' ? title : '';
  };
  const sections: [string, Rows][] = [
    ['scenarios', SCENARIOS.map((name) => [name, titleOf(scenarioPath(name), 'title')])],
    ['overlays (--with)', OVERLAYS.map((name) => [name, titleOf(overlayPath(name), 'overlay')])],
    ['policies', summaries(SOURCING_POLICIES)],
    ['carrierPolicy', summaries(CARRIER_POLICIES)],
    ['delayPolicy', summaries(DELAY_POLICIES)],
    ['inbound.dockPolicy', summaries(DOCK_SLOT_POLICIES)],
    ['replenishment.policy', summaries(REPLENISHMENT_POLICIES)],
    ['workloadPolicy', summaries(WORKLOAD_POLICIES)],
    ['cases.policy', summaries(EXCEPTION_POLICIES)],
    ['phase', Object.entries(PHASES).map(([name, section]) => [name, phaseText(section)])],
    ['responsibilities', ACTIVITIES.map((activity) => [activity, ownersText(activity)])],
    ['models', MODELS.map((name) => [name, `--policy onnx:${name}`])],
    ['KPIs', titles(OUTBOUND_KPIS)],
  ];
  for (const [heading, rows] of sections) {
    process.stdout.write(`${heading}\n`);
    for (const [name, text] of rows) process.stdout.write(`  ${name.padEnd(20)} ${text}\n`);
  }
  return EXIT.done;
}

/** How far it differs from everything going directly, and policies deciding. */
function phaseText({ like, ways = [], decisions = {} }: PhaseSection): string {
  const count = (direct: boolean): number =>
    new Set(ways.filter(({ way }) => (way === 'direct') === direct).flatMap(({ kinds }) => kinds)).size;
  const decided = Object.entries(decisions).map(([point, decision]) => `${point} by ${decision?.by}`);
  const differs = [
    ...(like === undefined ? [] : [`like ${like}`]),
    ...(count(true) === 0 ? [] : [`${count(true)} kinds of message directly`]),
    ...(count(false) === 0 ? [] : [`${count(false)} by file, by hand or never`]),
    ...decided,
  ];
  return differs.length === 0 ? 'all goes directly, and policies decide' : differs.join(', ');
}

/** Who can do it; the first does where nothing is said. */
function ownersText(activity: Activity): string {
  const { usual, others, summary } = OWNED[activity];
  return `${[usual, ...others].join(' | ')}: ${summary}`;
}

type Rows = readonly (readonly [string, string])[];

function summaries(policies: readonly { readonly name: string; readonly summary: string }[]): Rows {
  return policies.map(({ name, summary }) => [name, summary]);
}

function titles(
  catalogue: Readonly<Record<string, { readonly title: string; readonly unit: string }>>,
): Rows {
  return Object.entries(catalogue).map(([name, { title, unit }]) => [name, `${title} (${unit})`]);
}
