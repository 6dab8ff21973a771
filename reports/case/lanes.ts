/** Lanes of a case: systems, from where orders come to where money goes; what is shown of a line on one. */
import type { CaseEntry, CaseKind } from './case-view.ts';

const ORDER = [
  'CRM',
  'ERP',
  'WMS',
  'TMS',
  'core',
  'people',
  'carriers',
  'customs',
  'telematics',
  'fleet',
  'stores',
  'ledger',
];

/** Those that something stands on, in their order; others last. */
export function lanesOf(entries: readonly CaseEntry[]): string[] {
  const there = new Set(entries.flatMap(({ system, to }) => (to === null ? [system] : [system, to])));
  const others = [...there].filter((lane) => !ORDER.includes(lane)).sort();
  return [...ORDER.filter((lane) => there.has(lane)), ...others];
}

/** How a line is drawn: by shape, and by colour as well. */
export interface Mark {
  readonly kind: CaseKind;
  readonly title: string;
  readonly symbol: 'circle' | 'diamond' | 'square' | 'triangle' | 'times' | 'plus';
  readonly color: string;
  /** As text beside the picture. */
  readonly sign: string;
}

export const MARKS: readonly Mark[] = [
  { kind: 'event', title: 'something happened', symbol: 'circle', color: 'var(--arm0)', sign: '●' },
  { kind: 'decision', title: 'decision', symbol: 'diamond', color: 'var(--arm2)', sign: '◆' },
  { kind: 'task', title: 'work for a person', symbol: 'square', color: 'var(--arm3)', sign: '■' },
  { kind: 'posting', title: 'posting', symbol: 'triangle', color: 'var(--arm1)', sign: '▲' },
  { kind: 'fault', title: 'fault', symbol: 'times', color: 'var(--bad)', sign: '×' },
  { kind: 'note', title: 'note', symbol: 'plus', color: 'var(--soft)', sign: '+' },
];
