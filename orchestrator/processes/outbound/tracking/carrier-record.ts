/**
 * View: what the core has seen of a carrier, by carrier number. Loads tell it when they have arrived, freight invoices of bills and disputes;
 * it comes with questions of `delay-prediction` and `invoice-anomaly`.
 *
 * 1. It is there only where one of these points is asked.
 */
import type { Actor } from '../../../core/actor.ts';
import { transitionTable } from '../../../core/transition-table.ts';
import {
  type CarrierRecordPicture,
  LATENESS_EDGES_HOURS,
  latenessBin,
} from '../../../decisions/carrier-record.ts';
import { CARRIER_RECORD, type CarrierRecordInput, type LoadArrived } from './inputs.ts';

export type CarrierRecordStatus = 'current';

export const CARRIER_RECORD_TABLE = transitionTable<CarrierRecordStatus>(
  'current',
  [],
  (['loadArrived', 'billTaken', 'billRepeated', 'disputeEnded'] as const).map(
    (kind) => ['current', kind, 'current'] as const,
  ),
);

export type CarrierRecordState = {
  -readonly [Field in keyof CarrierRecordPicture]: CarrierRecordPicture[Field] extends number
    ? number
    : number[];
};

/** Of what a carrier usually bills too much the last so many bills say most: prices of fuel move within weeks. Source: assumption. */
const USUAL_BILLS = 8;
/** Milestones that a record has a place for. */
const MILESTONES = 16;

export const carrierRecordActor: Actor<CarrierRecordState, CarrierRecordInput> = {
  type: CARRIER_RECORD,
  name: 'carrier-record',
  version: 1,
  creates: ['loadArrived', 'billTaken', 'billRepeated', 'disputeEnded'],
  timers: [],
  initial: initialRecord,
  migrate: (_old, from) => {
    throw new Error(`carrier-record state of version ${from} is unknown`);
  },
  step: (draft, input, _now, out) => {
    if (CARRIER_RECORD_TABLE.next('current', input.kind) === null) {
      out.audit('inputNotExpected', input.kind);
      return;
    }
    take(draft, input);
  },
  finished: () => false,
  outcome: ({ loads, bills, disputes, corrected }, sink) => {
    for (const each of [loads, bills, disputes, corrected]) sink.number(each);
  },
};

function take(draft: CarrierRecordState, input: CarrierRecordInput): void {
  switch (input.kind) {
    case 'loadArrived':
      arrive(draft, input);
      return;
    case 'billTaken':
      draft.bills += 1;
      if (input.a > 0) draft.billsAbove += 1;
      draft.usuallyAbove += Math.round((input.a - draft.usuallyAbove) / USUAL_BILLS);
      return;
    case 'billRepeated':
      draft.duplicates += 1;
      return;
    case 'disputeEnded':
      draft.disputes += 1;
      draft.corrected += input.a;
  }
}

function arrive(draft: CarrierRecordState, { a: latenessMs, b: transitMs, body }: LoadArrived): void {
  draft.loads += 1;
  draft.lateness[latenessBin(latenessMs)]! += 1;
  if (transitMs <= 0) return;
  const { passed } = body;
  for (let i = 0; i < passed.length; i += 2) {
    const milestone = passed[i]!;
    draft.passed[milestone]! += 1;
    draft.passedAtSum[milestone]! += Math.min(
      1000,
      Math.max(0, Math.round((passed[i + 1]! * 1000) / transitMs)),
    );
  }
}

function initialRecord(): CarrierRecordState {
  return {
    loads: 0,
    lateness: new Array<number>(LATENESS_EDGES_HOURS.length + 1).fill(0),
    passed: new Array<number>(MILESTONES).fill(0),
    passedAtSum: new Array<number>(MILESTONES).fill(0),
    bills: 0,
    billsAbove: 0,
    usuallyAbove: 0,
    duplicates: 0,
    disputes: 0,
    corrected: 0,
  };
}
