/**
 * What can go wrong, as classes: how much each weighs, whose it is, who is next, and how long the process's own rules may try.
 *
 * 1. One table. An exception's class follows from what its actor does (`signals.ts`); severity and role from its class and what is
 *    at stake.
 * 2. A class belongs to one type of actor: (entity, class) is the key of a case.
 */

/** Numbers stand in keys, events and recordings: never reuse one. */
export const EXCEPTION = {
  creditHold: 0,
  dataMissing: 1,
  noRoute: 2,
  noStock: 3,
  promiseMissed: 4,
  ratingSilent: 5,
  shortPick: 6,
  licenceUsedUp: 7,
  damaged: 8,
  refused: 9,
  lost: 10,
  noCarrier: 11,
  missedPickup: 12,
  delay: 13,
  noNews: 14,
  papersRefused: 15,
  partnerSilent: 16,
  unknownCode: 17,
  termsDiffer: 18,
  invoiceMismatch: 19,
  noBill: 20,
  customsQuery: 21,
  customsHold: 22,
  customsSilent: 23,
  claimSilent: 24,
  discrepancy: 25,
  receivingStuck: 26,
  noSlot: 27,
  missedSlot: 28,
  supplierSilent: 29,
  deadLetter: 30,
  lateInput: 31,
  stockDrift: 32,
} as const;

/** By number, for reports and details. */
export const EXCEPTION_NAMES: readonly string[] = Object.keys(EXCEPTION);

/** Room for classes in a key; and entities told apart by it: of more, only those that are open at once must differ. */
const CASE_CLASSES = 64;
const CASE_ENTITIES = 0x2000000;

/** Key of the case of an entity. */
export function caseKey(entity: number, exception: number): number {
  return (entity % CASE_ENTITIES) * CASE_CLASSES + exception;
}

export function exceptionOf(key: number): number {
  return key % CASE_CLASSES;
}

export const SEVERITY = { low: 0, medium: 1, high: 2, critical: 3 } as const;

/** How a case was resolved, at the last: the process by its rules, a recommendation that was followed, or a person. */
export const RESOLVED_BY = { rule: 0, recommendation: 1, person: 2 } as const;

export interface ExceptionClass {
  /** Before what is at stake is looked at: `SEVERITY`. */
  readonly severity: number;
  readonly role: string;
  /** So long the process's own rules may try before the role hears of it, ms; null = the process gives the task itself, or none. */
  readonly attendMs: number | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function of(severity: keyof typeof SEVERITY, role: string, attendMs: number | null = null): ExceptionClass {
  return { severity: SEVERITY[severity], role, attendMs };
}

/** Severities, roles and times. Source: assumption. */
const CLASSES: Readonly<Record<keyof typeof EXCEPTION, ExceptionClass>> = {
  creditHold: of('medium', 'credit-clerk'),
  dataMissing: of('medium', 'master-data'),
  noRoute: of('high', 'planner'),
  noStock: of('medium', 'planner'),
  promiseMissed: of('high', 'planner'),
  ratingSilent: of('medium', 'planner'),
  shortPick: of('low', 'warehouse-desk'),
  licenceUsedUp: of('high', 'export-desk'),
  damaged: of('medium', 'claims-desk', 30 * DAY_MS),
  refused: of('medium', 'claims-desk', 30 * DAY_MS),
  lost: of('high', 'claims-desk', 30 * DAY_MS),
  noCarrier: of('high', 'planner'),
  missedPickup: of('medium', 'planner', 3 * DAY_MS),
  delay: of('medium', 'track-and-trace', 7 * DAY_MS),
  noNews: of('medium', 'track-and-trace'),
  papersRefused: of('critical', 'export-desk'),
  partnerSilent: of('medium', 'planner'),
  unknownCode: of('low', 'integration-desk', 2 * DAY_MS),
  termsDiffer: of('low', 'freight-auditor'),
  invoiceMismatch: of('low', 'freight-auditor'),
  noBill: of('low', 'freight-auditor'),
  customsQuery: of('high', 'export-desk'),
  customsHold: of('high', 'export-desk', 3 * DAY_MS),
  customsSilent: of('medium', 'export-desk'),
  claimSilent: of('low', 'claims-desk'),
  discrepancy: of('low', 'receiving-desk'),
  receivingStuck: of('medium', 'receiving-desk'),
  noSlot: of('low', 'dock-planner'),
  missedSlot: of('low', 'dock-planner'),
  supplierSilent: of('medium', 'buyer'),
  deadLetter: of('high', 'integration-desk'),
  lateInput: of('low', 'exception-desk'),
  stockDrift: of('medium', 'warehouse-desk'),
};

/** By number. */
export const EXCEPTION_CLASSES: readonly ExceptionClass[] = EXCEPTION_NAMES.map(
  (name) => CLASSES[name as keyof typeof EXCEPTION],
);

/** A step more severe where much is at stake. */
export function severityOf(exception: number, stakeMinor: number, highStakeMinor: number): number {
  const { severity } = EXCEPTION_CLASSES[exception]!;
  return stakeMinor >= highStakeMinor ? Math.min(SEVERITY.critical, severity + 1) : severity;
}
