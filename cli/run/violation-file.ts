/**
 * `violation.json`: what a run that broke an invariant leaves behind, so that `dray replay` takes anybody to the same place.
 *
 * 1. No wall time and no path in it beyond those of the command: the same run gives the same bytes.
 * 2. It stands by itself: neither the recording nor the folder is needed to replay it. Only where a model decided, its answers are
 *    taken from the recording beside it, or the model's file is needed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ViolationPlace } from '#bench/experiments/violation-place';
import type { OutboundRunReport } from '#reports/outbound/outbound-report';
import { isArmName } from '#reports/recording/run-json';
import { reason, UserError } from '../exit-codes.ts';

/** Grows with every change that a reader would notice. */
const FORMAT = 'dray-violation-1';

export interface ViolationFile extends Pick<OutboundRunReport, 'seed' | 'reproduce' | 'versions'> {
  readonly format: typeof FORMAT;
  readonly scenario: Pick<OutboundRunReport['scenario'], 'name' | 'digest'>;
  /** The arm. */
  readonly policy: string;
  readonly place: ViolationPlace;
}

export function violationPath(dir: string): string {
  return join(dir, 'violation.json');
}

/** @param policy the arm that broke it @returns the file's path */
export function writeViolation(
  dir: string,
  policy: string,
  place: ViolationPlace,
  { reproduce, seed, scenario: { name, digest }, versions }: OutboundRunReport,
): string {
  const scenario = { name, digest };
  const path = violationPath(dir);
  const violation: ViolationFile = { format: FORMAT, reproduce, seed, scenario, versions, policy, place };
  writeFileSync(path, `${JSON.stringify(violation, null, 2)}\n`);
  return path;
}

/** Throws `UserError` where it is none. */
export function readViolation(path: string): ViolationFile {
  let found: Partial<ViolationFile>;
  try {
    found = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UserError(
      `${path} can't be read (${reason(error)}): name a run's folder, or its violation.json`,
    );
  }
  if (found?.format !== FORMAT)
    throw new UserError(
      `${path} is no violation of this version of Dray (format ${found?.format}, needed: ${FORMAT})`,
    );
  if (!isArmName(found.policy))
    throw new UserError(
      `${path} can't be used: its policy is ${JSON.stringify(found.policy)}, which is no name of a folder beside it`,
    );
  if (!isPlace(found.place) || typeof found.versions !== 'object' || found.versions === null)
    throw new UserError(
      `${path} can't be used: it does not say where the invariant broke, and in which version`,
    );
  return found as ViolationFile;
}

function isPlace(place: unknown): boolean {
  if (typeof place !== 'object' || place === null) return false;
  const { event, time } = place as { readonly event?: unknown; readonly time?: unknown };
  const isInstant = Number.isSafeInteger(time) && !Number.isNaN(new Date(Number(time)).getTime());
  return Number.isSafeInteger(event) && Number(event) >= 0 && isInstant;
}
