/** What can be answered to each kind of task without the person that it is meant for: the candidates of decision point `exception`. */
import type { ExceptionOption, Remedy } from '../../decisions/exception.ts';

const PERSON: ExceptionOption = { remedy: 'person', answer: -1 };

/** @param remedies by answer */
function candidates(...remedies: readonly Remedy[]): readonly ExceptionOption[] {
  return [PERSON, ...remedies.map((remedy, answer) => ({ remedy, answer }))];
}

/** By kind of task. A kind that is not here needs what only a person knows, or may do: a document, a licence, credit, a message that no system takes. */
const REMEDIES: Readonly<Record<string, readonly ExceptionOption[]>> = {
  weightMissing: candidates('ask-again'),
  ratingUnanswered: candidates('ask-again'),
  noRoute: candidates('ask-again', 'cancel'),
  loadWithoutCarrier: candidates('tender-again', 'source-again'),
  loadUnrated: candidates('ask-again'),
  carrierUnanswered: candidates('ask-again'),
  bookingUnanswered: candidates('ask-again'),
  papersUnanswered: candidates('ask-again'),
  noAppointment: candidates('ask-again'),
  truckNotLoaded: candidates('ask-again'),
  noNews: candidates('wait', 'write-off'),
  disputedBill: candidates('pay-agreed', 'pay-billed'),
  noBill: candidates('ask-again', 'write-off'),
  declarationUnanswered: candidates('ask-again'),
  claimUnanswered: candidates('write-off'),
  noNotice: candidates('wait', 'cancel'),
  orderUnanswered: candidates('send-again', 'cancel'),
  shortDelivery: candidates('wait', 'write-off'),
  cancellationUnanswered: candidates('ask-again'),
  noSlot: candidates('ask-again', 'go-without'),
  slotUnanswered: candidates('ask-again'),
  discrepancy: candidates('accept', 'send-back'),
  notCounted: candidates('wait'),
  notPutAway: candidates('ask-again'),
};

/** Empty where only a person can answer. */
export function remediesFor(task: string): readonly ExceptionOption[] {
  return REMEDIES[task] ?? NONE;
}

const NONE: readonly ExceptionOption[] = [];
