/**
 * The reference of scenario files that `npm run diagrams` writes to `docs/reference/scenario.md`: every field of both forms. The test beside it fails
 * when the page is not what this makes.
 *
 * 1. What a field is stands in its schema (`scenarios/schema/`) and nowhere else; what is written here holds for all.
 */
import { fileURLToPath } from 'node:url';
import { type JsonSchema, wholeScenarioSchema } from '#scenarios/schema/json-schema';
import { type FieldRow, fieldRows, type SeenGroups } from './schema-rows.ts';

export const FIELDS_PAGE = fileURLToPath(new URL('../docs/reference/scenario.md', import.meta.url));

/** The whole page. */
export function fieldsPage(): string {
  const { outbound, recorded } = fieldSections();
  return `# Scenario files

Made by \`npm run diagrams\` from the schema in \`scenarios/schema/\`. \`dray schema\` prints the same as a JSON Schema, for completion in an editor; \`dray check\` holds a file to
it, and to what no schema says. Stories around the fields are on the pages of the [index](../README.md).

A file that \`extends\` another, and an overlay, says only what differs. So *needed* is what a scenario must have that stands by itself: \`yes\`, \`no\`, or the value that stands for it.

| type | is written |
|---|---|
| duration | a number and \`ms\`, \`s\`, \`min\`, \`h\` or \`d\`: \`15 min\` |
| weight | a number and \`g\`, \`kg\`, \`t\` or \`lb\`: \`0.4 kg\` |
| amount | a number and the scenario's currency: \`12.50 USD\` |
| share | a number from 0 to 1 |
| instant in UTC | \`2026-03-02T06:00:00Z\` |
| drawn duration | a distribution, exactly one: \`{ constant: 5 min }\`, \`{ exponential: { mean: 5 min } }\`, \`{ lognormal: { median: 20 min, sigma: 0.8 } }\`, \`{ gamma: { shape: 8, scale: 0.6 d } }\`, \`{ weibull: { shape: 2, scale: 1 h } }\`, \`{ uniform: { min: 1 h, max: 2 h } }\`, \`{ triangular: { min: 1 h, mode: 2 h, max: 4 h } }\` |
| drawn count | \`{ constant: 2 }\`, \`{ lognormal: { median: 6, sigma: 0.9 } }\`, \`{ uniform: { min: 1, max: 4 } }\`, \`{ poisson: { mean: 3 } }\` |
| drawn weight | \`{ constant: 2 kg }\`, \`{ lognormal: { median: 2 kg, sigma: 0.5 } }\`, \`{ uniform: { min: 1 kg, max: 4 kg } }\` |
| drawn error | how far off it is, at least -1: \`{ constant: 1 }\`, \`{ uniform: { min: -1, max: 3 } }\`, \`{ lognormal: { median: 0.5, sigma: 0.9 } }\`, \`{ poisson: { mean: 3 } }\` |
| drawn error of time | by what share a time is off, at least -1: \`{ constant: 0.1 }\`, \`{ uniform: { min: -0.3, max: 0.3 } }\`, \`{ triangular: { min: -0.3, mode: 0, max: 1 } }\`, \`{ normal: { mean: -0.1, sd: 0.2 } }\` |
| drawn share | \`{ constant: 0.05 }\`, \`{ uniform: { min: 0.02, max: 0.1 } }\`, \`{ triangular: { min: 0.02, mode: 0.08, max: 0.25 } }\` |
| as \`path\` | the same fields as there |

In a path \`[]\` is an entry of a list, and \`NAME\` a name of yours. Every group of figures has its \`source\`; \`assumption\` is one that reports show.

${outbound.map(([name, rows]) => sectionOf(name, rows)).join('\n')}
# Orders from a data set

With \`demand: { kind: file }\` the orders, and the network with them, are read from files ([brunel](../scenarios/brunel.md)). These sections differ from the above; \`network\` is left out.

${recorded.map(([name, rows]) => sectionOf(`${name} of a data set`, rows)).join('\n')}`;
}

export type FieldSection = readonly [name: string, rows: readonly FieldRow[]];

/** The rows of the page, by the first word of their paths; of the second form those that it does not share. */
export function fieldSections(): Readonly<Record<'outbound' | 'recorded', readonly FieldSection[]>> {
  const seen: SeenGroups = new Map();
  const outbound = wholeScenarioSchema('outbound');
  const recorded = wholeScenarioSchema('recorded');
  const shared = (name: string): boolean =>
    JSON.stringify(recorded.properties?.[name]) === JSON.stringify(outbound.properties?.[name]);
  return {
    outbound: sectionsOf(outbound, seen, () => true),
    recorded: sectionsOf(recorded, seen, (name) => !shared(name)),
  };
}

function sectionsOf(
  schema: JsonSchema,
  seen: SeenGroups,
  wanted: (name: string) => boolean,
): readonly FieldSection[] {
  const rows = fieldRows(schema, '', seen);
  const names = Object.keys(schema.properties ?? {}).filter(wanted);
  const of = (name: string): readonly FieldRow[] =>
    rows.filter(({ path }) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`));
  const alone = names.filter((name) => of(name).length === 1);
  return [
    ['The scenario', alone.flatMap(of)],
    ...names.filter((name) => !alone.includes(name)).map((name) => [name, of(name)] as const),
  ];
}

function sectionOf(name: string, rows: readonly FieldRow[]): string {
  const cells = rows.map(({ path, type, needed, doc }) =>
    [`\`${path}\``, type, needed, doc].map(cell).join(' | '),
  );
  return `## ${name}\n\n| field | type | needed | |\n|---|---|---|---|\n${cells.map((row) => `| ${row} |`).join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}
