/**
 * One of two runs that are compared, as far as its folder says something of it.
 *
 * 1. Only `run.json` and the scenario beside it are read: a run that lost its recording can be compared.
 * 2. Where the scenario is not there, it is resolved again from the command of the run, and counts if its digest is the same.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { RunSide, SideArm, SideFact, SideThreshold } from '#reports/diff/run-side';
import { isArmName } from '#reports/recording/run-json';
import { RUN_REPORT_VERSION } from '#reports/run-head';
import { UserError } from '../exit-codes.ts';
import { readResolved } from '../run/resolved-scenario.ts';
import { prepareScenario } from '../scenario-options.ts';
import { splitCommand } from '../split-command.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Throws `UserError` where the folder is no run's. @param name what it is called where names of folders are the same */
export async function readSide(dir: string, name = basename(resolve(dir))): Promise<RunSide> {
  if (!existsSync(dir)) throw new UserError(`${dir}: there is no such folder. ${WHICH_FOLDER}`);
  if (!statSync(dir).isDirectory()) throw new UserError(`${dir} is a file. ${WHICH_FOLDER}`);
  const found = runJsonIn(dir);
  const told = typeof found === 'string' ? {} : found;
  const missing = typeof found === 'string' ? [found] : gapsOf(told);
  const resolved = readResolved(dir);
  const command = textOf(told.reproduce);
  const again = typeof resolved === 'string' && command !== null ? await resolvedAgain(command, told) : null;
  const scenario = typeof resolved === 'string' ? again : resolved.scenario;
  if (scenario === null && typeof resolved === 'string')
    missing.push(`its scenario: ${resolved}, and the command does not give the same one now`);
  return {
    name,
    facts: factsOf(told, command, typeof resolved === 'string' ? null : resolved.data),
    digests: digestsOf(told),
    currency: textOf(told.currency) ?? '',
    reproduce: command,
    arms: hasFigures(told)
      ? listOf(told.arms)
          .filter(({ policy }) => isArmName(policy))
          .map(armOf)
      : [],
    thresholds: listOf(told.thresholds).map(thresholdOf),
    scenario,
    missing,
  };
}

const WHICH_FOLDER = 'Name the folder given to "dray run" with --out';

function runJsonIn(dir: string): Fields | string {
  let text: string;
  try {
    text = readFileSync(join(dir, 'run.json'), 'utf8');
  } catch {
    return 'its figures: there is no run.json in its folder';
  }
  try {
    const found: unknown = JSON.parse(text);
    if (isFields(found)) return found;
  } catch {
    // Said below.
  }
  return 'its figures: run.json is no JSON; it was changed, or cut off while it was written';
}

function hasFigures({ end }: Fields): boolean {
  return end !== 'running' && end !== 'failed';
}

function gapsOf(told: Fields): string[] {
  const { end, error, format, arms } = told;
  if (end === 'running') return ['its figures: it has not ended, or was killed'];
  if (end === 'failed') return [`its figures: it broke down (${String(error)})`];
  const gaps =
    format === RUN_REPORT_VERSION
      ? []
      : [
          `run.json is of format ${JSON.stringify(format) ?? 'unknown'}, this Dray writes ${RUN_REPORT_VERSION}: what it does not know is left out`,
        ];
  if (listOf(arms).length === 0) gaps.push('its figures: run.json names no arms');
  else if (listOf(arms).some(({ kpis }) => !isFields(kpis))) gaps.push('figures of an arm that has no KPIs');
  return gaps;
}

async function resolvedAgain(command: string, { scenario }: Fields): Promise<Fields | null> {
  const digest = isFields(scenario) ? scenario.digest : null;
  try {
    const prepared = await prepareScenario(splitCommand(command));
    return prepared.digest === digest ? (prepared.resolved as Fields) : null;
  } catch {
    // It is not there any more, or is right no more: then nobody knows.
    return null;
  }
}

function factsOf(
  told: Fields,
  command: string | null,
  data: Readonly<Record<string, string>> | null,
): Record<SideFact, string | null> {
  const scenario = isFields(told.scenario) ? told.scenario : {};
  const versions = isFields(told.versions) ? told.versions : {};
  const said = commandFacts(command);
  const files = Object.entries(data ?? {}).map(([file, digest]) => `${file} ${digest}`);
  return {
    scenario: textOf(scenario.name),
    'scenario digest': textOf(scenario.digest),
    seed: textOf(told.seed),
    ...said,
    policies:
      listOf(told.arms)
        .map(({ policy }) => String(policy))
        .join(', ') || null,
    ended: textOf(told.end),
    'own parts':
      listOf(told.parts)
        .map(({ kind, name, digest }) => `${kind} ${name} ${digest}`)
        .join(', ') || null,
    data: files.join(', ') || null,
    dray: textOf(versions.dray),
    node: textOf(versions.node),
    format: textOf(told.format),
  };
}

/** What was laid over the scenario, as it was typed. */
function commandFacts(
  command: string | null,
): Pick<Record<SideFact, string | null>, 'overlays' | 'settings' | 'fidelity' | 'until'> {
  const none = { overlays: null, settings: null, fidelity: null, until: null };
  if (command === null) return none;
  try {
    const { with: overlays = [], set = [], fidelity = 'objects' } = splitCommand(command);
    const until = / --until ('[^']*'|\S+)/.exec(command)?.[1] ?? null;
    return {
      overlays: overlays.join(', ') || null,
      settings: set.join(', ') || null,
      fidelity,
      until: until === null ? null : until.replaceAll("'", ''),
    };
  } catch {
    return none;
  }
}

function digestsOf({ digest, businessDigest, outcomeDigest }: Fields): RunSide['digests'] {
  if (typeof digest !== 'string' || digest === '') return null;
  return { run: digest, business: textOf(businessDigest) ?? '', outcome: textOf(outcomeDigest) ?? '' };
}

function armOf(arm: Fields): SideArm {
  const others = isFields(arm.otherPolicies) ? arm.otherPolicies : {};
  const decides = {
    'node and service': arm.summary,
    carrier: arm.carrierPolicy,
    delays: arm.delayPolicy,
    ...others,
  };
  return {
    policy: String(arm.policy),
    kpis: numbersOf(arm.kpis),
    pots: Object.fromEntries(Object.entries(numbersOf(arm.pots)).map(([pot, minor]) => [pot, minor ?? 0])),
    digest: textOf(arm.digest),
    end: textOf(arm.end),
    modelDigest: textOf(arm.modelDigest),
    decides: Object.fromEntries(
      Object.entries(decides).flatMap(([what, who]) => (typeof who === 'string' ? [[what, who]] : [])),
    ),
  };
}

function thresholdOf({ kpi, policy, bound, passed }: Fields): SideThreshold {
  return { kpi: String(kpi), policy: String(policy), bound: String(bound), passed: passed === true };
}

function numbersOf(value: unknown): Record<string, number | null> {
  if (!isFields(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      typeof each === 'number' || each === null ? [[name, each]] : [],
    ),
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
