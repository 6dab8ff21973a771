/**
 * The written transition table of an actor.
 *
 * 1. What is not in the table does not happen: `next` answers null, and the actor reports the input.
 * 2. A terminal state has no way out.
 */

/** [from, input kind, to] */
export type Transition<State extends string> = readonly [State, string, State];

export interface TransitionTable<State extends string> {
  readonly initial: State;
  readonly terminal: ReadonlySet<State>;
  readonly rows: readonly Transition<State>[];
  /** Whether the state is terminal. */
  isOver(state: State): boolean;
  /** State after `kind` in `from`, or null where the table has no such row. Cost: one map lookup. */
  next(from: State, kind: string): State | null;
}

/** Builds and checks a table: no duplicate row, nothing leaves a terminal state, every state can be reached. */
export function transitionTable<const State extends string>(
  initial: State,
  terminal: readonly State[],
  rows: readonly Transition<State>[],
): TransitionTable<State> {
  const ends = new Set<State>(terminal);
  const byState = new Map<State, Map<string, State>>();
  for (const [from, kind, to] of rows) {
    if (ends.has(from)) throw new Error(`terminal state "${from}" has a way out: "${kind}"`);
    const row = byState.get(from) ?? new Map<string, State>();
    if (row.has(kind)) throw new Error(`two transitions from "${from}" on "${kind}"`);
    byState.set(from, row.set(kind, to));
  }
  const reached = new Set<State>([initial]);
  for (const state of reached) {
    for (const to of byState.get(state)?.values() ?? []) reached.add(to);
  }
  for (const [from, , to] of rows) {
    for (const state of [from, to]) {
      if (!reached.has(state)) throw new Error(`state "${state}" can't be reached from "${initial}"`);
    }
  }
  return {
    initial,
    terminal: ends,
    rows,
    isOver: (state) => {
      // Few, and literals all: comparing them costs less than looking one up.
      for (let i = 0; i < terminal.length; i++) if (terminal[i] === state) return true;
      return false;
    },
    next: (from, kind) => byState.get(from)?.get(kind) ?? null,
  };
}
