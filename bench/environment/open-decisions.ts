/**
 * Decisions whose outcome is not known yet, and outcomes that nobody has been told yet.
 *
 * 1. Each decision about an order or a load has one outcome: when its order is done, or its load paid or lost; else at the end, not settled.
 *    Decisions about other things have none of their own: what they cost is in the rewards.
 * 2. What is kept goes with the order or load.
 */
import type { Settled } from './cost-meter.ts';

export interface Outcome {
  readonly decision: number;
  /** Of its order or load, all of it: minor units. */
  readonly costMinor: number;
  /** Past the promise, ms, < 0 = before it; null = nothing has arrived. */
  readonly lateMs: number | null;
  /** From the decision to its outcome, ms. */
  readonly delayMs: number;
  /** false = the episode ended before. */
  readonly settled: boolean;
}

export interface MadeDecision {
  readonly decision: number;
  readonly entityType: string;
  readonly entityKey: number;
  /** Epoch ms. */
  readonly at: number;
}

const NOTHING: readonly Outcome[] = [];

export class OpenDecisions {
  private readonly orders = new Map<number, MadeDecision[]>();
  private readonly loads = new Map<number, MadeDecision[]>();
  private told: Outcome[] = [];

  add({ decision, entityType, entityKey, at }: MadeDecision): void {
    const open = this.openOf(entityType);
    if (open === null) return;
    const made = { decision, entityType, entityKey, at };
    const others = open.get(entityKey);
    if (others === undefined) open.set(entityKey, [made]);
    else others.push(made);
  }

  /** @param now epoch ms */
  settle(settled: Settled, now: number): void {
    const { entityType, entityKey } = settled;
    const open = this.openOf(entityType)!;
    const made = open.get(entityKey);
    if (made === undefined) return;
    open.delete(entityKey);
    for (const each of made) this.tell(each, settled, now, true);
  }

  /** The episode is over: what is open is told as it stands, in the order in which it was decided. */
  end(soFar: (entityType: string, entityKey: number) => Settled | null, now: number): void {
    const open = [...this.orders.values(), ...this.loads.values()].flat();
    open.sort((x, y) => x.decision - y.decision);
    this.orders.clear();
    this.loads.clear();
    for (const made of open) this.tell(made, soFar(made.entityType, made.entityKey), now, false);
  }

  /** What has not been told yet. */
  take(): readonly Outcome[] {
    const { told } = this;
    if (told.length === 0) return NOTHING;
    this.told = [];
    return told;
  }

  private openOf(entityType: string): Map<number, MadeDecision[]> | null {
    if (entityType === 'order') return this.orders;
    return entityType === 'load' ? this.loads : null;
  }

  private tell({ decision, at }: MadeDecision, known: Settled | null, now: number, settled: boolean): void {
    const { costMinor, lateMs } = known ?? { costMinor: 0, lateMs: null };
    this.told.push({ decision, costMinor, lateMs, delayMs: now - at, settled });
  }
}
