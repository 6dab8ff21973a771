/** Decisions about an order and what is its: what was chosen, by whom, and what became of the advice. */
import { fieldWords, type NamesOfThings } from '../counterfactual/field-words.ts';
import type { BodyDecoder } from '../recording/bodies/decoder.ts';
import { decimal } from '../text/format.ts';
import type { Entries } from './entries.ts';
import { aboutOrder } from './find-events.ts';
import type { Found } from './find-parts.ts';
import { type Cells, TableCells } from './table-cells.ts';

/** Options of a question that are shown in a line: the one that was chosen. */
const OPTION_FIELDS = [
  'node',
  'carrier',
  'service',
  'mode',
  'kind',
  'arrivesAt',
  'freightMinor',
  'amountMinor',
];

/** How many. */
export function findDecisions(
  dir: string,
  decoder: BodyDecoder | null,
  { parts }: Found,
  names: NamesOfThings,
  entries: Entries,
): number {
  let found = 0;
  const table = new TableCells(dir, 'decisions', decoder);
  table.look(aboutOrder(parts), (cells) => {
    if (!parts.has(cells.text('entityType'), cells.number('entityKey'))) return;
    if (cells.text('mode') !== 'shadow') found += 1;
    entries.add({
      at: cells.number('now'),
      kind: 'decision',
      system: 'core',
      aboutType: cells.text('entityType'),
      aboutKey: cells.number('entityKey'),
      name: cells.text('point'),
      detail: decisionWords(cells, names),
      table: 'decisions',
      row: cells.no,
    });
  });
  entries.trouble(table.trouble);
  return found;
}

function decisionWords(cells: Cells, names: NamesOfThings): string {
  const chosen = cells.number('chosen');
  const candidates = cells.number('candidates');
  const removed = cells.number('removed');
  const score = cells.numberOrNull('score');
  const fallback = cells.textOrNull('fallback');
  const override = cells.textOrNull('override');
  const mode = cells.text('mode');
  return [
    chosen < 0 ? 'nothing chosen' : `option ${chosen} of ${candidates}${optionWords(cells, chosen, names)}`,
    `by ${cells.text('policy')}${mode === 'active' ? '' : ` (${mode})`}`,
    ...(removed === 0 ? [] : [`${removed} ruled out`]),
    ...(score === null ? [] : [`score ${decimal(score, 3)}`]),
    ...(fallback === null ? [] : [`advice not used: ${fallback}`]),
    ...(override === null ? [] : [`decided instead: ${override}`]),
    `attempt ${cells.number('attempt')}`,
  ].join(', ');
}

function optionWords(cells: Cells, chosen: number, names: NamesOfThings): string {
  const options = cells.body('options');
  const option: unknown = Array.isArray(options) ? options[chosen] : null;
  if (typeof option !== 'object' || option === null) return '';
  const values = option as Readonly<Record<string, unknown>>;
  const parts = OPTION_FIELDS.filter((name) => values[name] !== undefined && values[name] !== null).map(
    (name) => fieldWords({ name, unit: unitOf(name) }, values[name], names),
  );
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function unitOf(name: string): string {
  if (name.endsWith('Minor')) return 'minor units';
  return name.endsWith('At') ? 'epoch ms' : '';
}
