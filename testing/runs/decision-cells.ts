/** A decision as it is handed to a recorder: cells of a row of the table of decisions, for tests of whoever listens. */
import type { Recorder } from '#scenarios/recording/recorder';

type Cells = Parameters<Recorder['decision']>;

interface Said {
  readonly point: string;
  readonly entityType: string;
  readonly entityKey: number;
  readonly policy: string;
  readonly mode: string;
  readonly removed: number;
  readonly chosen: number;
  readonly context: unknown;
  readonly options: readonly unknown[];
  readonly answer: string | null;
}

export function decisionCells(said: Partial<Said>): Cells {
  const { point = 'sourcing', entityType = 'order', entityKey = 1, policy = 'p', mode = 'active' } = said;
  const { removed = 0, chosen = 0, context = {}, options = [], answer = null } = said;
  const candidates = options.length;
  return [
    0,
    point,
    entityType,
    entityKey,
    1,
    policy,
    null,
    mode,
    candidates,
    removed,
    chosen,
    null,
    null,
    null,
    null,
    0,
    context,
    options,
    null,
    chosen,
    null,
    '',
    answer,
    '',
  ];
}
