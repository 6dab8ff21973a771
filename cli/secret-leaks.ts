/**
 * no-secret-leaks: what a run writes holds no value of a key that its scenario names, and no secret of its partners.
 *
 * 1. A key that stands in the command or in the scenario itself is refused before anything is written.
 * 2. When the run has ended every file of its folder is read again, byte by byte, for every form of every secret.
 * 3. Where nothing is secret nothing is read. Cost: O(bytes x forms).
 */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';
import { formsOf, type Secret } from '#bench/models/secrets';
import { carrierPartner } from '#orchestrator/contracts/partners';
import { rehearsalSecret } from '#orchestrator/partners/rest/webhook';
import { isModel } from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { UserError } from './exit-codes.ts';

const CHUNK = 1 << 20;

/** The values of the environment variables that models' endpoints are called with. */
export function keysOf(
  { policies }: Pick<AnyOutboundScenario, 'policies'>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly Secret[] {
  const names = policies.flatMap((entry) => (isModel(entry) ? (entry.http?.key ?? []) : []));
  return [...new Set(names)].flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [{ name, value }];
  });
}

/** What partners and core sign with in a run by wire: of a rehearsal, and treated as any other. */
export function partnerSecrets({ partners, names }: OutboundWorld): readonly Secret[] {
  return partners.flatMap((partner) => {
    if (partner.protocol !== 'rest' || partner.webhookToleranceMs === null) return [];
    const { carrier, rotation } = partner;
    const generations = rotation === undefined ? [0] : [0, 1];
    return generations.map((generation) => ({
      name: `webhook of ${names.carriers[carrier]}`,
      value: rehearsalSecret(carrierPartner(carrier), generation),
    }));
  });
}

/** Throws `UserError` where a secret stands in what would be on record. @param said by what it is called in the message */
export function refuseSecretsIn(said: Readonly<Record<string, string>>, secrets: readonly Secret[]): void {
  for (const [what, text] of Object.entries(said)) {
    const found = secrets.find((secret) => formsOf(secret).some((form) => text.includes(form)));
    if (found !== undefined)
      throw new UserError(
        `the value of the environment variable ${found.name} stands in the ${what}, and so it would be in run.json and in the recording. ` +
          'Take it out: `key` names the variable, nothing else needs its value',
      );
  }
}

export interface Leak {
  /** In the folder. */
  readonly file: string;
  readonly secret: string;
}

/** The first leak of each file, by name. */
export function leaksIn(dir: string, secrets: readonly Secret[]): readonly Leak[] {
  const forms = secrets.flatMap((secret) =>
    formsOf(secret).map((form) => ({ name: secret.name, bytes: Buffer.from(form, 'utf8') })),
  );
  if (forms.length === 0) return [];
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.sort().flatMap((file) => {
    const secret = foundIn(file, forms);
    return secret === null ? [] : [{ file: relative(dir, file), secret }];
  });
}

interface Form {
  readonly name: string;
  readonly bytes: Buffer;
}

function foundIn(file: string, forms: readonly Form[]): string | null {
  // What is cut in two by the end of a chunk is whole with the end of the chunk before it.
  const overlap = Math.max(...forms.map(({ bytes }) => bytes.length)) - 1;
  const buffer = Buffer.alloc(CHUNK + overlap);
  const handle = openSync(file, 'r');
  try {
    let kept = 0;
    for (;;) {
      const read = readSync(handle, buffer, kept, CHUNK, null);
      if (read === 0) return null;
      const there = buffer.subarray(0, kept + read);
      const found = forms.find(({ bytes }) => there.includes(bytes));
      if (found !== undefined) return found.name;
      const keep = Math.min(overlap, there.length);
      there.copy(buffer, 0, there.length - keep);
      kept = keep;
    }
  } finally {
    closeSync(handle);
  }
}

/** In a line each; what must be done stands in the first. */
export function leakWords(dir: string, leaks: readonly Leak[]): string {
  const lines = leaks.map(({ file, secret }) => `  ${join(dir, file)}: ${secret}`);
  return `no-secret-leaks: secrets are in what this run has written. Delete it, and change them:\n${lines.join('\n')}\n`;
}
