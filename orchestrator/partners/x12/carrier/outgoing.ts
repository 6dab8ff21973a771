/**
 * What the core sends to a carrier by X12: tenders wait for the next interchange, interchanges for their 997.
 *
 * 1. A tender is in one place: queued, or in one open interchange. It leaves with the 997 that says what became of it.
 * 2. A tender that is transmitted again while its interchange is open has that interchange sent again, whole and under its
 *    number, so that the carrier knows a repeat. Otherwise it goes into a new one.
 * 3. An interchange without a 997 is forgotten after `keptMs`: nobody waits for it any more.
 */
import type { Envelope } from '../../../contracts/envelope.ts';
import type { X12Interchange } from '../../../contracts/x12-interchange.ts';
import type { X12Acknowledgement, X12LoadTender } from '../../../contracts/x12-payloads.ts';
import { acknowledgementFromX12 } from '../acknowledgement/mapper.ts';
import { nextControl } from '../control-numbers.ts';
import { interchangeTo } from './headers.ts';
import type { TradingPartner } from './trading-partner.ts';

/** Of what the core sends as 204s; 990, 214, 210 are the carrier's. */
const GROUP = 'SM';

export interface QueuedTender {
  readonly message: Envelope;
  readonly attempt: number;
  readonly payload: X12LoadTender;
}

interface OpenInterchange {
  readonly interchange: X12Interchange;
  readonly tenders: readonly QueuedTender[];
  /** Names it beside its control number: the batch that it was closed in. */
  readonly slot: number;
  readonly closedAt: number;
  readonly transmissions: number;
  readonly again: boolean;
}

export interface OutgoingState {
  readonly control: number;
  readonly queued: readonly QueuedTender[];
  readonly open: readonly OpenInterchange[];
}

/** An interchange that goes out now. */
export interface Dispatch {
  readonly interchange: X12Interchange;
  readonly slot: number;
  /** From 1. */
  readonly transmission: number;
}

/** What became of a tender. */
export interface TenderVerdict {
  readonly message: Envelope;
  readonly attempt: number;
  readonly accepted: boolean;
}

export const NOTHING_OUT: OutgoingState = { control: 0, queued: [], open: [] };

/** Takes a transmission in. */
export function offer(state: OutgoingState, tender: QueuedTender): OutgoingState {
  const { counter } = tender.message;
  const newer = (each: QueuedTender): QueuedTender => (each.message.counter === counter ? tender : each);
  if (state.queued.some(({ message }) => message.counter === counter))
    return { ...state, queued: state.queued.map(newer) };
  const holds = ({ tenders }: OpenInterchange): boolean =>
    tenders.some(({ message }) => message.counter === counter);
  if (!state.open.some(holds)) return { ...state, queued: [...state.queued, tender] };
  const open = state.open.map((each) =>
    holds(each) ? { ...each, tenders: each.tenders.map(newer), again: true } : each,
  );
  return { ...state, open };
}

/** The interchanges of this batch: those sent again in the order in which they were closed, then a new one. */
export function close(
  state: OutgoingState,
  partner: TradingPartner,
  slot: number,
  now: number,
  keptMs: number,
): { readonly state: OutgoingState; readonly dispatches: readonly Dispatch[] } {
  let { control } = state;
  const open = state.open
    .filter(({ closedAt, again }) => again || now - closedAt < keptMs)
    .map((each) => (each.again ? { ...each, transmissions: each.transmissions + 1 } : each));
  if (state.queued.length > 0) {
    control = nextControl(control);
    const sets = state.queued.map(({ message, payload }) => ({
      id: '204' as const,
      control: String(message.counter).padStart(9, '0'),
      payload,
    }));
    const interchange = interchangeTo(partner, GROUP, sets, control, now);
    open.push({ interchange, tenders: state.queued, slot, closedAt: now, transmissions: 1, again: true });
  }
  const dispatches = open
    .filter(({ again }) => again)
    .map(({ interchange, slot: of, transmissions }) => ({
      interchange,
      slot: of,
      transmission: transmissions,
    }));
  return {
    state: { control, queued: [], open: open.map((each) => ({ ...each, again: false })) },
    dispatches,
  };
}

/** A 997 has come. One for an interchange that is not open says nothing new. */
export function acknowledged(
  state: OutgoingState,
  payload: X12Acknowledgement,
): { readonly state: OutgoingState; readonly verdicts: readonly TenderVerdict[] } {
  const read = acknowledgementFromX12(payload);
  const found = state.open.find(
    ({ interchange: { control } }) => control === read.groupControl && read.functionalId === GROUP,
  );
  if (found === undefined) return { state, verdicts: [] };
  const verdicts = found.tenders.map(({ message, attempt }): TenderVerdict => {
    const set = read.sets.find(({ control }) => Number(control) === message.counter);
    // A 997 may leave out the sets that it has nothing to say of.
    const accepted = (set ?? read).outcome !== 'rejected';
    return { message, attempt, accepted };
  });
  return { state: { ...state, open: state.open.filter((each) => each !== found) }, verdicts };
}

/** The interchange that carries 997s. */
export function acknowledgementOut(
  state: OutgoingState,
  partner: TradingPartner,
  acknowledgements: readonly X12Acknowledgement[],
  now: number,
): { readonly state: OutgoingState; readonly interchange: X12Interchange } {
  const control = nextControl(state.control);
  const sets = acknowledgements.map((payload, at) => ({
    id: '997' as const,
    control: String(at + 1).padStart(4, '0'),
    payload,
  }));
  return { state: { ...state, control }, interchange: interchangeTo(partner, 'FA', sets, control, now) };
}
