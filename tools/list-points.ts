/**
 * The page of decision points that `npm run diagrams` writes to `docs/decisions.md`. The test beside it fails when the page is not what
 * this makes.
 *
 * 1. What a point is stands in its description (`orchestrator/decisions/points/`) and nowhere else; what is written here holds for all.
 */
import { fileURLToPath } from 'node:url';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { otherWordsFor } from '#orchestrator/decisions/point-words';
import { POINT_LIST } from '#orchestrator/decisions/points';
import { MODEL_POINTS } from '#scenarios/library/index';
import { PLACES } from '#scenarios/schema/outbound/point-places';

export const DECISIONS_PAGE = fileURLToPath(new URL('../docs/decisions.md', import.meta.url));

/** The whole page. */
export function decisionsPage(): string {
  return `# Decisions

Made by \`npm run diagrams\` from the descriptions in \`orchestrator/decisions/points/\`; \`dray list\` has the names alone. A decision point is a
question that the core puts, with options and, at some points, pictures of known age. Whoever answers, the gate is the same: hard rules take
options out, somebody recommends one of the rest, limits on what a model may do by itself are checked, hard rules check what came out, and
it goes on record.

${table(['point', 'what is decided', 'who answers is said at', 'baseline', 'pictures'], POINT_LIST.map(overview))}
## Who answers

- **A rule of thumb**, by name. A scenario says so for all arms, at the place in the table; \`policies\` lists the arms of a run. An arm is the
  name of a policy for \`sourcing\`, or a map that names policies for any points: \`{ name: early, dock-slot: after-arrival }\`. What an arm
  leaves open is as the scenario has it, and what that leaves open is the baseline.
- **A policy of your own**: a file (\`dray/policy\`, [guide](guides/own-parts.md)) wherever a name can stand. One with \`learn\` is told in the run
  what came of its decisions, and goes by what it learned ([guide](guides/own-parts.md#a-policy-that-learns)).
- **A model**: an arm with \`model\` and \`point\` ([models](models.md)). It is shown the columns listed with each point below, one row an option.
- **A person**, or a rule of thumb in place of a policy: a [phase](scenarios/as-is-to-be.md) says so under \`decisions\` (by a person at any point
  but ${namesOf(({ name, noPerson }) => (noPerson === undefined ? undefined : name))}), and names rules of thumb under \`thumbs\`. Where it names none, people go by
  ${namesOf(({ thumb }) => thumb)}; at other points by the policy that the arm has.

On the command line: \`--policy dock-slot=after-arrival\`, \`--policy replenishment=mine.ts\`, \`--policy carrier=onnx:mine.onnx\` add an arm each.
A policy for a point that nobody is asked about (docks without \`inbound\`) is refused. Where a point is named (here, after \`--decision\`, in
\`policies\`, in \`decisions\` and \`thumbs\` of a phase) each word for it in the table is understood; files of policies and models, and
what is recorded, have the first (\`orchestrator/decisions/point-words.ts\`).

A new point is a description beside the others, a line in \`orchestrator/decisions/points.ts\`, a place in the scenario
(\`scenarios/schema/outbound/point-places.ts\`), and an actor that asks.

${POINT_LIST.map(sectionOf).join('\n')}`;
}

function overview({ name, decides, baseline, views }: AnyPoint): readonly string[] {
  return [
    [`[\`${name}\`](#${name})`, ...otherWordsFor(name).map((word) => `\`${word}\``)].join(', '),
    decides,
    `\`${PLACES[name].join('.')}\``,
    `\`${baseline}\``,
    views === null ? 'none' : `\`${views.type}\`s`,
  ];
}

function sectionOf({
  name,
  decides,
  context,
  option,
  rules,
  policies,
  baseline,
  noPerson,
  features,
}: AnyPoint): string {
  const thumbs = policies.map((policy) => [
    `\`${policy.name}\`${policy.name === baseline ? ' (baseline)' : ''}`,
    policy.summary,
  ]);
  return `## ${name}

${capital(decides)}.${noPerson === undefined ? '' : ` No person decides it in a phase: ${noPerson}.`}

${table(['hard rule', ''], rules.map(coded(({ summary }) => [summary])))}
${table(['rule of thumb', ''], thumbs)}
${table(['context', 'unit', ''], fieldRows(context))}
${table(['option', 'unit', ''], fieldRows(option))}
${modelsOf(name)}A model's columns, version ${features.version}: float32 [options, ${features.columns.length}].

${table(['column', 'unit', ''], features.columns.map(coded(({ unit, doc }) => [unit, doc])))}`;
}

/** What the library has for a point. */
function modelsOf(point: string): string {
  const names = Object.entries(MODEL_POINTS).flatMap(([name, of]) =>
    of === point ? [`\`onnx:${name}\``] : [],
  );
  return names.length === 0 ? '' : `Models of the library ([models](models.md)): ${names.join(', ')}.\n\n`;
}

function namesOf(of: (point: AnyPoint) => string | undefined): string {
  return POINT_LIST.flatMap((point) => of(point) ?? [])
    .map((name) => `\`${name}\``)
    .join(', ');
}

type Docs = Readonly<Record<string, readonly [string, string]>>;

function fieldRows(docs: Docs): readonly (readonly string[])[] {
  return Object.entries(docs).map(([field, [unit, doc]]) => [`\`${field}\``, unit, doc]);
}

/** A row of something that has a name. */
function coded<Named extends { readonly name: string }>(
  cells: (named: Named) => readonly string[],
): (named: Named) => readonly string[] {
  return (named) => [`\`${named.name}\``, ...cells(named)];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  return `| ${heads.join(' | ')} |\n|${'---|'.repeat(heads.length)}\n${lines.join('\n')}\n`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
