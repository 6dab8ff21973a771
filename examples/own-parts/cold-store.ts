/** Loggers in reefers that raise an alarm when a load is too warm, and the desk that decides; a reminder goes back to the logger. */
import {
  defineProcess,
  type Envelope,
  OWN_SYSTEM,
  type OwnActor,
  type TaskAnsweredInput,
  transitionTable,
} from 'dray/processes';

type Input = Envelope<'loadTooWarm', null> | TaskAnsweredInput;
type Status = 'new' | 'asked' | 'over';

const table = transitionTable<Status>(
  'new',
  ['over'],
  [
    ['new', 'loadTooWarm', 'asked'],
    ['asked', 'taskAnswered', 'over'],
  ],
);

export default defineProcess({
  name: 'cold-store',
  system: {
    name: 'Cold Store Loggers',
    initial: { alarms: 0, reset: 0 },
    hears: ['loadDeparted'],
    takes: ['resetLogger'],
    says: ['loadTooWarm'],
    onEvent({ alarms, reset }, { key }, _now, luck) {
      if (luck.unit('warm') >= 0.2) return {};
      return { state: { alarms: alarms + 1, reset }, says: [{ kind: 'loadTooWarm', key }] };
    },
    onMessage: ({ alarms, reset }) => ({ state: { alarms, reset: reset + 1 } }),
  },
  actor: {
    name: 'cold-case',
    version: 1,
    creates: ['loadTooWarm'],
    timers: [],
    tasks: { 'exception-desk': ['coldChain'] },
    initial: (): { status: Status } => ({ status: 'new' }),
    migrate: (old) => old as { status: Status },
    step(draft, { kind, key }: Input, _now, out) {
      const next = table.next(draft.status, kind);
      if (next === null) return out.audit('unexpected', kind);
      draft.status = next;
      if (next === 'over') return out.send(OWN_SYSTEM, 'resetLogger', key, 0, 0, null);
      const detail = `load ${key} is too warm: go on or throw away?`;
      out.task({ role: 'exception-desk', kind: 'coldChain', no: 1, dueAt: null, detail });
      out.kpi('coldAlarms', 1, 'count');
    },
    finished: ({ status }) => table.isOver(status),
    outcome: ({ status }, sink) => sink.name(status),
  } satisfies OwnActor<{ status: Status }, Input>,
});
