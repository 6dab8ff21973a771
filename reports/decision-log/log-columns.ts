/**
 * Columns of the decision log: the same for all points, then `context.*`, `feature.*` (of the option chosen) and `outcome.*`, which are
 * the point's own.
 *
 * 1. A column's type follows from its description alone, so that logs of any runs fit together: unit `yes or no` a bool, `epoch ms` an
 *    instant, `name` a text; what goes by line or is none of these JSON; everything else a number.
 */
import type { ExportColumn, ExportType } from '../export/export-table.ts';
import { RUN_COLUMNS } from '../export/recorded-table.ts';
import { authorityOf, counted, type Fields, type LogRow, propensities } from './log-row.ts';
import type { LoggedPoint } from './logged-point.ts';
import { rewardOf } from './outcomes/outcome.ts';
import { outcomeOf } from './outcomes/outcomes.ts';

/** A column, and what a row has in it. */
export interface LogColumn extends ExportColumn {
  of(row: LogRow): unknown;
}

const column = (
  name: string,
  type: ExportType,
  unit: string,
  doc: string,
  of: (row: LogRow) => unknown,
): LogColumn => ({
  name,
  type,
  nullable: false,
  unit,
  doc,
  of,
});
const optional = (...given: Parameters<typeof column>): LogColumn => ({
  ...column(...given),
  nullable: true,
});

const QUESTION: readonly LogColumn[] = [
  column('decision', 'uint32', '', 'row of the table `decisions`, from 1', (row) => row.decision),
  column('time', 'instant', 'UTC', 'question put, virtual time', (row) => row.time),
  column('entityType', 'text', '', 'kind of thing it is about', (row) => row.entityType),
  column(
    'entityKey',
    'uint32',
    '',
    'its number; with seed, entity and attempt every draw behind it is named',
    (row) => row.entityKey,
  ),
  column('attempt', 'uint32', '', 'named attempt, from 1', (row) => row.attempt),
];

const ANSWER: readonly LogColumn[] = [
  column('policy', 'text', '', 'in force', (row) => row.policy),
  optional('policyDigest', 'text', '', 'of a model', (row) => row.policyDigest),
  column(
    'mode',
    'text',
    '',
    'of that policy: `active`, `canary`, `shadow`; `person`, `confirm`',
    (row) => row.mode,
  ),
  column(
    'counted',
    'bool',
    '',
    'false = a shadow: what it chose counted for nothing, and the outcome is not its own',
    counted,
  ),
  column(
    'candidates',
    'json',
    '',
    'options, in the order offered: fields as the point describes them',
    (row) => JSON.stringify(row.options),
  ),
  column(
    'removedBy',
    'texts',
    '',
    'by candidate: the hard rule that removed it; null = it was offered',
    (row) => row.ruledOut,
  ),
  optional(
    'scores',
    'numbers',
    '',
    "by candidate: the model's score, more is better; null = none",
    (row) => row.scores,
  ),
  column(
    'features',
    'floats',
    '',
    'by candidate, row by row: the columns `feature.*` of each',
    (row) => row.features,
  ),
  column(
    'propensities',
    'numbers',
    'share',
    'by candidate: probability of being chosen; null = not known',
    propensities,
  ),
  column('chosen', 'int32', 'index', 'of the candidate chosen, from 0; -1 = none', (row) => row.chosen),
  optional(
    'propensity',
    'float64',
    'share',
    'of what was chosen; null = somebody overruled a policy that draws',
    (row) => row.propensity,
  ),
  column(
    'recommended',
    'int32',
    'index',
    'of the candidate that the policy advised; -1 = none',
    (row) => row.recommended,
  ),
  optional('confidence', 'float64', 'share', 'of the model', (row) => row.confidence),
  optional('fallback', 'text', '', "why the policy's answer was not used", (row) => row.fallback),
  optional('override', 'text', '', 'who decided instead', (row) => row.override),
  column(
    'authority',
    'text',
    '',
    "`kept`, `beyond`: a model's limit of authority was checked; `none`: there was none to check",
    authorityOf,
  ),
  column('latencyMs', 'float64', 'ms', 'thinking time', (row) => row.latencyMs),
  column('inputDigest', 'text', '', 'of context, options and views', (row) => row.inputDigest),
  column('auditHash', 'text', '', 'of the chain of decisions', (row) => row.auditHash),
];

/** @param reward the outcome column that it is made of */
export function logColumns(point: LoggedPoint, reward = outcomeOf(point.name).reward): readonly LogColumn[] {
  return [
    ...QUESTION,
    ...contextColumns(point),
    ...ANSWER,
    ...featureColumns(point),
    ...outcomeColumns(point, reward),
  ];
}

/** What stands in front, and these. */
export function exportColumns(columns: readonly LogColumn[]): readonly ExportColumn[] {
  return [...RUN_COLUMNS, ...columns];
}

function contextColumns(point: LoggedPoint): LogColumn[] {
  const { name, context } = point;
  const types = contextTypes(point);
  return Object.entries(context).map(([field, [unit, doc]]) => {
    const type = types[field]!;
    return optional(`context.${field}`, type, type === 'instant' ? 'UTC' : unit, doc, ({ context: of }) =>
      fieldOf(name, field, type, of),
    );
  });
}

/** By field of the context. */
export function contextTypes({ context }: LoggedPoint): Readonly<Record<string, ExportType>> {
  return Object.fromEntries(
    Object.entries(context).map(([field, [unit, doc]]) => [field, typeOf(unit, doc)]),
  );
}

const LISTS = new Set(['numbers', 'list', 'rating', 'or null']);

function typeOf(unit: string, doc: string): ExportType {
  if (unit === 'yes or no') return 'bool';
  if (unit === 'epoch ms') return 'instant';
  if (unit === 'name') return 'text';
  return LISTS.has(unit) || /\bby line\b/.test(doc) ? 'json' : 'float64';
}

const PLAIN: Readonly<Partial<Record<ExportType, string>>> = {
  bool: 'boolean',
  instant: 'number',
  text: 'string',
  float64: 'number',
};

function fieldOf(point: string, field: string, type: ExportType, context: Fields): unknown {
  const value = context[field];
  if (value === null || value === undefined) return null;
  if (type === 'json') return JSON.stringify(value);
  if (typeof value !== PLAIN[type])
    throw new TypeError(
      `${point}: context.${field} is ${JSON.stringify(value)}, and its unit says it is a ${PLAIN[type]}`,
    );
  return type === 'instant' ? Math.round(value as number) : value;
}

function featureColumns({ features: { columns } }: LoggedPoint): LogColumn[] {
  return columns.map(({ name, unit, doc }, i) =>
    optional(`feature.${name}`, 'float64', unit, `of the candidate chosen: ${doc}`, ({ chosen, features }) =>
      chosen < 0 ? null : features[chosen * columns.length + i],
    ),
  );
}

function outcomeColumns({ name: point }: LoggedPoint, reward: string): LogColumn[] {
  const { columns } = outcomeOf(point);
  const at = columns.findIndex(({ name }) => name === reward);
  const known = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  const sign = columns[at]!.better === 'less' ? 'minus ' : '';
  return [
    ...columns.map(({ name, unit, doc }, i) =>
      optional(`outcome.${name}`, 'float64', unit, doc, ({ outcome }) => known(outcome[i])),
    ),
    optional(
      'outcomeKnownAt',
      'instant',
      'UTC',
      'when the last of it was settled; null = it is not known',
      (row) => known(row.outcomeKnownAt),
    ),
    optional('outcomeLagMs', 'float64', 'ms', 'from the question until then', (row) =>
      known(row.outcomeKnownAt - row.time),
    ),
    optional(
      'reward',
      'float64',
      columns[at]!.unit,
      `the more the better: ${sign}\`outcome.${reward}\``,
      ({ outcome }) => known(rewardOf(columns[at]!, outcome[at]!)),
    ),
  ];
}
