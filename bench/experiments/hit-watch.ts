/**
 * Which of the hits that a scenario writes down have hit something: the others are slips of a file, or of another version's numbers.
 *
 * 1. A hit behind another one of the same transmission hits nothing; nor does one where an outage took the transmission.
 */
import { type Envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { EventFate, Fate } from '#scenarios/twin/faults/fate';
import type { FaultWatch, WatchedStep } from '#scenarios/twin/faults/fault-plan';
import { MessageHits, StepHits } from '#scenarios/twin/faults/hits';
import { CALL_FAULTS, type MessageHit, type StepHit } from '#scenarios/world/fault-settings';

export type WrittenHit = MessageHit | StepHit;

interface Hits {
  readonly hits: readonly MessageHit[];
  readonly stepHits: readonly StepHit[];
}

export class HitWatch implements FaultWatch {
  private readonly all: Hits;
  private readonly calls: MessageHits;
  private readonly events: MessageHits;
  private readonly steps: StepHits;
  private readonly struck = new Set<WrittenHit>();

  /** @param nameOf a type of actor, in recordings */
  constructor(all: Hits, nameOf: (type: number) => string | undefined) {
    this.all = all;
    const isCall = ({ kind }: MessageHit): boolean => (CALL_FAULTS as readonly string[]).includes(kind);
    this.calls = new MessageHits(all.hits.filter(isCall));
    this.events = new MessageHits(all.hits.filter((hit) => !isCall(hit)));
    this.steps = new StepHits(all.stepHits, { nameOf });
  }

  /** Those that have hit nothing so far: of messages, then of steps, in the order of the file. */
  idle(): readonly WrittenHit[] {
    return [...this.all.hits, ...this.all.stepHits].filter((hit) => !this.struck.has(hit));
  }

  transmission(message: Envelope, attempt: number, now: number, fate: Fate | EventFate | null): void {
    if (fate === null) return;
    const isCall = message.toType === PARTNER;
    const partner = isCall ? message.toKey : message.fromKey;
    const hit = (isCall ? this.calls : this.events).of(message, partner, attempt, now);
    if (hit !== null && hit.kind === fate.fault) this.struck.add(hit);
  }

  step({ message, carried, type, key, n, now, lateMs }: WatchedStep): void {
    if (lateMs < 0) return;
    const hit = this.steps.of(message, carried, type, key, n, now);
    if (hit !== null) this.struck.add(hit);
  }
}
