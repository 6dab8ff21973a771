/**
 * Exceptions that somebody had to be asked about (`exception`): what answering them took of people, and the least that answering each rightly
 * could have.
 *
 * 1. The measure is work of people: what their tasks cost; and where an answer was wrong, what a person's least work on it comes to, since somebody has to
 *    put it right. A remedy takes no work.
 * 2. A question counts when it is answered. The list of questions is the run's own: a wrong answer may bring more of them, and that is not in the bound.
 */

import * as types from '#orchestrator/core/actor-types';
import { NEXT_ROLE } from '#orchestrator/core/open-task';
import type { ExceptionContext, ExceptionOption } from '#orchestrator/decisions/exception';
import { EXCEPTION_CLASSES } from '#orchestrator/processes/exceptions/classes';
import type { Recorder } from '#scenarios/recording/recorder';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Random } from '#sim/random/random';
import { type CaseLabel, type KnownOfLoad, labelOf } from './case-labels.ts';
import { DeskPrices, type DeskTaskKey } from './desk-prices.ts';
import type { EndedRun, PointFacts, PointNotes } from './point-facts.ts';

/** Actors whose tasks have remedies, as recordings call them. */
const ACTORS: Readonly<Record<number, string>> = {
  [types.ORDER]: 'order',
  [types.SHIPMENT]: 'shipment',
  [types.LOAD]: 'load',
  [types.FREIGHT_INVOICE]: 'freight-invoice',
  [types.CLAIM]: 'claim',
  [types.CUSTOMS_ENTRY]: 'customs-entry',
  [types.PURCHASE_ORDER]: 'purchase-order',
  [types.INBOUND_RECEIPT]: 'inbound-receipt',
  [types.DOCK_APPOINTMENT]: 'dock-appointment',
};
const OF_LOADS: readonly number[] = [types.LOAD, types.FREIGHT_INVOICE];

interface NotedCase {
  readonly context: ExceptionContext;
  readonly options: readonly ExceptionOption[];
  readonly chosen: number;
  role: string;
  workMinor: number;
  /** Index of the answer; null = there is none yet. */
  answer: number | null;
}

/** A question that was answered. Minor units. */
export interface CaseOutcome {
  readonly context: ExceptionContext;
  readonly label: CaseLabel;
  readonly chosen: number;
  readonly answer: number;
  readonly came: number;
  readonly least: number;
}

export class CaseNotes implements PointNotes {
  private readonly desk: DeskPrices;
  private readonly tellsMistakes: boolean;
  private readonly cases: NotedCase[] = [];
  /** By actor and number of the task. */
  private readonly withPerson = new Map<string, NotedCase>();
  private readonly lost = new Set<number>();
  private readonly billed = new Set<number>();
  private readonly overbilled = new Set<number>();

  constructor(world: OutboundWorld, random: Random) {
    this.desk = new DeskPrices(world, random);
    this.tellsMistakes = world.market.tellsMistakes === true;
  }

  readonly hears: Partial<Recorder> = {
    decision: (...cells) => {
      if (cells[1] !== 'exception') return;
      const context = cells[16] as ExceptionContext;
      const options = cells[17] as readonly ExceptionOption[];
      const chosen = options[cells[10]];
      const role = EXCEPTION_CLASSES[context.exception]!.role;
      const noted: NotedCase = { context, options, chosen: cells[10], role, workMinor: 0, answer: null };
      this.cases.push(noted);
      if (chosen !== undefined && chosen.answer >= 0) noted.answer = chosen.answer;
      else this.withPerson.set(keyOf(ACTORS[context.type], context.key, context.no), noted);
    },
    task: (_now, role, type, key, _kind, _dueAt, state, body) => {
      const { no, answer } = body as { readonly no: number; readonly answer?: number };
      const noted = this.withPerson.get(keyOf(type, key, role === NEXT_ROLE ? no - 1 : no));
      if (noted === undefined) return;
      if (state === 'open' && role !== NEXT_ROLE) noted.role = role;
      noted.workMinor += this.desk.minorOf(role, state, body);
      if (state === 'answered') noted.answer ??= answer!;
    },
    business: (_time, event, _owner, _type, key) => {
      if (event === 'loadLost') this.lost.add(key);
      else if (event === 'freightBilled') this.billed.add(key);
      else if (event === 'freightBillMistaken') this.overbilled.add(key);
    },
  };

  facts({ end }: EndedRun): Promise<PointFacts | null> {
    const answered = this.answered(end === 'empty');
    if (answered.length === 0) return Promise.resolve(null);
    let [came, bound, answers] = [0, 0, 0];
    for (const each of answered) {
      came += each.came;
      bound += each.least;
      answers += each.chosen === each.label.option ? 1 : 0;
    }
    const of = answered.length;
    return Promise.resolve({
      ...{ point: 'exception', unit: 'money', decisions: of, came, bound, open: 0 },
      right: { answers, of },
    });
  }

  /** Question by question. @param settles nothing more could happen at the end of the run */
  answered(settles: boolean): readonly CaseOutcome[] {
    return this.cases.flatMap((noted) => {
      const { context, options, chosen, answer, workMinor } = noted;
      if (answer === null) return [];
      const usual = this.desk.rightAnswer(noted.role, context.task);
      const label = labelOf(context, options, usual, this.knownOf(context));
      const byPersonMinor = this.desk.leastOf(taskOf(noted), { settles }).minor;
      const came = workMinor + (answer === label.answer ? 0 : byPersonMinor);
      const least = options[label.option]!.answer < 0 ? byPersonMinor : 0;
      return [{ context, label, chosen, answer, came, least }];
    });
  }

  private knownOf({ type, key }: ExceptionContext): KnownOfLoad | null {
    if (!OF_LOADS.includes(type)) return null;
    const overbilled = this.tellsMistakes ? this.overbilled.has(key) : null;
    return { lost: this.lost.has(key), billed: this.billed.has(key), overbilled };
  }
}

function taskOf({ role, context: { type, key, task: kind, no } }: NotedCase): DeskTaskKey {
  // An order's escalation is of the kind of its task.
  return { role, type, key, kind, no, ...(type === types.ORDER ? { escalation: kind } : {}) };
}

function keyOf(type: string | undefined, key: number, no: number): string {
  return `${type} ${key} ${no}`;
}
