/** Fields of a question in a reader's words: names for numbers, times, money. What it has no words for stands as it is. */
import { count, decimal, duration, instant, money } from '../text/format.ts';

/** Names by the kind of thing, index = number. */
export interface NamesOfThings {
  readonly nodes: readonly string[];
  readonly places: readonly string[];
  readonly carriers: readonly string[];
  readonly services: readonly string[];
  readonly products: readonly string[];
  readonly customers: readonly string[];
  readonly lanes: readonly string[];
  readonly suppliers?: readonly string[];
}

/** Which names the number in a field stands for. */
const NAMED_BY: Readonly<Record<string, keyof NamesOfThings>> = {
  node: 'nodes',
  source: 'nodes',
  origin: 'places',
  destination: 'places',
  carrier: 'carriers',
  service: 'services',
  products: 'products',
  customer: 'customers',
  lane: 'lanes',
  supplier: 'suppliers',
};

/** Values of a list that are shown. */
const SHOWN = 6;

export function fieldWords(
  { name, unit }: { readonly name: string; readonly unit: string },
  value: unknown,
  names: NamesOfThings,
): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) {
    if (value.length === 0) return '–';
    const shown = value.slice(0, SHOWN).map((each) => fieldWords({ name, unit }, each, names));
    const more = value.length - SHOWN;
    return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  }
  if (typeof value === 'object') return partsWords(value, names);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? numberWords(name, unit, value, names) : String(value);
}

/** Of a value that is several. */
function partsWords(value: object, names: NamesOfThings): string {
  return Object.entries(value)
    .map(([name, each]) => `${name} ${fieldWords({ name, unit: unitOf(name) }, each, names)}`)
    .join(', ');
}

/** By the unit that ends a name, as the house has it. */
function unitOf(name: string): string {
  if (name.endsWith('Minor')) return 'minor units';
  if (name.endsWith('Grams')) return 'g';
  if (name.endsWith('Ms')) return 'ms';
  return name.endsWith('At') ? 'epoch ms' : '';
}

function numberWords(name: string, unit: string, value: number, names: NamesOfThings): string {
  const kind = NAMED_BY[name];
  const called = kind === undefined ? undefined : names[kind]?.[value];
  if (called !== undefined) return called;
  switch (unit) {
    case 'minor units':
      return money(value);
    case 'epoch ms':
      return instant(value);
    case 'ms':
      return duration(value);
    case 'g':
      return `${decimal(value / 1000, 1)} kg`;
    case 'number':
    case 'numbers':
    case 'index':
    case 'rank':
    case '':
      return String(value);
    default:
      return `${Number.isInteger(value) ? count(value) : decimal(value, 2)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
  }
}
