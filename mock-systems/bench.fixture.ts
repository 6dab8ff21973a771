/** How benches of mock systems note what a mock writes into the business log, and what it says to the core. */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { Kernel } from '#sim/kernel';
import type { MockSystem } from './mock-system.ts';

/** What a mock wrote down; `at` in ms since the bench's start. */
export interface Written {
  readonly event: string;
  readonly key: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
  readonly at: number;
}

/** What it said to the core; `at` in ms since the bench's start. */
export interface Said {
  readonly kind: string;
  readonly key: number;
  readonly a: number;
  readonly b: number;
  readonly body: unknown;
  readonly at: number;
}

/** Notes each event as `owner.event type key#n(a,b)`. */
export function linesInto(lines: string[]): BusinessLog {
  return {
    business: (event, owner, type, key, n, a, b) => {
      lines.push(`${owner}.${event} ${type} ${key}#${n}(${a},${b})`);
    },
  };
}

export function writtenInto(written: Written[], kernel: Kernel, startAt: number): BusinessLog {
  return {
    business: (event, _owner, _type, key, n, a, b) => {
      written.push({ event, key, n, a, b, at: kernel.now - startAt });
    },
  };
}

export function noteSaid(
  { output }: MockSystem<unknown>,
  said: Said[],
  kernel: Kernel,
  startAt: number,
): void {
  output.subscribe(({ kind, key, a, b, body }) =>
    said.push({ kind, key, a, b, body, at: kernel.now - startAt }),
  );
}
