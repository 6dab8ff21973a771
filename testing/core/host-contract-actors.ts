/** The actors of the host contract: small, and able to do everything an actor may do. */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type {
  Actor,
  DecidedInput,
  InputWithoutActor,
  TaskAnsweredInput,
  TimerInput,
} from '#orchestrator/core/actor';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { Out } from '#orchestrator/core/out';
import type { Instant } from '#orchestrator/model/instant';

export const PARTNER_A = 2;
export const PARTNER_B = 3;

type CounterInput =
  | Envelope<
      | 'open'
      | 'add'
      | 'append'
      | 'tellTwice'
      | 'sendTwice'
      | 'sendB'
      | 'setTimer'
      | 'cancelTimer'
      | 'askBest'
      | 'report'
      | 'failAfterEffects'
      | 'postNothing'
      | 'askPerson'
      | 'close',
      null
    >
  | TimerInput
  | TaskAnsweredInput
  | DecidedInput;

type LedgerInput = Envelope<'book', null>;

export const COUNTER: ActorTypeNo<CounterInput> = 20;
export const LEDGER: ActorTypeNo<LedgerInput> = 21;
export const CASE: ActorTypeNo<InputWithoutActor> = 22;

/** Kinds that partner A sends to the counter. */
export const COUNTER_KINDS = [
  'open',
  'add',
  'append',
  'tellTwice',
  'sendTwice',
  'sendB',
  'setTimer',
  'cancelTimer',
  'askBest',
  'report',
  'failAfterEffects',
  'postNothing',
  'askPerson',
  'close',
] as const;

export interface CounterState {
  count: number;
  digits: number;
  steps: number;
  rings: number;
  decided: number;
  decidedWith: string;
  /** The first answer of a person; 0 = none. */
  answered: number;
  closed: boolean;
}

export interface LedgerState {
  entries: number[];
}

export interface CaseState {
  kinds: string[];
  finished: number[];
}

const noMigration = (_old: unknown, from: number): never => {
  throw new Error(`no version ${from}`);
};

const counter: Actor<CounterState, CounterInput> = {
  type: COUNTER,
  name: 'counter',
  version: 1,
  creates: ['open'],
  timers: ['alarm'],
  initial: () => ({
    count: 0,
    digits: 0,
    steps: 0,
    rings: 0,
    decided: -1,
    decidedWith: '',
    answered: 0,
    closed: false,
  }),
  migrate: noMigration,
  step: (draft, input, now, out) => {
    draft.steps += 1;
    act(draft, input, now, out);
  },
  finished: (state) => state.closed,
  outcome: (state, sink) => sink.number(state.count),
};

function act(draft: CounterState, input: CounterInput, now: Instant, out: Out): void {
  switch (input.kind) {
    case 'open':
      return;
    case 'add':
      draft.count += input.a;
      return;
    case 'append':
      draft.digits = draft.digits * 10 + input.a;
      return;
    case 'tellTwice':
      out.tell(LEDGER, input.key, 'book', input.a, 0, null);
      out.tell(LEDGER, input.key, 'book', input.a + 1, 0, null);
      return;
    case 'sendTwice':
      ship(out, PARTNER_A, input.key, input.a);
      ship(out, PARTNER_A, input.key, input.a + 1);
      return;
    case 'sendB':
      ship(out, PARTNER_B, input.key, input.a);
      return;
    case 'setTimer':
      out.timer(0, (now + input.a) as Instant);
      return;
    case 'cancelTimer':
      out.cancel(0);
      return;
    case 'askBest':
      out.ask({ point: 'sourcing', attempt: 1, context: null, options: ['x', 'y', 'z'] }, [
        { type: LEDGER as ActorTypeNo, key: input.key },
      ]);
      return;
    case 'report':
      out.event('reported', 1, input.a, 0);
      return;
    case 'failAfterEffects':
      draft.count = 999;
      ship(out, PARTNER_A, input.key, 1);
      out.timer(0, (now + 1000) as Instant);
      out.tell(LEDGER, input.key, 'book', 1, 0, null);
      out.event('neverHappened', 1, 0, 0);
      throw new Error('planted');
    case 'postNothing':
      draft.count = 999;
      out.post('freightPaid', Number.NaN);
      return;
    case 'askPerson':
      out.task({ role: 'planner', kind: 'look', no: 1, dueAt: null, detail: 'by hand' });
      return;
    case 'taskAnswered':
      if (draft.answered === 0) draft.answered = input.a;
      return;
    case 'close':
      draft.closed = true;
      return;
    case 'timer':
      draft.rings += 1;
      return;
    case 'decided':
      draft.decided = input.a;
      draft.decidedWith = input.body.policy;
  }
}

function ship(out: Out, partner: number, key: number, a: number): void {
  out.send(partner, 'requestStatus', key, a, 0, null);
}

const ledger: Actor<LedgerState, LedgerInput> = {
  type: LEDGER,
  name: 'ledger',
  version: 1,
  creates: ['book'],
  timers: [],
  initial: () => ({ entries: [] }),
  migrate: noMigration,
  step: (draft, input) => {
    draft.entries.push(input.a);
  },
  finished: () => false,
  outcome: (state, sink) => sink.number(state.entries.length),
};

const lateCase: Actor<CaseState, InputWithoutActor> = {
  type: CASE,
  name: 'case',
  version: 1,
  creates: ['inputWithoutActor'],
  timers: [],
  initial: () => ({ kinds: [], finished: [] }),
  migrate: noMigration,
  step: (draft, input) => {
    draft.kinds.push(input.body.kind);
    draft.finished.push(input.b);
  },
  finished: () => false,
  outcome: (state, sink) => sink.number(state.kinds.length),
};

// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export const CONTRACT_ACTORS: readonly Actor<any, any>[] = [counter, ledger, lateCase];
