/** `dray list`: the names that can be used: scenarios, overlays, policies, KPIs. */
import { NODE_AND_CARRIER_POLICIES } from '#orchestrator/decisions/node-and-carrier';
import { KPI_CATALOGUE } from '#reports/kpis/kpis';
import { OVERLAYS, overlayPath, SCENARIOS, scenarioPath } from '#scenarios/library/index';
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
  const sections: [string, readonly (readonly [string, string])[]][] = [
    ['scenarios', SCENARIOS.map((name) => [name, titleOf(scenarioPath(name), 'title')])],
    ['overlays (--with)', OVERLAYS.map((name) => [name, titleOf(overlayPath(name), 'overlay')])],
    ['policies', NODE_AND_CARRIER_POLICIES.map(({ name, summary }) => [name, summary])],
    ['KPIs', Object.entries(KPI_CATALOGUE).map(([name, { title, unit }]) => [name, `${title} (${unit})`])],
  ];
  for (const [heading, rows] of sections) {
    process.stdout.write(`${heading}\n`);
    for (const [name, text] of rows) process.stdout.write(`  ${name.padEnd(20)} ${text}\n`);
  }
  return EXIT.done;
}
