/**
 * The context as numbers: what libraries of bandits take.
 *
 * 1. Yes or no is 1 or 0; an instant is hours from the question, so that a model does not learn the calendar by heart; lists and names
 *    are left out.
 */
import type { ExportType } from '../../export/export-table.ts';
import { contextTypes } from '../log-columns.ts';
import type { LogRow } from '../log-row.ts';
import type { LoggedPoint } from '../logged-point.ts';

const HOUR_MS = 3_600_000;

export interface ContextNumber {
  readonly name: string;
  readonly unit: string;
  /** null = there is none. */
  of(row: LogRow): number | null;
}

export function contextNumbers(point: LoggedPoint): ContextNumber[] {
  return Object.entries(contextTypes(point)).flatMap(([field, type]) => {
    const number = NUMBERS[type];
    if (number === undefined) return [];
    const of = (row: LogRow): number | null => {
      const value = row.context[field];
      return value === null || value === undefined ? null : number(value, row);
    };
    const unit = type === 'instant' ? 'hours from the question' : point.context[field]![0];
    return [{ name: field, unit, of }];
  });
}

const NUMBERS: Readonly<Partial<Record<ExportType, (value: unknown, row: LogRow) => number>>> = {
  float64: Number,
  bool: Number,
  instant: (value, { time }) => (Number(value) - time) / HOUR_MS,
};
