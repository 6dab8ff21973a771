/**
 * A shell that has sourced the script completes what can be typed: commands, options, and names where an option takes one. bash is asked
 * as it asks itself; zsh and fish where they are installed. Every command and option of the program is in each script.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { OUTBOUND_KPI_NAMES } from '#reports/kpis/outbound/catalogue';
import { OVERLAYS, SCENARIOS } from '#scenarios/library/index';
import { Desk, dray } from '#testing/outside/command-line';
import { programOf } from '../commands/program.ts';
import { bashScript } from './bash.ts';
import { commandWords } from './command-words.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

const desk = new Desk();
afterAll(() => desk.clear());

const commands = commandWords(programOf([], () => {}));
writeFileSync(desk.file('dray.bash'), bashScript(commands));
writeFileSync(desk.file('dray.zsh'), zshScript(commands));
writeFileSync(desk.file('dray.fish'), fishScript(commands));
writeFileSync(desk.file('mine.yaml'), '');

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

function ran(shell: string, words: readonly string[]): string[] {
  const { stdout, stderr, status } = spawnSync(shell, words, { cwd: desk.path, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((line) => line !== '');
}

/** What bash would offer for a line, the cursor at its end. */
function inBash(line: string): string[] {
  const script = `source dray.bash
COMP_LINE="$1"; COMP_POINT=\${#1}; read -ra COMP_WORDS <<< "$1"; COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
_dray 2> /dev/null
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return ran('bash', ['--norc', '--noprofile', '-c', script, 'bash', line]);
}

const ASKED: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['dray rep', ['report', 'replay']],
  ['dray run quick', ['quickstart']],
  ['dray run quickstart --with peak', ['peak', 'peak-season']],
  ['dray run quickstart --repo', ['--report']],
  ['dray run quickstart --report html,ju', ['html,junit']],
  [
    'dray sweep quickstart --kpi landedCost',
    OUTBOUND_KPI_NAMES.filter((name) => name.startsWith('landedCost')),
  ],
  ['dray audit ', ['verify']],
  ['dray hel', ['help']],
  ['dray help se', ['search', 'sensitivity']],
  ['dray model check --point carr', ['carrier']],
  ['dray completion ', ['bash', 'zsh', 'fish']],
  ['dray export runs/x --format pa', ['parquet']],
];

describe.runIf(has('bash'))('bash', () => {
  test.each(ASKED)('%j', (line, words) => {
    expect(inBash(line).sort()).toEqual([...words].sort());
  });

  test('what stands before = is not for bash to put in again', () => {
    expect(inBash('dray compare quickstart --candidate carrier=cheapest-in')).toEqual(['cheapest-in-time']);
  });

  test('a scenario may be a file, and every name of the library is offered', () => {
    expect(inBash('dray run mi')).toEqual(['mine.yaml']);
    expect(inBash('dray run ').sort()).toEqual(expect.arrayContaining([...SCENARIOS, 'mine.yaml'].sort()));
    expect(inBash('dray run x --with ')).toEqual(expect.arrayContaining([...OVERLAYS]));
  });
});

describe.runIf(has('fish'))('fish', () => {
  test.each(ASKED)('%j', (line, words) => {
    const script = `source dray.fish; complete -C '${line}'`;
    const offered = ran('fish', ['--no-config', '-c', script]).map((each) => each.split('\t')[0]!);
    expect(offered.sort()).toEqual([...words].sort());
  });
});

describe.runIf(has('zsh'))('zsh', () => {
  test('takes the script', () => {
    expect(ran('zsh', ['-f', '-n', 'dray.zsh'])).toEqual([]);
  });
});

test.each(['bash', 'zsh', 'fish'])('%s: every command and option of the program is there', (shell) => {
  const { code, stdout } = dray(['completion', shell], desk.path);
  expect(code).toBe(0);
  for (const { path, options } of commands) {
    expect(stdout).toContain(path.split(' ').at(-1));
    for (const { long } of options) expect(stdout).toContain(shell === 'fish' ? `-l ${long.slice(2)}` : long);
  }
});

test('a shell that there is none for is refused, with those that there are', () => {
  const { code, stderr } = dray(['completion', 'tcsh'], desk.path);
  expect([code, stderr]).toEqual([2, 'completion for "tcsh": there is none. There are bash, zsh, fish\n']);
});
