/** `dray doctor`: a line for each thing that Dray needs, or can use, of this machine. */
import { printable, wrapped } from '#reports/text/width';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type Screen, screenOf } from '../screen.ts';
import { drayVersion } from '../version.ts';
import { diagnose, type Finding } from './findings.ts';
import { thisMachine } from './this-machine.ts';

export interface DoctorWords {
  readonly json?: boolean | undefined;
}

const MARKS: Readonly<Record<Finding['state'], string>> = { ok: 'ok     ', missing: 'missing' };

export async function doctor({ json }: DoctorWords): Promise<ExitCode> {
  const findings = await diagnose(thisMachine());
  const text = json
    ? `${JSON.stringify({ dray: drayVersion(), findings }, null, 2)}\n`
    : `dray ${drayVersion()}\n${renderFindings(findings, screenOf())}`;
  process.stdout.write(text);
  return codeOf(findings);
}

/** What Dray can do without is no failure. */
export function codeOf(findings: readonly Finding[]): ExitCode {
  return findings.some(({ state, need }) => state === 'missing' && need === 'must') ? EXIT.usage : EXIT.done;
}

export function renderFindings(findings: readonly Finding[], { columns }: Pick<Screen, 'columns'>): string {
  const lines = findings.flatMap(({ what, state, need, found, advice }) => {
    const head = `${MARKS[state]}  ${what}: ${printable(found)}`;
    if (state === 'ok') return [head];
    const needed = need === 'must' ? 'needed' : 'optional';
    return [head, `         ${needed}: ${printable(advice ?? '')}`];
  });
  return `${lines.flatMap((line) => broken(line, columns)).join('\n')}\n`;
}

/** What goes on stands under what it is about. */
function broken(line: string, columns: number): string[] {
  const indent = '         ';
  const [first = '', ...rest] = wrapped(line.trimStart(), Math.max(20, columns - indent.length));
  const start = line.startsWith(indent) ? indent : '';
  return [`${start}${first}`, ...rest.map((each) => `${indent}${each}`)];
}
