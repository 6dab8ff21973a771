/** `dray list`: the names that can be used: scenarios, overlays, decision points and their policies, phases, owners of activities, KPIs. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINT_LIST } from '#orchestrator/decisions/points';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import { MODEL_POINTS, OVERLAYS, overlayPath, SCENARIOS, scenarioPath } from '#scenarios/library/index';
import { parseLocated, plain } from '#scenarios/schema/located';
import type { PhaseSection } from '#scenarios/schema/outbound/phases';
import { PLACES } from '#scenarios/schema/outbound/point-places';
import { ACTIVITIES, type Activity, OWNED } from '#scenarios/schema/outbound/responsibilities';
import { PHASES } from '#scenarios/world/outbound/phases/phase-tables';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fitted } from './screen.ts';
import { DiskFiles } from './source-files.ts';

export function list(): ExitCode {
  const files = new DiskFiles(null);
  const titleOf = (path: string, key: string): string => {
    const text = files.read(path);
    const tree = parseLocated(path, typeof text === 'string' ? text : '');
    const title = 'kind' in tree ? (plain(tree) as Record<string, unknown>)[key] : undefined;
    return typeof title === 'string' ? title : '';
  };
  const sections: [string, Rows][] = [
    ['scenarios', SCENARIOS.map((name) => [name, titleOf(scenarioPath(name), 'title')])],
    ['overlays (--with)', OVERLAYS.map((name) => [name, titleOf(overlayPath(name), 'overlay')])],
    ['decision points (--policy POINT=POLICY)', POINT_LIST.map(({ name, decides }) => [name, decides])],
    ...POINT_LIST.map(({ name, policies }): [string, Rows] => [placeOf(name), summaries(policies)]),
    ['phase', Object.entries(PHASES).map(([name, section]) => [name, phaseText(section)])],
    ['responsibilities', ACTIVITIES.map((activity) => [activity, ownersText(activity)])],
    ['models', Object.entries(MODEL_POINTS).map(([name, point]) => [name, optionFor(name, point)])],
    ['KPIs', titles(OUTBOUND_KPIS)],
  ];
  for (const [heading, rows] of sections) {
    process.stdout.write(`${heading}\n`);
    for (const [name, text] of rows) process.stdout.write(`${fitted(`  ${name.padEnd(20)} ${text}`)}\n`);
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

function placeOf(point: DecisionPoint): string {
  return `${PLACES[point].join('.')} (${point})`;
}

function optionFor(model: string, point: DecisionPoint): string {
  return `--policy ${point === 'sourcing' ? '' : `${point}=`}onnx:${model}`;
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
