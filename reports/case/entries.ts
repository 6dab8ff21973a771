/**
 * Lines of a case as they are found: each gets its lane, what it is about and whether others share that; in the end they stand in time.
 *
 * 1. A row of the recording becomes one line. At one instant the order is that of what happened: events, then what was sent and decided.
 */
import { words as wordsOf } from '../outbound/figures.ts';
import type { CaseEntry, CaseKind } from './case-view.ts';
import type { OrderParts } from './order-parts.ts';

export interface FoundEntry {
  readonly at: number;
  readonly kind: CaseKind;
  /** As recorded: `ERP`, `carrier-1`, `core`. */
  readonly system: string;
  readonly to?: string;
  readonly aboutType: string;
  readonly aboutKey: number;
  /** `goodsIssued` */
  readonly name: string;
  readonly detail?: string;
  readonly document?: string | null;
  readonly latencyMs?: number | null;
  readonly attempt?: number;
  /** Whatever it is about. */
  readonly shared?: boolean;
  readonly table: string;
  readonly row: number;
}

/** At one instant. */
const TURN: readonly CaseKind[] = ['event', 'fault', 'message', 'decision', 'task', 'posting', 'note'];

export class Entries {
  private readonly list: CaseEntry[] = [];
  private readonly parts: OrderParts;
  private readonly sharedLoads: ReadonlySet<number>;
  private readonly gaps: string[];

  constructor(parts: OrderParts, sharedLoads: ReadonlySet<number>, gaps: string[]) {
    this.parts = parts;
    this.sharedLoads = sharedLoads;
    this.gaps = gaps;
  }

  add(found: FoundEntry): void {
    const { at, kind, system, to, aboutType, aboutKey, name, table, row } = found;
    this.list.push({
      at,
      kind,
      system: laneOf(system),
      to: to === undefined ? null : laneOf(to),
      about: `${wordsOf(aboutType)} ${aboutKey}`,
      what: wordsOf(name),
      detail: found.detail ?? '',
      document: found.document ?? null,
      latencyMs: found.latencyMs ?? null,
      attempt: found.attempt ?? null,
      shared: found.shared === true || this.isShared(aboutType, aboutKey),
      table,
      row,
    });
  }

  /** A table that is not whole. */
  trouble(sentence: string | null): void {
    if (sentence !== null && !this.gaps.includes(sentence)) this.gaps.push(sentence);
  }

  inTime(): CaseEntry[] {
    return this.list.toSorted(
      (x, y) => x.at - y.at || TURN.indexOf(x.kind) - TURN.indexOf(y.kind) || x.row - y.row,
    );
  }

  private isShared(type: string, key: number): boolean {
    return type === 'route' || (this.parts.isOfLoad(type) && this.sharedLoads.has(key));
  }
}

/** All carriers stand on one lane: which one it is, the line says. Owners of events and partners are written alike. */
function laneOf(system: string): string {
  if (system === 'carrier' || system.startsWith('carrier-')) return 'carriers';
  const upper = system.toUpperCase();
  return SHORT.has(upper) ? upper : system.toLowerCase();
}

/** Names that are letters. */
const SHORT: ReadonlySet<string> = new Set(['ERP', 'WMS', 'TMS', 'CRM']);
