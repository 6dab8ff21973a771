/** `dray list`: the names that can be used: scenarios, overlays, policies, KPIs. */
import { CARRIER_POLICIES } from '#orchestrator/decisions/carrier-choice';
import { DELAY_POLICIES } from '#orchestrator/decisions/delay-response';
import { DOCK_SLOT_POLICIES } from '#orchestrator/decisions/dock-slot';
import { SOURCING_POLICIES } from '#orchestrator/decisions/sourcing';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import { MODELS, OVERLAYS, overlayPath, SCENARIOS, scenarioPath } from '#scenarios/library/index';
import { parseLocated, plain } from '#scenarios/schema/located';
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
    ['models', MODELS.map((name) => [name, `--policy onnx:${name}`])],
    ['KPIs', titles(OUTBOUND_KPIS)],
  ];
  for (const [heading, rows] of sections) {
    process.stdout.write(`${heading}\n`);
    for (const [name, text] of rows) process.stdout.write(`  ${name.padEnd(20)} ${text}\n`);
  }
  return EXIT.done;
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
