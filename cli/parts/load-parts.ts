/**
 * Loads the parts of the user's own that a scenario names: imported, checked, guarded, digested.
 *
 * A part is its file's default export, made with `definePolicy`, `defineCarrier`, `defineSystem` or `defineProcess`. What is wrong with one is a `PartFault`.
 */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { CarrierDefinition } from '#own-parts/mocks';
import { kindOfPart, type PartKind } from '#own-parts/part';
import type { PolicyDefinition } from '#own-parts/policy';
import type { OwnProcessPart } from '#own-parts/processes';
import type { PartHead } from '#reports/run-head';
import type { NamedPart, OwnPart, OwnParts } from '#scenarios/schema/own-parts';
import { showProblem } from '#scenarios/schema/source-files';
import { UserError } from '../exit-codes.ts';
import { setTraps } from './ambient.ts';
import { refuseBannedWords } from './banned-words.ts';
import { checkedCarrier } from './checked-carrier.ts';
import { checkedPolicy } from './checked-policy.ts';
import { checkedProcess } from './checked-process.ts';
import { checkedSystem, type WrittenSystem } from './checked-system.ts';
import { insideLoading, PartFault, show } from './guard.ts';
import type { GuardedPart } from './guarded-part.ts';
import { digestOfPart, filesOf, importPart, packagesOf } from './part-modules.ts';
import { showPlace } from './places.ts';
import { startWatchdog } from './watchdog.ts';

export interface LoadedParts {
  readonly parts: OwnParts;
  /** By file. */
  readonly identities: readonly PartHead[];
  /** Where they lie. */
  readonly paths: readonly string[];
}

export const NO_PARTS: LoadedParts = { parts: new Map(), identities: [], paths: [] };

/** A file that waits at its top for what never comes. */
const LOAD_MS_MAX = 5_000;

export async function loadParts(named: readonly NamedPart[]): Promise<LoadedParts> {
  if (named.length === 0) return NO_PARTS;
  setTraps();
  startWatchdog();
  const parts = new Map<string, OwnPart>();
  const identities = new Map<string, PartHead>();
  for (const { path, node } of named) {
    const file = resolve(path);
    if (parts.has(path)) continue;
    if (!existsSync(file))
      throw new UserError(showProblem({ ...node.place, message: `there is no such file: ${path}` }));
    const { part, identity } = await loadPart(file);
    parts.set(path, part);
    identities.set(file, identity);
  }
  return { parts, identities: [...identities.values()], paths: [...identities.keys()] };
}

interface Loaded {
  readonly part: OwnPart;
  readonly identity: PartHead;
}

async function loadPart(file: string): Promise<Loaded> {
  const name = basename(file);
  const loading: GuardedPart = {
    title: name,
    file,
    get files() {
      return filesOf(file);
    },
  };
  const exported = (await insideLoading(loading, () => inTime(file))).default;
  refuseBannedWords(loading);
  const kind = kindOfPart(exported);
  const digest = digestOfPart(file);
  const files = filesOf(file);
  if (kind === null)
    throw new PartFault(
      `${showPlace({ file, line: 1, column: 1 })}: its default export is ${show(exported)}: ` +
        "a part is needed, such as `export default definePolicy({ ... })` of 'dray/policy'",
    );
  const title = `${kind} ${JSON.stringify((exported as { readonly name?: unknown }).name)}`;
  const guardedPart: GuardedPart = { title, file, files };
  const part = checkedPart(kind, exported, guardedPart, `${name}, ${digest}`);
  const called = nameOf(part);
  return { part, identity: { kind, name: called, file: name, digest, packages: packagesOf(files) } };
}

function checkedPart(kind: PartKind, exported: unknown, part: GuardedPart, origin: string): OwnPart {
  switch (kind) {
    case 'policy':
      return checkedPolicy(exported as PolicyDefinition, part, origin);
    case 'carrier':
      return { kind, profile: checkedCarrier(exported as CarrierDefinition, part) };
    case 'system':
      return checkedSystem(exported as WrittenSystem, part);
    case 'process':
      return checkedProcess(exported as OwnProcessPart, part);
  }
}

function nameOf(part: OwnPart): string {
  if (part.kind === 'policy') return part.policy.name;
  if (part.kind === 'process') return part.process.name;
  return part.kind === 'carrier' ? part.profile.name : part.name;
}

async function inTime(file: string): Promise<Readonly<Record<string, unknown>>> {
  const never = Promise.withResolvers<never>();
  const timer = setTimeout(
    () =>
      never.reject(
        new PartFault(
          `${showPlace({ file, line: 1, column: 1 })}: it waits at its top (await) for what does not come`,
        ),
      ),
    LOAD_MS_MAX,
  );
  try {
    return await Promise.race([importPart(file), never.promise]);
  } catch (error) {
    throw error instanceof SyntaxError ? unreadable(file, error) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** Node says where in the first line of the stack. */
function unreadable(file: string, error: SyntaxError): PartFault {
  const head = /^(?:file:\/\/)?(\S+):(\d+)$/m.exec(error.stack?.split('\n')[0] ?? '');
  const place =
    head === null ? { file, line: 1, column: 1 } : { file: head[1]!, line: Number(head[2]), column: 1 };
  return new PartFault(`${showPlace(place)}: ${error.message}`);
}
