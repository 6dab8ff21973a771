import { type Actor, type Envelope, given, input, transitionTable } from 'dray/processes';

type Input = Envelope<'alarmRaised', null> | Envelope<'taskAnswered', null>;
interface ColdChainCase {
  status: 'new' | 'asked' | 'over';
}

const table = transitionTable(
  'new',
  ['over'],
  [
    ['new', 'alarmRaised', 'asked'],
    ['asked', 'taskAnswered', 'over'],
  ],
);

const coldChainCase: Actor<ColdChainCase, Input> = {
  type: 40,
  name: 'cold-chain case',
  version: 1,
  creates: ['alarmRaised'],
  timers: [],
  initial: () => ({ status: 'new' }),
  migrate: (old) => old as ColdChainCase,
  step(draft, { kind, key }, now, out) {
    const next = table.next(draft.status, kind);
    if (next === null) return out.audit('unexpected', kind);
    draft.status = next;
    if (next === 'asked') {
      const detail = `load ${key} is too warm: go on or throw away?`;
      out.task({ role: 'quality-desk', kind: 'coldChain', no: 1, dueAt: now, detail });
    }
  },
  finished: ({ status }) => table.isOver(status),
  outcome: ({ status }, sink) => sink.name(status),
};

const raised = given(coldChainCase).when(input('alarmRaised', null));
console.log(
  raised.state.status,
  raised.effects.map((effect) => Object.keys(effect)[0]),
);
const answered = given(coldChainCase, [input('alarmRaised', null)]).when(input('taskAnswered', null));
console.log(answered.state.status, answered.finished);
