/**
 * What the tables of a scenario's page are made of: runs, columns and rows, written by hand in `docs/scenarios/figures/NAME.yaml`.
 *
 * 1. A column is one policy of one run, or the difference of two, seed by seed. A row is one figure of an arm's report.
 * 2. What a column names is a run of the file, and one of its policies: an unknown name is refused.
 */
import { parse } from 'yaml';
import { z } from 'zod';
import { UNITS } from './figures-units.ts';

const run = z.strictObject({
  scenario: z.string().describe('Of the library'),
  with: z.array(z.string()).default([]),
  set: z.array(z.string()).default([]),
  without: z
    .array(z.string())
    .default([])
    .describe('Sections left out, which no overlay can do: `systems.customs`; `*` is every item of a list'),
  policies: z.array(z.string()).min(1).describe('Arms of the scenario, or rules of thumb for sourcing'),
  seeds: z.int().min(1).optional().describe('1 to so many; nothing = those of the file'),
  until: z.string().optional().describe('Such as "10 d" after the start; nothing = to the end of everything'),
  data: z
    .string()
    .optional()
    .describe('Folder of the data set beside the checkout; without it the run is left out'),
  long: z.literal(true).optional().describe('Run again in `npm run test:long` only'),
});

const arm = z.strictObject({ run: z.string(), policy: z.string() });

const column = arm.extend({ title: z.string(), minus: arm.optional() });

const row = z.strictObject({
  title: z.string(),
  of: z
    .string()
    .describe(
      'A KPI, or a path in the report of an arm (`pots.freight`, `partners.WMS.doorP95`, `written.orderDone`); `a + b / c` is the sum over `c`',
    ),
  as: z.enum(Object.keys(UNITS) as [keyof typeof UNITS]),
  decimals: z.int().min(0).max(6).optional(),
});

const spec = z.strictObject({
  seeds: z.int().min(1),
  runs: z.record(z.string(), run),
  tables: z.array(
    z.strictObject({
      corner: z.string().default(''),
      columns: z.array(column).min(1),
      rows: z.array(row).min(1),
    }),
  ),
});

export type FiguresSpec = z.infer<typeof spec>;
export type FigureRun = z.infer<typeof run>;
export type FigureTable = FiguresSpec['tables'][number];
export type FigureRow = z.infer<typeof row>;

/** @param text of the file; throws what is wrong with it */
export function figuresSpec(text: string): FiguresSpec {
  const read = spec.parse(parse(text));
  for (const { columns } of read.tables) {
    for (const each of columns.flatMap(({ minus, ...own }) => [
      own,
      ...(minus === undefined ? [] : [minus]),
    ])) {
      const named = read.runs[each.run];
      if (named === undefined)
        throw new Error(`unknown run: "${each.run}". Known: ${Object.keys(read.runs).join(', ')}`);
      if (!named.policies.includes(each.policy))
        throw new Error(
          `run "${each.run}" has no policy "${each.policy}". It has ${named.policies.join(', ')}`,
        );
    }
  }
  return read;
}

/** The figures that tables show of one policy of a run, each once. */
export function figuresOf({ tables }: FiguresSpec, run: string, policy: string): string[] {
  const shown = tables.flatMap(({ columns, rows }) => {
    const shows = columns.some(
      ({ minus, ...own }) => isArm(own, run, policy) || (minus !== undefined && isArm(minus, run, policy)),
    );
    return shows ? rows.map(({ of }) => of) : [];
  });
  return [...new Set(shown)];
}

function isArm(each: z.infer<typeof arm>, run: string, policy: string): boolean {
  return each.run === run && each.policy === policy;
}
