/**
 * From a failure to a file, as a user types it: a process of one's own that throws when an order is cancelled is reduced to one cancelled
 * order; the file is replayed whole, in part, and without an event of it; it is adopted; and nonsense is told with its place.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { Desk, DRAY, dray, type Ran } from '#testing/outside/command-line';
import { EXIT, UserError } from '../exit-codes.ts';
import { type ReplayWords, replay } from '../replay/replay.ts';
import { adopt } from './adopt.ts';
import { NERVOUS_DESK, WITH_NERVOUS_DESK } from './nervous-desk.fixture.ts';
import { type ReduceWords, reduce } from './reduce.ts';

const desk = new Desk();
const type = (...words: string[]): Ran => dray(words, desk.path);
function failsIn(dir: string): string[] {
  return readdirSync(desk.file(dir))
    .filter((name) => name.includes('.scenario.yaml'))
    .map((name) => `${dir}/${name}`);
}

const adopted = fileURLToPath(
  new URL('../../scenarios/regressions/FAIL-rules-win-e9d99690.scenario.yaml', import.meta.url),
);

writeFileSync(desk.file('nervous-desk.ts'), NERVOUS_DESK);
writeFileSync(desk.file('nervous.yaml'), WITH_NERVOUS_DESK);
const reports = ['--report', 'html,json,junit,md'];
const ran = type('reduce', 'nervous.yaml', '--with', 'swarm', '--out', 'fails', '--quiet', ...reports);
const [fail = ''] = failsIn('fails');
afterAll(() => desk.clear());

describe('dray reduce', () => {
  test('exits 3 with the story, and writes one file that stands by itself', () => {
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: EXIT.violated, stderr: '' });
    expect(ran.stdout).toMatch(
      /^Order (\d+) is released; order \1 is cancelled by its customer -> no-throw: nervous-case \1 failed/,
    );
    expect(ran.stdout).toMatch(/\d{2,3} events from outside reduced to 2 in \d+ runs/);
    expect(failsIn('fails')).toHaveLength(1);
    expect(basename(fail)).toMatch(/^FAIL-no-throw-[0-9a-f]{8}\.scenario\.yaml$/);
    const text = readFileSync(desk.file(fail), 'utf8');
    expect(text).toMatch(/^# Order \d+ is released; /);
    expect(text).toContain('processes: [ ../nervous-desk.ts ]');
    expect(text).not.toMatch(/^extends:|bySeed/m);
    // With the arm that broke, though nobody named it.
    expect(text.replaceAll(/\n#? +/g, ' ')).toContain(
      'found by: dray run nervous.yaml --seed 1 --with swarm --policy cheapest-feasible. Written',
    );
  });

  test('writes its page beside it: the case in lanes, and beside it the run without the cancelled order', () => {
    const path = fail.replace('.scenario.yaml', '.html');
    expect(ran.stdout).toContain(`\nreport     ${path}\n`);
    const page = readFileSync(desk.file(path), 'utf8');
    expect(page).toMatch(/<strong class="bad">Breaks no-throw<\/strong> at event \d+/);
    expect(page).toMatch(/Without order#\d+\.cancelled every invariant holds\./);
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toMatch(/aria-label="The case: \d+ steps as swim-lanes; no-throw breaks: /);
    // What it needs is said of each event from outside.
    expect(page.match(/<strong>needed<\/strong>: without it every invariant holds/g)).toHaveLength(2);
    expect(page).not.toContain(desk.path);
  });

  test('writes whichever reports are asked for, each under its name, with the same finding', () => {
    const name = fail.replace('.scenario.yaml', '');
    expect(ran.stdout).toContain(
      `\n${fail}\nreport     ${name}.html\njson       ${name}.json\njunit      ${name}.junit.xml\nmarkdown   ${name}.md\nagain `,
    );
    const text = (ending: string): string => readFileSync(desk.file(`${name}.${ending}`), 'utf8');
    expect(text('junit.xml')).toMatch(/tests="1" failures="1".*\n[\s\S]*<failure message="nervous-case /);
    expect(text('md')).toMatch(/^### ❌ Dray: [\s\S]*\*\*Breaks `no-throw`\*\* at event/);
    expect(JSON.parse(text('json'))).toMatchObject({ invariant: 'no-throw', run: { finding: {} } });
  });

  test('where nothing breaks there is nothing to reduce, and no file', async () => {
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const out = desk.file('none');
    const set = ['demand.days=1', 'demand.ordersPerDay=5'];
    expect(await reduce({ ref: 'quickstart', set, out, quiet: true })).toBe(EXIT.done);
    expect(said.mock.calls.join('')).toMatch(/nothing breaks, so there is nothing to reduce/);
    said.mockRestore();
    expect(existsSync(out)).toBe(false);
  });

  test.each<[string, Omit<ReduceWords, 'ref'>, RegExp]>([
    ['no such report', { report: ['htm'] }, /unknown report: "htm"\. Known: .* Did you mean "html"\?/],
    ['no time', { time: '0 s' }, /--time 0 s: give a time with its unit, such as 10m/],
    [
      'no such policy',
      { policy: 'cheapest' },
      /--policy cheapest: unknown policy\. It names one that stands in the scenario: cheapest-feasible, fastest-feasible/,
    ],
  ])('%s', async (_what, words, message) => {
    await expect(reduce({ ref: 'quickstart', ...words })).rejects.toThrow(message);
  });

  test('orders of a file are refused at once, and no folder of files is asked for first', async () => {
    await expect(reduce({ ref: 'brunel' })).rejects.toThrow(
      /^brunel reads its orders from files, and what is/,
    );
  });

  test.each([
    ['--fidelity', { fidelity: 'wire' }],
    ['--with', { with: ['swarm'] }],
    ['--set', { set: ['demand.days=1'] }],
  ] as const)('%s beside a violation.json, which says what was run, is refused', async (name, more) => {
    await expect(reduce({ ref: 'violation.json', ...more })).rejects.toThrow(
      `${name} says what is run, and violation.json has said that`,
    );
  });

  test('what time has stopped is written down all the same, and takes no smaller file away', () => {
    const hurried = [
      'reduce',
      'nervous.yaml',
      '--with',
      'swarm',
      '--time',
      '1 ms',
      '--quiet',
      '--report',
      'none',
    ];
    const first = type(...hurried, '--out', 'hurried');
    expect(first.code).toBe(EXIT.violated);
    expect(first.stdout).toMatch(
      /\): \d{2,3} events from outside, none left out in 3 runs, .*; stopped before /,
    );
    const [path = ''] = failsIn('hurried');
    const text = readFileSync(desk.file(path), 'utf8');
    expect(text).toMatch(/^ {2}orders:$/m);
    expect(text).not.toContain('bySeed');
    const before = readFileSync(desk.file(fail), 'utf8');
    const second = type(...hurried, '--out', 'fails');
    expect(second.code).toBe(EXIT.violated);
    expect(second.stdout).toContain(
      `An earlier reduction has left 2 events of it, fewer than this one would. That file stays:\n${fail}\n`,
    );
    expect(readFileSync(desk.file(fail), 'utf8')).toBe(before);
  });

  test('Ctrl-C keeps the smallest so far, whole', async () => {
    const words = ['reduce', 'nervous.yaml', '--with', 'swarm', '--out', 'stopped', '--time', '10 min'];
    const child = spawn(process.execPath, [DRAY, ...words, '--quiet'], { cwd: desk.path, stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    // Its first file: the case is written down, and grows smaller.
    while (
      child.exitCode === null &&
      !(existsSync(desk.file('stopped')) && failsIn('stopped').some((each) => each.endsWith('.yaml')))
    )
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    expect(await ended).toBe(EXIT.interrupted);
    expect(failsIn('stopped').filter((each) => each.endsWith('.part'))).toEqual([]);
    expect(type('replay', failsIn('stopped')[0]!).code).toBe(EXIT.violated);
  });
});

describe('dray replay of a failing case', () => {
  test('says which events it has, that it still breaks, and at which', () => {
    const { code, stdout } = type('replay', fail);
    expect(code).toBe(EXIT.violated);
    expect(stdout).toMatch(/order#(\d+) {2,}order \1 of C\d+ is released after .*\n {2}order#\1\.cancelled/);
    expect(stdout).toMatch(
      /breaks no-throw again: nervous-case \d+ failed on "customerLost".*\(event \d+, 2026-/,
    );
  });

  test('up to an event, with the states of whom it is about; without one of its events', () => {
    const early = type('replay', fail, '--to', '5', '--state');
    expect(early.code).toBe(EXIT.done);
    expect(early.stdout).toMatch(/no-throw: not broken up to event 5\norder \d+: \{/);
    const [, cancelled] = /(order#\d+\.cancelled)/.exec(early.stdout)!;
    const less = type('replay', fail, '--without', cancelled!);
    expect(less.code).toBe(EXIT.done);
    expect(less.stdout).toMatch(/\[order#\d+\.cancelled .*\]\n\nno-throw: holds\. \d+ events/);
  });

  test('--report html writes its page where it is to go, without what is left out', () => {
    const [, no] = /^Order (\d+) is released/.exec(ran.stdout)!;
    const without = `order#${no}`;
    const { code, stdout } = type('replay', fail, '--report', 'html', '--out', 'pages', '--without', without);
    expect(code).toBe(EXIT.done);
    const [, path = ''] = /holds\. .*\nreport {5}(pages\/FAIL-\S+\.html)\n$/.exec(stdout)!;
    expect(readFileSync(desk.file(path), 'utf8')).toContain(`Without ${without} every invariant holds.`);
  });

  test.each<[string, ReplayWords, RegExp]>([
    ['another report', { report: ['pdf'] }, /unknown report: "pdf"\. Known: html, json, junit, md, none/],
    ['a folder for no report', { out: 'x' }, /--out is for the reports of a failing case: add --report html/],
    ['a part of the case', { report: ['md'], to: 5 }, /--report md shows the whole case: leave --to out/],
  ])('%s is refused', async (_what, words, message) => {
    await expect(replay(adopted, words)).rejects.toThrow(message);
  });

  test('what there is not is told', async () => {
    await expect(replay('quickstart', {})).rejects.toThrow(
      /^quickstart is a scenario, which `dray run quickstart/,
    );
    const none = replay(adopted, { without: ['fault#9'] });
    await expect(none).rejects.toThrow(
      /--without fault#9: there is no such event in .*\. There are order#\d+, order#\d+\.held/,
    );
    await expect(replay(desk.file('nervous-desk.yaml'), {})).rejects.toThrow(/there is no such file/);
    writeFileSync(desk.file('plain.yaml'), 'extends: quickstart\n');
    await expect(replay(desk.file('plain.yaml'), {})).rejects.toThrow(/plain\.yaml has no `failure` section/);
    await expect(replay(desk.file('fails'), { state: true })).rejects.toThrow(
      /--state: only for a failing case/,
    );
    await expect(replay(desk.file('fails'), { report: ['html'] })).rejects.toThrow(
      /--report: only for a failing case/,
    );
  });
});

describe('a file edited by hand into nonsense is told with its place', () => {
  test.each<[string, string | RegExp, string, RegExp]>([
    [
      'an older version',
      /^dray: 1$/m,
      'dray: 0',
      /bad\.yaml:\d+:7: dray: version 0, and this Dray reads version 1: the first version of the format is 1/,
    ],
    [
      'a newer version',
      /^dray: 1$/m,
      'dray: 2',
      /version 2, and this Dray reads version 1: it was written for a newer Dray/,
    ],
    [
      'an order of nobody',
      /customer: C\d+/,
      'customer: C9000',
      /bad\.yaml:\d+:\d+: order \d+: there is no customer C9000/,
    ],
    ['a failure of nothing', /invariant: /, 'invariannt: ', /bad\.yaml:\d+:\d+: .*invariannt/],
    [
      'an invariant of nobody',
      /invariant: rules-win/,
      'invariant: rules-wim',
      /bad\.yaml: failure\.invariant rules-wim: unknown invariant\. Did you mean "rules-win"\?/,
    ],
    ['no YAML', /^seed: /m, 'seed: [', /bad\.yaml:\d+:\d+: /],
  ])('%s', async (_what, from, to, message) => {
    const text = readFileSync(adopted, 'utf8');
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    writeFileSync(desk.file('bad.yaml'), edited);
    const replayed = replay(desk.file('bad.yaml'), {});
    await expect(replayed).rejects.toThrow(UserError);
    await expect(replay(desk.file('bad.yaml'), {})).rejects.toThrow(message);
  });
});

describe('dray adopt', () => {
  test('moves a case to the regressions, and says whether it holds now', async () => {
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const name = basename(adopted);
    const to = desk.file('regressions');
    writeFileSync(desk.file(name), readFileSync(adopted));
    expect(await adopt(desk.file(name), { to })).toBe(EXIT.done);
    expect(said.mock.calls.join('')).toMatch(/regressions\/FAIL-.*\n.* holds in it now\n$/);
    said.mockRestore();
    expect(existsSync(desk.file(name))).toBe(false);
    expect(readFileSync(`${to}/${name}`, 'utf8')).toBe(readFileSync(adopted, 'utf8'));
    await expect(adopt(`${to}/${name}`, { to })).rejects.toThrow(/is in .*regressions already/);
    writeFileSync(desk.file(name), `${readFileSync(adopted, 'utf8')}\n`);
    await expect(adopt(desk.file(name), { to })).rejects.toThrow(/is there already, and says something else/);
  });

  test('a case with parts of its own names them from there, and nothing else of it changes', () => {
    const before = readFileSync(desk.file(fail), 'utf8');
    const { code, stdout, stderr } = type('adopt', fail, '--to', 'else/where');
    expect([code, stderr]).toEqual([EXIT.done, '']);
    expect(stdout).toMatch(
      /still breaks no-throw: .*\nit needs \.\.\/\.\.\/nervous-desk\.ts, as seen from there/,
    );
    expect(existsSync(desk.file(fail))).toBe(false);
    const there = `else/where/${basename(fail)}`;
    expect(readFileSync(desk.file(there), 'utf8')).toBe(
      before.replace('[ ../nervous-desk.ts ]', '[ ../../nervous-desk.ts ]'),
    );
    const again = type('replay', there);
    expect([again.code, again.stdout]).toEqual([
      EXIT.violated,
      expect.stringContaining('breaks no-throw again'),
    ]);
  });

  test('refuses what is no failing case', async () => {
    await expect(adopt(desk.file('plain.yaml'), {})).rejects.toThrow(/no `failure` section/);
  });
});
