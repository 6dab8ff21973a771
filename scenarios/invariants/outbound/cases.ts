/**
 * Cases: what must hold of exceptions where they are cases, by what the core has written down.
 *
 * 1. exceptions-are-cases: what the core writes down as gone wrong has a case within a day, and an entity and class one at a time.
 * 2. It is classified, escalated and resolved while it is open, each once an opening. Whoever is said to have resolved it by
 *    recommendation has followed one.
 * 3. At the end each case belongs to somebody who still lives: open or resolved, it does not outlive its entity.
 * 4. Memory: what is open.
 */
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { CaseState } from '#orchestrator/processes/exceptions/case-state';
import {
  caseKey,
  EXCEPTION,
  EXCEPTION_NAMES,
  exceptionOf,
  RESOLVED_BY,
} from '#orchestrator/processes/exceptions/classes';
import { CASE } from '#orchestrator/processes/exceptions/inputs';
import { DAY_MS } from '#sim/shifts/civil';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { EventName } from './events.ts';
import { type CoreStates, type Rule, type Rules, violated } from './part.ts';

const INVARIANT = 'exceptions-are-cases';

/** What the core writes down as gone wrong, and the class of its case. */
const WRITTEN_DOWN: Readonly<Partial<Record<EventName, number>>> = {
  lineBackordered: EXCEPTION.noStock,
  promiseMissed: EXCEPTION.promiseMissed,
  truckNoShow: EXCEPTION.missedPickup,
  loadAtRisk: EXCEPTION.delay,
  loadRefusedByRule: EXCEPTION.papersRefused,
  bookedTermsDiffer: EXCEPTION.termsDiffer,
  freightDisputed: EXCEPTION.invoiceMismatch,
  receiptDiscrepant: EXCEPTION.discrepancy,
  appointmentMissed: EXCEPTION.missedSlot,
  messageDeadLettered: EXCEPTION.deadLetter,
  exceptionOpened: EXCEPTION.lateInput,
};

interface OpenCase {
  readonly opening: number;
  readonly classified: boolean;
  readonly escalated: boolean;
  readonly remedied: boolean;
}

interface Saved {
  readonly open: ReadonlyMap<number, OpenCase>;
  readonly awaited: ReadonlyMap<number, number>;
}

export class CaseRules {
  /** None where exceptions are no cases. */
  readonly rules: Rules;
  private readonly core: () => CoreStates;
  private readonly hasCases: boolean;
  private open = new Map<number, OpenCase>();
  /** Cases to come, and since when. */
  private awaited = new Map<number, number>();

  constructor({ network }: Pick<OutboundWorld, 'network'>, core: () => CoreStates) {
    this.core = core;
    this.hasCases = network.cases !== undefined;
    this.rules = this.hasCases ? { ...this.writtenDown(), ...this.ofCases() } : {};
  }

  /** What was noticed a day ago has its case. */
  daily(time: number): void {
    for (const [key, since] of this.awaited)
      if (time - since > DAY_MS)
        violated(INVARIANT, `${nameOf(key)}: noticed a day ago, and there is no case`);
  }

  /** When nothing more can happen. */
  atEnd(): void {
    for (const key of this.awaited.keys())
      violated(INVARIANT, `${nameOf(key)}: noticed, and there is no case`);
    if (!this.hasCases) return;
    for (const key of this.open.keys())
      if (!this.hasEntity(key))
        violated(INVARIANT, `${nameOf(key)}: open at the end, and its entity is gone`);
    for (const key of this.core().living(CASE as ActorTypeNo))
      if (!this.hasEntity(key))
        violated(INVARIANT, `${nameOf(key)}: its entity is gone, and it has not ended with it`);
  }

  private hasEntity(key: number): boolean {
    const core = this.core();
    const state = core.state<CaseState>(CASE as ActorTypeNo, key);
    return state !== undefined && core.state(state.type as ActorTypeNo, state.key) !== undefined;
  }

  save(): Saved {
    return { open: new Map(this.open), awaited: new Map(this.awaited) };
  }

  load(saved: Saved): void {
    this.open = new Map(saved.open);
    this.awaited = new Map(saved.awaited);
  }

  private writtenDown(): Rules {
    const rules: Partial<Record<EventName, Rule>> = {};
    for (const [event, exception] of Object.entries(WRITTEN_DOWN))
      rules[event as EventName] = (time, entity) => {
        const key = caseKey(entity, exception);
        if (!this.open.has(key) && !this.awaited.has(key)) this.awaited.set(key, time);
      };
    return rules;
  }

  private ofCases(): Rules {
    return {
      caseOpened: (_time, key, n, exception) => this.opened(key, n, exception),
      caseClassified: (_time, key, n) => {
        const open = this.openAs(key, n, 'classified');
        if (open.classified) violated(INVARIANT, `${nameOf(key)}: classified a second time`);
        this.open.set(key, { ...open, classified: true });
      },
      caseRemedied: (_time, key) => {
        const open = this.open.get(key);
        if (open === undefined) violated(INVARIANT, `${nameOf(key)}: a remedy is chosen, and it is not open`);
        this.open.set(key, { ...open, remedied: true });
      },
      caseEscalated: (_time, key, n) => {
        const open = this.openAs(key, n, 'escalated');
        if (open.escalated) violated(INVARIANT, `${nameOf(key)}: escalated a second time`);
        this.open.set(key, { ...open, escalated: true });
      },
      caseResolved: (_time, key, n, by) => this.resolved(key, n, by),
    };
  }

  private opened(key: number, n: number, exception: number): void {
    if (this.open.has(key)) violated(INVARIANT, `${nameOf(key)}: opened, and it is open`);
    if (exception !== exceptionOf(key))
      violated(INVARIANT, `${nameOf(key)}: opened as ${EXCEPTION_NAMES[exception] ?? exception}`);
    this.awaited.delete(key);
    this.open.set(key, { opening: n, classified: false, escalated: false, remedied: false });
  }

  private resolved(key: number, n: number, by: number): void {
    const { classified, remedied } = this.openAs(key, n, 'resolved');
    if (!classified) violated(INVARIANT, `${nameOf(key)}: resolved, and it was never classified`);
    if (by < RESOLVED_BY.rule || by > RESOLVED_BY.person)
      violated(INVARIANT, `${nameOf(key)}: resolved by ${by}, whom nobody knows`);
    // What to do about a delay is recommended at a point of its own.
    if (by === RESOLVED_BY.recommendation && !remedied && exceptionOf(key) !== EXCEPTION.delay)
      violated(INVARIANT, `${nameOf(key)}: resolved by a recommendation, and none was followed`);
    this.open.delete(key);
  }

  private openAs(key: number, n: number, what: string): OpenCase {
    const open = this.open.get(key);
    if (open === undefined || open.opening !== n)
      violated(INVARIANT, `${nameOf(key)}: ${what} as no. ${n}, open is ${open?.opening ?? 'none'}`);
    return open;
  }
}

function nameOf(key: number): string {
  return `case ${key} (${EXCEPTION_NAMES[exceptionOf(key)] ?? 'of no class'})`;
}
