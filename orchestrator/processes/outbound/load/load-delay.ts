/**
 * A load on the road that will be late: who is told, and who decides whether to pay for speed or to have another carrier take it on.
 *
 * 1. Each customer is told of a risk once, and again only when the estimate has moved by a step.
 * 2. What to do is asked twice a load, no more; speed is paid for once.
 */
import type { ExpediteAnswered } from '../../../contracts/carriers.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import type { LoadRated, Rating } from '../../../contracts/tms.ts';
import type { DecidedInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import type { DelayContext, DelayOption } from '../../../decisions/delay-response.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { FREIGHT_INVOICE, SHIPMENT } from '../inputs.ts';
import { expectedAt, takePrediction } from './load-prediction.ts';
import { askOnward, mayReroute, onwardOptions, reroute } from './load-reroute.ts';
import { type LoadState, NOT_ASKED } from './load-state.ts';

/** How often one load is asked about: once it is late, and once more when it is later. */
const DELAYS_MAX = 2;

/** Later than promised by more than the limit: customers hear of it, and somebody decides whether to pay for speed. */
export function noteDelay(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const { slaRiskMs, expediteMinorMax } = network.limits;
  const late = expectedAt(draft) > draft.promisedAt + slaRiskMs;
  if (!late && !draft.atRisk) return;
  if (!draft.atRisk) {
    draft.atRisk = true;
    out.event('loadAtRisk', 1, expectedAt(draft), draft.promisedAt);
  }
  tellCustomers(draft, network, out);
  if (!late || draft.delays === DELAYS_MAX || draft.onward !== null) return;
  if (mayReroute(draft, network)) {
    draft.delays += 1;
    const rated = askOnward(draft, key, network, now, out);
    if (rated !== null) weighOnward(draft, rated, network, now, out);
  } else if (expediteMinorMax > 0) {
    draft.delays += 1;
    askDelayResponse(draft, [], network, out);
  }
}

/**
 * Whose promise the estimate breaks; and who was told of a risk hears of it again when the estimate has moved by a step, also
 * when it has moved back.
 */
function tellCustomers(draft: LoadState, { limits }: Network, out: Out): void {
  const { shipments, promises, told } = draft;
  const estimatedAt = expectedAt(draft);
  for (let i = 0; i < shipments.length; i++) {
    const before = told[i]!;
    const news =
      before === 0
        ? estimatedAt > promises[i]! + limits.slaRiskMs
        : Math.abs(estimatedAt - before) >= limits.noticeStepMs;
    if (!news) continue;
    told[i] = estimatedAt;
    out.tell(SHIPMENT, shipments[i]!, 'deliveryAtRisk', estimatedAt, 0, null);
  }
}

/** TMS has said who could take it on. @returns whether that was asked */
export function takeOnwardRatings(
  draft: LoadState,
  input: LoadRated,
  network: Network,
  now: Instant,
  out: Out,
): boolean {
  if (draft.onward === null || input.a !== draft.ratings) return false;
  weighOnward(draft, input.body.ratings, network, now, out);
  return true;
}

function weighOnward(
  draft: LoadState,
  rated: readonly Rating[],
  network: Network,
  now: Instant,
  out: Out,
): void {
  const options = onwardOptions(draft, rated, network, now);
  if (options.length === 0 && network.limits.expediteMinorMax === 0) draft.onward = null;
  else askDelayResponse(draft, options, network, out);
}

function askDelayResponse(
  draft: LoadState,
  onward: readonly DelayOption[],
  { limits }: Network,
  out: Out,
): void {
  const context: DelayContext = {
    lane: draft.lane,
    carrier: draft.carrier,
    shipments: draft.shipments.length,
    valueMinor: draft.valueMinor,
    promisedAt: draft.promisedAt,
    estimatedAt: expectedAt(draft),
    freightMinor: draft.agreedMinor,
  };
  const options: DelayOption[] = [{ action: 'wait', costMinor: 0, onward: null }];
  if (limits.expediteMinorMax > 0)
    options.push({ action: 'expedite', costMinor: limits.expediteMinorMax, onward: null });
  options.push(...onward);
  out.ask({ point: 'delay-response', attempt: draft.delays, context, options }, []);
}

/** Predicted late: what follows is as if the carrier had said so. */
export function takePredicted(
  draft: LoadState,
  input: DecidedInput,
  network: Network,
  now: Instant,
  out: Out,
): void {
  if (takePrediction(draft, input, network, out)) noteDelay(draft, input.key, network, now, out);
}

export function takeDelayResponse(
  draft: LoadState,
  input: DecidedInput,
  network: Network,
  now: Instant,
  out: Out,
): void {
  // Whoever takes long to answer may be asked again meanwhile, about a later estimate: that answer counts.
  if (input.b < draft.delays) {
    out.audit('inputNotExpected', `response to delay ${input.b}, asked about is ${draft.delays}`);
    return;
  }
  const option = input.body.option as DelayOption | null;
  if (option?.action === 'reroute') reroute(draft, input.key, option, network, now, out);
  else draft.onward = null;
  if (option?.action !== 'expedite' || draft.expediteMinor !== NOT_ASKED) return;
  draft.expediteMinor = option.costMinor;
  out.event('expediteRequested', input.b, option.costMinor, draft.carrier);
  out.send(
    carrierPartner(draft.carrier),
    'requestExpedite',
    input.key,
    option.costMinor,
    draft.carrier,
    null,
  );
}

/** X12 element 150 of what speed costs. */
const EXPEDITE_CODE = 'EXP';

/** A carrier that goes faster may bill it: once, however often it says so. */
export function takeExpediteAnswer(draft: LoadState, input: ExpediteAnswered, out: Out): void {
  const { expediteMinor } = draft;
  if (expediteMinor <= 0) {
    out.audit('repeatedAnswer', 'expedite answered, and nobody had asked');
    return;
  }
  draft.expediteMinor = 0;
  out.event('expediteAnswered', 1, input.a, input.b);
  if (input.a !== 1 || draft.unpriced || draft.settled) return;
  out.tell(FREIGHT_INVOICE, input.key, 'expectCharge', expediteMinor, 0, { code: EXPEDITE_CODE });
}
