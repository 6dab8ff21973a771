/** One cell between what it holds and its text. */
import type { FileCell } from '../../contracts/exchange-files.ts';
import { decimalOfMinor, minorOfDecimal } from '../x12/units.ts';
import type { CellType } from './layouts.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const WHOLE = /^-?\d{1,15}$/;

/** Throws where it can't be said: a fault of whoever made the cell. */
export function textOfCell(cell: FileCell, type: CellType, currency: string): string {
  if (cell === null) return '';
  const text = typeof cell === 'number' ? textOfNumber(cell, type, currency) : type === 'text' ? cell : null;
  if (text === null) throw new RangeError(`a cell of type ${type} can't hold ${cell}`);
  return text;
}

function textOfNumber(cell: number, type: CellType, currency: string): string | null {
  switch (type) {
    case 'whole':
      return Number.isSafeInteger(cell) ? String(cell) : null;
    case 'amount':
      return decimalOfMinor(cell, currency);
    case 'instant':
      return Number.isSafeInteger(cell) ? new Date(cell).toISOString() : null;
    case 'flag':
      return cell === 1 ? 'Y' : cell === 0 ? 'N' : null;
    case 'text':
      return null;
  }
}

/** @returns undefined for what is no such cell; null for an empty one */
export function cellOfText(text: string, type: CellType, currency: string): FileCell | undefined {
  if (text === '') return null;
  switch (type) {
    case 'whole':
      return WHOLE.test(text) ? Number(text) : undefined;
    case 'amount':
      return minorOfDecimal(text, currency) ?? undefined;
    case 'instant': {
      const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
      return Number.isNaN(at) ? undefined : at;
    }
    case 'flag':
      return text === 'Y' ? 1 : text === 'N' ? 0 : undefined;
    case 'text':
      return text;
  }
}
