/**
 * The proof of delivery of a load: read, asked for again, or done without.
 *
 * 1. What a proof does not name counts as lost: nobody has seen it arrive.
 * 2. One that can't be read says that it is there, and nothing more. Another copy is asked for, so many times; then it counts as good by
 *    rule, or a person goes after it as after a load of which nothing is heard, and nobody is told anything before one can be read.
 */
import { MILESTONE, type PodReceived, UNREAD } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { FREIGHT_INVOICE, SHIPMENT } from '../inputs.ts';
import { arrive } from './load-arrival.ts';
import { noteArrival } from './load-prediction.ts';
import { tellTms } from './load-requests.ts';
import { takeSilence } from './load-silence.ts';
import type { LoadState } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { closeTrack, handToQuality } from './load-track.ts';
import { waitsNoMore } from './load-waiting.ts';

export function takePod(
  draft: LoadState,
  input: PodReceived,
  network: Network,
  now: Instant,
  out: Out,
): void {
  if (input.b !== draft.carrier) {
    out.audit('formerCarrier', `proof of delivery of carrier ${input.b}`);
    return;
  }
  const unread = input.body.shipments.some(({ condition }) => condition === UNREAD);
  if (unread && !isWaived(draft, input, network, out)) {
    askForCopy(draft, input.key, network, now, out);
    return;
  }
  if (!unread && network.proof !== undefined) out.event('proofReceived', 1, input.a, draft.proofsUnread);
  const proof = unread ? takenAsGood(input) : input;
  closeTrack(draft, proof.key, out);
  noteArrival(draft, proof.a, out);
  if (!handToQuality(draft, proof, out)) tellShipments(draft, proof, out);
  tellTms(draft, proof.key, MILESTONE.delivered, proof.a, proof.a, out);
  if (draft.billExpected && !draft.settled) out.tell(FREIGHT_INVOICE, proof.key, 'billDue', 0, 0, null);
  arrive(draft, proof.kind, out);
}

/** Counts it. @returns whether the rule does without one that can be read */
function isWaived(draft: LoadState, { a: deliveredAt }: PodReceived, { proof }: Network, out: Out): boolean {
  draft.proofsUnread += 1;
  out.event('proofUnread', draft.proofsUnread, deliveredAt, draft.carrier);
  if (proof?.waived !== true || draft.proofsUnread <= proof.copiesMax) return false;
  out.event('proofWaived', 1, deliveredAt, draft.proofsUnread);
  return true;
}

/** While the warehouse or another carrier is waited for, that comes first. */
function askForCopy(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const { limits, proof } = network;
  moveLoad(draft, 'proofUnread');
  if (draft.status !== 'in-transit') return;
  waitsNoMore(draft, out);
  draft.heardAt = now;
  const copiesMax = proof?.copiesMax ?? limits.statusRequestsMax;
  draft.asked = draft.proofsUnread <= copiesMax ? 0 : limits.statusRequestsMax;
  takeSilence(draft, key, network, now, out);
}

function takenAsGood(input: PodReceived): PodReceived {
  const shipments = input.body.shipments.map((each) =>
    each.condition === UNREAD ? { ...each, condition: CONDITION.good } : each,
  );
  return { ...input, body: { shipments } };
}

function tellShipments({ shipments }: LoadState, { a: deliveredAt, body }: PodReceived, out: Out): void {
  const proven = new Map(body.shipments.map((each) => [each.shipment, each]));
  for (const shipment of shipments) {
    const { condition = CONDITION.lost, exceptions } = proven.get(shipment) ?? {};
    const differing = exceptions === undefined ? null : { exceptions };
    out.tell(SHIPMENT, shipment, 'stopDelivered', deliveredAt, condition, differing);
  }
}
