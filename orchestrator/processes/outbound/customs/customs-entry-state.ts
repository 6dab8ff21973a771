/** What a customs entry knows: its table and its state. */
import type { Declaration, DeclaredGoods } from '../../../contracts/customs.ts';
import { noTask, type OpenTask } from '../../../core/open-task.ts';
import { transitionTable } from '../../../core/transition-table.ts';

export type CustomsEntryStatus =
  | 'new'
  | 'lodged'
  | 'queried'
  | 'accepted'
  | 'held'
  | 'released'
  | 'refused'
  | 'withdrawn';

/** Customs reads it, or waits for a document. */
const UNDECIDED = ['lodged', 'queried'] as const;
const OPEN = [...UNDECIDED, 'accepted', 'held'] as const;

export const CUSTOMS_ENTRY_TABLE = transitionTable<CustomsEntryStatus>(
  'new',
  ['released', 'refused', 'withdrawn'],
  [
    ['new', 'openEntry', 'lodged'],
    ['lodged', 'declarationAccepted', 'accepted'],
    ['lodged', 'declarationQueried', 'queried'],
    ['lodged', 'timer', 'lodged'],
    ['lodged', 'taskAnswered', 'lodged'],
    ['queried', 'timer', 'queried'],
    ['queried', 'taskAnswered', 'queried'],
    ['queried', 'answerQuery', 'lodged'],
    // The truck stands at the border, and the papers are not accepted yet.
    ...UNDECIDED.map((from) => [from, 'goodsHeld', from] as const),
    ['accepted', 'goodsHeld', 'held'],
    ['held', 'goodsHeld', 'held'],
    ...OPEN.flatMap(
      (from) =>
        [
          [from, 'goodsReleased', 'released'],
          [from, 'goodsRefused', 'refused'],
          [from, 'entryAmended', from],
        ] as const,
    ),
    ...([...UNDECIDED, 'accepted'] as const).map((from) => [from, 'withdrawEntry', 'withdrawn'] as const),
  ],
);

export interface CustomsEntryState extends OpenTask {
  status: CustomsEntryStatus;
  country: number;
  /** Number of the export declaration. */
  declaration: number;
  /** Kept until it is accepted, so that it can be lodged again. */
  goods: Declaration | null;
  /** Movement reference number; 0 = not accepted. */
  reference: number;
  /** The last query of customs, and the document that it is about. */
  query: number;
  document: number;
  /** Since when its goods stand at the border, and `CUSTOMS_HOLD`; -1 = they do not. */
  heldAt: number;
  hold: number;
  feesMinor: number;
  /** How often customs was asked again; tasks for the desk. */
  asked: number;
  rounds: number;
}

/** Timers of a customs entry, by number. */
export const ENTRY_TIMERS = ['watch', 'escalation'] as const;
export const ENTRY_WATCH = 0;
export const ENTRY_ESCALATION = 1;

export function initialEntry(): CustomsEntryState {
  return {
    status: CUSTOMS_ENTRY_TABLE.initial,
    country: -1,
    declaration: 0,
    goods: null,
    reference: 0,
    query: 0,
    document: 0,
    heldAt: -1,
    hold: 0,
    feesMinor: 0,
    asked: 0,
    rounds: 0,
    ...noTask(),
  };
}

/** Moves along a row that the table must have. */
export function moveEntry(draft: CustomsEntryState, kind: string): void {
  const next = CUSTOMS_ENTRY_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`customs entry has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}

/** What is declared from now on. */
export function declared(draft: CustomsEntryState, { products, units, valueMinor }: DeclaredGoods): void {
  if (draft.goods !== null) draft.goods = { ...draft.goods, products, units, valueMinor };
}
