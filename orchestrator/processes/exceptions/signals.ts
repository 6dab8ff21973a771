/**
 * By what each exception of outbound and customs is noticed, and when it is over. That of inbound is in `signals-inbound.ts`.
 *
 * 1. Nothing is noticed that the actor itself does not act upon: an exception is what it writes down, says, asks or audits.
 */
import { CONDITION } from '../../contracts/erp.ts';
import type { DecidedInput } from '../../core/actor.ts';
import * as types from '../../core/actor-types.ts';
import type { DelayOption } from '../../decisions/delay-response.ts';
import type { OutboundMessageState } from '../../middleware/outbound-message-state.ts';
import type { CustomsEntryState } from '../outbound/customs/customs-entry-state.ts';
import type { ExceptionCaseState } from '../outbound/exception-case.ts';
import type { ClaimState } from '../outbound/freight/claim.ts';
import type { FreightInvoiceState } from '../outbound/freight/freight-invoice-state.ts';
import type { LoadState } from '../outbound/load/load-state.ts';
import { type OrderState, PHASE } from '../outbound/order/order-state.ts';
import type { ShipmentState } from '../outbound/shipment/shipment-state.ts';
import { EXCEPTION } from './classes.ts';
import type { Watch, WatchRule } from './watch.ts';

const atOnce = (): boolean => true;

const ORDER: Watch<OrderState> = {
  type: types.ORDER,
  rules: [
    {
      exception: EXCEPTION.creditHold,
      signals: [['task', 'creditHold']],
      over: ({ status }) => status !== 'held',
      stakeMinor: orderValue,
    },
    {
      exception: EXCEPTION.dataMissing,
      signals: [['task', 'weightMissing']],
      over: ({ status }) => status !== 'incomplete',
      stakeMinor: orderValue,
    },
    {
      exception: EXCEPTION.noRoute,
      signals: [['task', 'noRoute']],
      over: ({ status }) => status !== 'no-route',
      stakeMinor: orderValue,
    },
    {
      exception: EXCEPTION.noStock,
      signals: [['event', 'lineBackordered']],
      over: ({ backordered }) => backordered.every((units) => units === 0),
      stakeMinor: ({ backordered, unitPriceMinor }) => worthOf(backordered, unitPriceMinor),
    },
    {
      exception: EXCEPTION.promiseMissed,
      signals: [['event', 'promiseMissed', 'a']],
      over: ({ status, phases }) =>
        status === 'aftercare' ||
        (status === 'closing' && phases.every((phase) => phase === PHASE.none || phase >= PHASE.delivered)),
      stakeMinor: orderValue,
    },
    {
      exception: EXCEPTION.ratingSilent,
      signals: [['task', 'ratingUnanswered']],
      over: ({ status }) => status !== 'rating',
      stakeMinor: orderValue,
    },
  ],
};

/** What arrived is told ERP; how it arrived is `b` of that. */
function arrivedAs(exception: number, condition: number): WatchRule<ShipmentState> {
  return {
    exception,
    signals: [['send', 'reportDelivery', 'a']],
    means: (b) => b === condition,
    over: ({ status }) => status !== 'claiming' && status !== 'billing',
    stakeMinor: shipmentValue,
  };
}

const SHIPMENT: Watch<ShipmentState> = {
  type: types.SHIPMENT,
  rules: [
    // Its order sources the rest again, with what else it lacks: that is its matter.
    {
      exception: EXCEPTION.shortPick,
      signals: [['tell', 'shipmentShort']],
      over: atOnce,
      stakeMinor: shipmentValue,
    },
    {
      exception: EXCEPTION.licenceUsedUp,
      signals: [['task', 'licenceUsedUp']],
      over: ({ status }) => status !== 'awaiting-licence',
      stakeMinor: shipmentValue,
    },
    arrivedAs(EXCEPTION.damaged, CONDITION.damaged),
    arrivedAs(EXCEPTION.refused, CONDITION.refused),
    arrivedAs(EXCEPTION.lost, CONDITION.lost),
  ],
};

const ARRIVED: ReadonlySet<LoadState['status']> = new Set(['delivered', 'closed', 'given-up', 'cancelled']);
const loadValue = ({ valueMinor }: LoadState): number => valueMinor;

const LOAD: Watch<LoadState> = {
  type: types.LOAD,
  rules: [
    {
      exception: EXCEPTION.noCarrier,
      signals: [['task', 'loadWithoutCarrier']],
      over: ({ status }) => status !== 'planning',
      stakeMinor: loadValue,
    },
    {
      exception: EXCEPTION.missedPickup,
      signals: [['event', 'truckNoShow']],
      // Somebody has come.
      over: ({ status }) => status === 'loading' || status === 'in-transit' || ARRIVED.has(status),
      stakeMinor: loadValue,
    },
    {
      exception: EXCEPTION.delay,
      signals: [['event', 'loadAtRisk']],
      over: ({ status }) => ARRIVED.has(status),
      stakeMinor: loadValue,
      recommends: (input) => input.kind === 'decided' && doesMoreThanWait(input as DecidedInput),
    },
    {
      exception: EXCEPTION.noNews,
      signals: [['task', 'noNews']],
      over: ({ status, openTask }) => openTask === 0 || ARRIVED.has(status),
      stakeMinor: loadValue,
    },
    {
      exception: EXCEPTION.papersRefused,
      signals: [['event', 'loadRefusedByRule']],
      over: ({ status }) => status !== 'papers',
      stakeMinor: loadValue,
    },
    {
      exception: EXCEPTION.partnerSilent,
      signals: [
        ['task', 'loadUnrated'],
        ['task', 'carrierUnanswered'],
        ['task', 'bookingUnanswered'],
        ['task', 'papersUnanswered'],
        ['task', 'noAppointment'],
        ['task', 'truckNotLoaded'],
      ],
      over: ({ openTask }) => openTask === 0,
      stakeMinor: loadValue,
    },
    {
      exception: EXCEPTION.unknownCode,
      signals: [['audit', 'unknownMilestone']],
      over: ({ status }) => ARRIVED.has(status),
    },
    // Those agreed to count, for the bill, too: that rule has settled it.
    { exception: EXCEPTION.termsDiffer, signals: [['event', 'bookedTermsDiffer']], over: atOnce },
  ],
};

const FREIGHT_INVOICE: Watch<FreightInvoiceState> = {
  type: types.FREIGHT_INVOICE,
  rules: [
    {
      exception: EXCEPTION.invoiceMismatch,
      signals: [
        ['event', 'freightDisputed'],
        ['task', 'disputedBill'],
      ],
      over: ({ status }) => status !== 'disputed' && status !== 'auditing',
      stakeMinor: ({ billedMinor, agreedMinor }) => Math.max(0, billedMinor - agreedMinor),
    },
    {
      exception: EXCEPTION.noBill,
      signals: [['task', 'noBill']],
      over: ({ status, openTask }) => status !== 'expected' || openTask === 0,
      stakeMinor: ({ agreedMinor }) => agreedMinor,
    },
  ],
};

const CUSTOMS_ENTRY: Watch<CustomsEntryState> = {
  type: types.CUSTOMS_ENTRY,
  rules: [
    {
      exception: EXCEPTION.customsQuery,
      signals: [['task', 'documentQueried']],
      over: ({ status }) => status !== 'queried',
    },
    // Released, refused or sent back: then the entry is finished.
    { exception: EXCEPTION.customsHold, signals: [['tell', 'entryHeld', 'a']], over: () => false },
    {
      exception: EXCEPTION.customsSilent,
      signals: [['task', 'declarationUnanswered']],
      over: ({ status }) => status !== 'lodged',
    },
  ],
};

const CLAIM: Watch<ClaimState> = {
  type: types.CLAIM,
  rules: [
    {
      exception: EXCEPTION.claimSilent,
      signals: [['task', 'claimUnanswered']],
      over: ({ status }) => status !== 'chased',
      stakeMinor: ({ claimedMinor }) => claimedMinor,
    },
  ],
};

const OUTBOUND_MESSAGE: Watch<OutboundMessageState> = {
  type: types.OUTBOUND_MESSAGE,
  rules: [
    {
      exception: EXCEPTION.deadLetter,
      signals: [
        ['event', 'messageDeadLettered'],
        ['task', 'deadLetter'],
      ],
      over: ({ status }) => status !== 'dead',
    },
  ],
};

const LATE_INPUT: Watch<ExceptionCaseState> = {
  type: types.EXCEPTION_CASE,
  rules: [
    {
      exception: EXCEPTION.lateInput,
      signals: [
        ['event', 'exceptionOpened'],
        ['task', 'lateInput'],
      ],
      over: ({ status }) => status !== 'open',
    },
  ],
};

export const OUTBOUND_WATCHES: readonly Watch[] = [
  ORDER,
  SHIPMENT,
  LOAD,
  FREIGHT_INVOICE,
  CUSTOMS_ENTRY,
  CLAIM,
  OUTBOUND_MESSAGE,
  LATE_INPUT,
];

/** Where no option is left, nothing is done either. */
function doesMoreThanWait({ body }: DecidedInput): boolean {
  const { action = 'wait' } = (body.option as DelayOption | null) ?? {};
  return body.point === 'delay-response' && action !== 'wait';
}

function orderValue({ ordered, unitPriceMinor }: OrderState): number {
  return worthOf(ordered, unitPriceMinor);
}

function shipmentValue({ units, unitPriceMinor }: ShipmentState): number {
  return worthOf(units, unitPriceMinor);
}

function worthOf(units: readonly number[], unitPriceMinor: readonly number[]): number {
  let minor = 0;
  for (let line = 0; line < units.length; line++) minor += units[line]! * (unitPriceMinor[line] ?? 0);
  return minor;
}
