/** Chains of RxJS `timer`s and `delay`s, on our scheduler and on RxJS's own virtual scheduler. */
import {
  delay,
  of,
  type SchedulerAction,
  type SchedulerLike,
  Subscription,
  timer,
  VirtualTimeScheduler,
} from 'rxjs';
import { Kernel } from '#sim/kernel';
import { CalendarScheduler } from '#sim/rx/calendar-scheduler';
import { cpuMs } from '../../harness/measure.ts';
import type { Sample } from '../../harness/section.ts';
import { delayTable, TABLE } from '../delays.ts';

export interface ChainOptions {
  /** `none` runs actions in the order in which they came, whatever their delay: what RxJS itself costs. */
  readonly scheduler: 'calendar' | 'virtual' | 'none';
  readonly operator: 'timer' | 'delay';
  /** Chains under way, each with one action pending at any time. */
  readonly chains: number;
  /** Timers pending beside them that are not due while it is measured, as SLA timers are. */
  readonly standing: number;
  /** Actions measured, after as many as `warmup`. */
  readonly actions: number;
  readonly warmup: number;
}

/** CPU us an action. */
export function chains({ scheduler, operator, chains, standing, actions, warmup }: ChainOptions): Sample {
  const delays = delayTable('exponential');
  const { on, run } = schedulerOf(scheduler);
  const last = warmup + actions;
  let ran = 0;
  let before = 0;
  let after = 0;
  const link = (chain: number): void => {
    const ms = delays[(ran + Math.imul(chain, 7)) & (TABLE - 1)]! * 1000;
    const step = (): void => {
      ran += 1;
      if (ran === warmup) before = cpuMs();
      if (ran === last) after = cpuMs();
      // What is still pending then ends, unmeasured.
      if (ran < last) link(chain);
    };
    if (operator === 'timer') timer(ms, on).subscribe(step);
    else of(chain).pipe(delay(ms, on)).subscribe(step);
  };
  for (let n = 0; n < standing; n++) timer(1e12 + delays[n & (TABLE - 1)]!, on).subscribe();
  for (let chain = 0; chain < chains; chain++) link(chain);
  run();
  return { value: ((after - before) * 1000) / actions };
}

interface Driven {
  readonly on: SchedulerLike;
  run(): void;
}

function schedulerOf(kind: ChainOptions['scheduler']): Driven {
  switch (kind) {
    case 'calendar': {
      const kernel = new Kernel();
      return { on: new CalendarScheduler(kernel), run: () => kernel.run() };
    }
    case 'virtual': {
      const virtual = new VirtualTimeScheduler();
      return { on: virtual, run: () => virtual.flush() };
    }
    case 'none': {
      const queue = new FirstComeScheduler();
      return { on: queue, run: () => queue.run() };
    }
  }
}

class FirstComeScheduler implements SchedulerLike {
  private queue: (() => void)[] = [];

  now(): number {
    return 0;
  }

  schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, _delay?: number, state?: T): Subscription {
    const action = new Subscription() as SchedulerAction<T>;
    this.queue.push(() => {
      if (!action.closed) work.call(action, state);
    });
    return action;
  }

  run(): void {
    while (this.queue.length > 0) {
      const batch = this.queue;
      this.queue = [];
      for (const job of batch) job();
    }
  }
}
