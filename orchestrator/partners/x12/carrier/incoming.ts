/**
 * What the core makes of a carrier's interchange.
 *
 * 1. An interchange is taken once: a repeat is known by its control number, answered as before, and not taken again.
 * 2. A carrier begins at number 1: its first interchange may come after its second, and is no repeat then.
 * 3. Each group gets its 997, whatever the mapper makes of the sets: a 997 speaks of syntax only.
 */
import type { CarrierToCore } from '../../../contracts/carriers.ts';
import type { X12Reading } from '../../../contracts/x12-interchange.ts';
import type { X12Acknowledgement } from '../../../contracts/x12-payloads.ts';
import { FROM_ONE, type ReceivedNumbers, receiveControl } from '../control-numbers.ts';
import type { X12Issue } from '../issues.ts';
import { messageOfSet } from './carrier-messages.ts';
import type { TradingPartner } from './trading-partner.ts';

/**
 * Answers kept for repeats; an older repeat gets none, and a set that was rejected in it is never sent again. A carrier that hears no answer
 * sends again after hours, some times: as many as come in two days, one every five minutes.
 */
const ANSWERS_KEPT = 576;
/** Answers lie in blocks of so many, so that one more copies a block and the list of them, and not all. */
const BLOCK = 24;

interface Answer {
  readonly control: number;
  readonly acknowledgements: readonly X12Acknowledgement[];
}

export interface IncomingState {
  readonly numbers: ReceivedNumbers;
  /** The oldest block first; all but the last are full. */
  readonly answers: readonly (readonly Answer[])[];
}

export const NOTHING_IN: IncomingState = { numbers: FROM_ONE, answers: [] };

export interface Received {
  readonly state: IncomingState;
  readonly repeat: boolean;
  /** Numbers were skipped. */
  readonly gap: boolean;
  readonly messages: readonly CarrierToCore[];
  /** 997s of the carrier for what the core has sent. */
  readonly verdicts: readonly X12Acknowledgement[];
  /** 997s to send. */
  readonly acknowledgements: readonly X12Acknowledgement[];
  /** Sets that could be read and mean nothing, and why. */
  readonly aside: readonly (readonly X12Issue[])[];
}

export function receive(
  state: IncomingState,
  { interchange, acknowledgements }: X12Reading,
  partner: TradingPartner,
  now: number,
): Received {
  const { control, groups } = interchange;
  const { numbers, verdict } = receiveControl(state.numbers, control);
  if (verdict.kind === 'duplicate' || verdict.kind === 'invalid') {
    const again = answerTo(control, state)?.acknowledgements ?? [];
    const nothing = { messages: [], verdicts: [], aside: [] };
    return { state, repeat: true, gap: false, ...nothing, acknowledgements: again };
  }
  const messages: CarrierToCore[] = [];
  const verdicts: X12Acknowledgement[] = [];
  const aside: (readonly X12Issue[])[] = [];
  for (const set of groups.flatMap(({ sets }) => sets)) {
    if (set.id === '997') {
      verdicts.push(set.payload);
      continue;
    }
    const read = messageOfSet(set, partner, now);
    if (read.ok) messages.push(read.value);
    else aside.push(read.issues);
  }
  const answers =
    acknowledgements.length === 0 ? state.answers : withAnswer(state.answers, { control, acknowledgements });
  const gap = verdict.kind === 'gap';
  return { state: { numbers, answers }, repeat: false, gap, messages, verdicts, acknowledgements, aside };
}

function answerTo(control: number, { answers }: IncomingState): Answer | undefined {
  for (const block of answers) {
    const found = block.find((each) => each.control === control);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The oldest block goes when as many as are kept stand behind it. */
function withAnswer(blocks: IncomingState['answers'], answer: Answer): IncomingState['answers'] {
  const last = blocks.at(-1);
  if (last === undefined || last.length === BLOCK) return [...blocks.slice(-ANSWERS_KEPT / BLOCK), [answer]];
  return blocks.with(-1, [...last, answer]);
}
