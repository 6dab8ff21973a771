/**
 * The port through which a run is recorded: one method a table, arguments in the order of its columns, so that a row
 * costs no object. Bodies are handed over as they are, and may change after the call.
 */
import { EVENT_CELLS, type EventLog } from '#sim/kernel';

/** For who may not know the kernel. */
export { EVENT_CELLS, type EventLog };

/** A message, as far as it is recorded. */
export interface Said {
  readonly kind: string;
  readonly fromKey: number;
  readonly sender: number;
  readonly counter: number;
  readonly key: number;
  readonly a: number;
  readonly b: number;
  readonly body?: unknown;
}

/** A state as a decision saw it. */
export interface ViewSeen {
  readonly type: string;
  readonly key: number;
  /** Inputs the actor had taken: the same object of the same version is the same state. */
  readonly version: number;
  readonly ageMs: number | null;
  readonly state: unknown;
}

export interface Recorder {
  /**
   * False: nobody reads by what the record of a decision is proved, the digest of its question and its place in the chain. Both come
   * empty then, and are not computed. Absent: they are.
   */
  readonly provesDecisions?: boolean;
  input(
    now: number,
    actorType: string,
    actorKey: number,
    actorN: number,
    kind: string,
    fromType: string,
    fromKey: number,
    sender: number,
    counter: number,
    key: number,
    a: number,
    b: number,
    body: unknown,
  ): void;
  /** As `input`, with less to hand over; absent: it wants `input`. */
  readonly inputOf?: (
    now: number,
    actorType: string,
    actorKey: number,
    actorN: number,
    fromType: string,
    said: Said,
  ) => void;
  event(time: number, handler: string, priority: number, a: number, b: number): void;
  /**
   * Room for a kernel to write rows into, in place of a call of `event` for each; absent: it wants the calls.
   * @param handlers their names by number; may grow
   */
  readonly eventLog?: (handlers: readonly string[]) => EventLog;
  message(
    sentAt: number,
    dueAt: number,
    kind: string,
    fromType: string,
    fromKey: number,
    toType: string,
    toKey: number,
    sender: number,
    counter: number,
    key: number,
    a: number,
    b: number,
    body: unknown,
  ): void;
  decision(
    now: number,
    point: string,
    entityType: string,
    entityKey: number,
    attempt: number,
    policy: string,
    policyDigest: string | null,
    mode: string,
    candidates: number,
    removed: number,
    chosen: number,
    score: number | null,
    confidence: number | null,
    propensity: number | null,
    fallback: string | null,
    latencyMs: number,
    context: unknown,
    options: unknown,
    views: readonly ViewSeen[] | null,
    recommended: number,
    override: string | null,
    inputDigest: string,
    answer: string | null,
    auditHash: string,
    /** null or absent = none was removed. */
    ruledOut?: readonly (string | null)[] | null,
  ): void;
  /** A model's mode has changed, or was to change; chained with the decisions. */
  mode(
    now: number,
    point: string,
    modelKey: number,
    n: number,
    policy: string,
    policyDigest: string,
    from: string,
    to: string,
    share: number,
    cause: string,
    by: string,
    reason: string,
    decisions: number,
    auditHash: string,
  ): void;
  task(
    now: number,
    role: string,
    entityType: string,
    entityKey: number,
    kind: string,
    dueAt: number | null,
    state: string,
    body: unknown,
  ): void;
  ledger(
    now: number,
    debit: string,
    credit: string,
    amountMinor: number,
    currency: string,
    entityType: string,
    entityKey: number,
    reference: string,
  ): void;
  business(
    time: number,
    event: string,
    owner: string,
    entityType: string,
    entityKey: number,
    entityN: number,
    a: number,
    b: number,
  ): void;
  kpi(time: number, kpi: string, entityType: string, entityKey: number, value: number, unit: string): void;
  audit(now: number, subject: string, entityType: string, entityKey: number, detail: string): void;
  fault(time: number, kind: string, place: string, entityKey: number | null, detail: unknown): void;
  checkpoint(
    event: number,
    time: number,
    digest: string,
    businessDigest: string,
    outcomeDigest: string,
  ): void;
  name(entityType: string, entityKey: number, name: string): void;
}

const ignore = (): void => {};

/** Whether what is told by this method goes anywhere: whoever calls it most need not, where it does not. */
export function hears(recorder: Recorder, method: keyof Recorder): boolean {
  return recorder[method] !== nullRecorder[method];
}

/** Records nothing. */
export const nullRecorder: Recorder = {
  input: ignore,
  event: ignore,
  message: ignore,
  decision: ignore,
  mode: ignore,
  task: ignore,
  ledger: ignore,
  business: ignore,
  kpi: ignore,
  audit: ignore,
  fault: ignore,
  checkpoint: ignore,
  name: ignore,
};
