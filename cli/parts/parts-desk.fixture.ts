/**
 * A folder of a user's with parts of their own in it, and a `dray` to type in it. Commands share one process; where a process is the point (a
 * part that is read again, or that ends it) a command has one of its own.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Desk, dray, type Ran } from '#testing/outside/command-line';
import { StandingDray } from '../standing.fixture.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const EXAMPLES = join(ROOT, 'examples', 'own-parts');
export const SMALL = [
  '--set',
  'demand.days=1',
  '--set',
  'demand.maxOrders=25',
  '--quiet',
  '--report',
  'none',
];

export class PartsDesk {
  private readonly desk = new Desk();
  private readonly standing = new StandingDray(this.desk.path);

  async leave(): Promise<void> {
    await this.standing.leave();
    this.desk.clear();
  }

  file(name: string): string {
    return this.desk.file(name);
  }

  write(name: string, text: string): string {
    writeFileSync(this.file(name), text);
    return name;
  }

  /** A policy whose body is given: in line 8, from column 5; with what stands above it, in line 2. */
  policyFile(name: string, body: string, above = '', point = 'sourcing'): string {
    const text = `import { definePolicy } from 'dray/policy';
${above}
export default definePolicy({
  point: '${point}',
  name: '${name}',
  summary: 'planted',
  recommend(context, options, views) {
    ${body}
  },
});
`;
    return this.write(`${name}.ts`, text);
  }

  async type(...words: string[]): Promise<Ran> {
    return ofParts(await this.standing.type(...words));
  }

  /** In a process of its own. */
  typeAlone(...words: string[]): Ran {
    return ofParts(dray(words, this.desk.path));
  }

  run(...words: string[]): Promise<Ran> {
    return this.type(...runWords(...words));
  }
}

export function runWords(...words: string[]): string[] {
  return ['run', 'quickstart', ...SMALL, ...words, '--out', 'out'];
}

/** Warnings of scenarios of the library are no matter of parts. */
function ofParts({ stderr, ...ran }: Ran): Ran {
  return { ...ran, stderr: stderr.replace(/^warning: library:.*\n/gm, '') };
}
