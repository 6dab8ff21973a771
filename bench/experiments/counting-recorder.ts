/**
 * What a run needs to know of what goes into its recording: how much was said, what went wrong, what was written last; and the
 * outcomes hear of tasks, which no business event tells.
 */
import type { OutboundOutcomes } from '#reports/kpis/outbound/outcomes';
import type { Recorder } from '#scenarios/recording/recorder';

/** A business event, as the log has it. */
export interface BusinessLine {
  readonly time: number;
  readonly event: string;
  readonly owner: string;
  readonly entityType: string;
  readonly entityKey: number;
  readonly entityN: number;
  readonly a: number;
  readonly b: number;
}

export interface Counted {
  /** In whose stead it is given to the run. */
  readonly recorder: Recorder;
  messages(): number;
  /** By kind, in the order of their names. */
  faults(): Record<string, number>;
  lastBusiness(): BusinessLine | null;
}

export function counting(recorder: Recorder, outcomes: Pick<OutboundOutcomes, 'task'>): Counted {
  let messages = 0;
  const faults = new Map<string, number>();
  const last = { time: 0, event: '', owner: '', entityType: '', entityKey: 0, entityN: 0, a: 0, b: 0 };
  const own: Pick<Recorder, 'message' | 'task' | 'fault' | 'business'> = {
    message: (...args) => {
      messages += 1;
      recorder.message(...args);
    },
    task: (...args) => {
      const [now, role, entityType, key, kind, dueAt, state] = args;
      outcomes.task(now, role, entityType, key, kind, dueAt, state);
      recorder.task(...args);
    },
    fault: (...args) => {
      const [, kind] = args;
      faults.set(kind, (faults.get(kind) ?? 0) + 1);
      recorder.fault(...args);
    },
    business: (time, event, owner, entityType, entityKey, entityN, a, b) => {
      last.time = time;
      last.event = event;
      last.owner = owner;
      last.entityType = entityType;
      last.entityKey = entityKey;
      last.entityN = entityN;
      last.a = a;
      last.b = b;
      recorder.business(time, event, owner, entityType, entityKey, entityN, a, b);
    },
  };
  return {
    recorder: Object.assign(Object.create(recorder), own),
    messages: () => messages,
    faults: () => Object.fromEntries([...faults].sort(([x], [y]) => (x < y ? -1 : 1))),
    lastBusiness: () => (last.event === '' ? null : { ...last }),
  };
}
