/**
 * A model as an arm of a run, as a user types it: by --policy or in the scenario; the run is replayed without the model;
 * and what can't be a model is refused before anything is written.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { costAndLateness } from '#bench/models/cost-and-lateness';
import { onnxFile } from '#bench/models/onnx-file';
import { type Row, readTable } from '#reports/recording/reader';
import { Desk, type Ran } from '#testing/outside/command-line';
import { StandingDray } from '../standing.fixture.ts';

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});

const SMALL = ['--set', 'demand.days=1', '--set', 'demand.ordersPerDay=20', '--quiet'];
const PLANTED = fileURLToPath(new URL('../replay/planted-run.fixture.ts', import.meta.url));
const FILE = fileURLToPath(new URL('../../scenarios/library/models/cost-and-lateness.onnx', import.meta.url));

function type(...words: string[]): Promise<Ran> {
  return standing.type(...words);
}

function sourcingRows(folder: string): readonly Row[] {
  return readTable(desk.file(folder), 'decisions').rows.filter(({ point }) => point === 'sourcing');
}

describe('--policy onnx:', () => {
  test('a file: one arm more, its decisions on record, replayed though the file is gone', async () => {
    copyFileSync(FILE, desk.file('Mine 2.onnx'));
    const ran = await type(
      'run',
      'b2b-distributor',
      ...SMALL,
      '--policy',
      'onnx:Mine 2.onnx',
      '--out',
      'model',
      '--json',
    );
    expect(ran.code).toBe(0);
    const { arms, reproduce } = JSON.parse(ran.stdout);
    expect(arms.map((arm: { policy: string }) => arm.policy)).toEqual([
      'cheapest-in-stock',
      'fastest-feasible',
      'mine-2',
    ]);
    expect(arms[2]).toMatchObject({ modelDigest: expect.stringMatching(/^[0-9a-f]{16}$/), end: 'empty' });
    expect(arms[0].modelDigest).toBeUndefined();
    expect(reproduce).toContain("--policy 'onnx:Mine 2.onnx'");
    const rows = sourcingRows('model/mine-2');
    expect(rows.length).toBeGreaterThan(15);
    expect(rows[0]).toMatchObject({
      policy: 'mine-2',
      mode: 'active',
      policyDigest: arms[2].modelDigest,
      latencyMs: 50,
      answer: expect.stringMatching(/^{"kind":"answered","scores":\[/),
    });
    rmSync(desk.file('Mine 2.onnx'));
    expect(await type('replay', 'model')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/mine-2: same recording, digest/),
    });
  });

  test('a model of the library; what a run is does not depend on where its file lies', async () => {
    copyFileSync(FILE, desk.file('cost-and-lateness.onnx'));
    const digests: unknown[] = [];
    for (const [i, policy] of ['onnx:cost-and-lateness', 'onnx:./cost-and-lateness.onnx'].entries()) {
      const ran = await type(
        'run',
        'quickstart',
        ...SMALL,
        '--policy',
        policy,
        '--out',
        `run-${i}`,
        '--json',
      );
      const { scenario, digest } = JSON.parse(ran.stdout);
      digests.push([scenario.digest, digest]);
    }
    expect(digests[0]).toEqual(digests[1]);
  });

  test.each([
    [
      'onnx:none.onnx',
      'there is no such file: none.onnx. Name one from here, or a model of the library: cost-and-lateness',
    ],
    ['onnx:text.onnx', 'model of policy "text": text.onnx: is no ONNX model that can be run'],
    ['onnx:narrow.onnx', 'narrow.onnx: wrong input: expected features: float32 [options, 18], found'],
    ['onnx:two.onnx', 'two.onnx: wrong output: expected scores: float32 [options], found'],
    ['onnx:unsaid.onnx', 'unsaid.onnx: does not say which features it was made for. Write them into'],
    ['onnx:cost-and-latenes', 'unknown model: "cost-and-latenes". Did you mean "cost-and-lateness"?'],
    // A scenario may say it; what somebody types is a model that is meant to decide.
    ['onnx:wayward', 'unknown model: "wayward". A model is one of the library (cost-and-lateness, '],
    ['onnx:waywrd', 'unknown model: "waywrd". Known: cost-and-lateness, '],
    ['onnx:', '--policy onnx:: a model is named onnx:FILE'],
    ['cheapest', 'unknown policy: "cheapest"'],
  ])('%s is refused', async (policy, message) => {
    const { weights } = costAndLateness;
    writeFileSync(desk.file('text.onnx'), 'no model');
    for (const [file, wrong] of [
      ['narrow', { weights: weights.slice(1) }],
      ['two', { weights: [...weights, ...weights], scores: 2 }],
      ['unsaid', { metadata: [] }],
    ] as const)
      writeFileSync(desk.file(`${file}.onnx`), onnxFile({ ...costAndLateness, ...wrong }));
    const { code, stderr } = await type(
      'run',
      'quickstart',
      ...SMALL,
      '--policy',
      policy,
      '--out',
      'refused',
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(desk.file('refused'))).toBe(false);
  });
});

describe('in the scenario', () => {
  const scenario = (policy: string): void =>
    writeFileSync(
      desk.file('mine.yaml'),
      `extends: b2b-distributor\nname: mine\npolicies:\n  - cheapest-in-stock\n  - ${policy}\n`,
    );
  const entry = (more: string): string =>
    `{ name: m, model: cost-and-lateness, baseline: cheapest-in-stock, ${more}, source: assumption }`;

  test('with a time-out below its thinking time: the run of the baseline, and why', async () => {
    scenario(entry('mode: active, thinking: { constant: 2 ms }, timeout: 1 ms'));
    expect((await type('run', 'mine.yaml', ...SMALL, '--out', 'slow')).code).toBe(0);
    const rows = sourcingRows('slow/m');
    expect(rows.length).toBeGreaterThan(15);
    expect(new Set(rows.map((row) => `${row.fallback} ${row.override} ${row.latencyMs}`))).toEqual(
      new Set(['timed-out baseline 1']),
    );
    const { arms } = JSON.parse(readFileSync(desk.file('slow/run.json'), 'utf8'));
    expect(arms[1].outcomeDigest).toBe(arms[0].outcomeDigest);
    expect((await type('replay', 'slow')).code).toBe(0);
  });

  test.each([
    [
      'mode: activ, thinking: { constant: 2 s }, timeout: 1 s',
      '5:77: policies[1].mode: "activ" is none of off',
    ],
    ['mode: canary, thinking: { constant: 2 s }, timeout: 1 s', 'canaryShare and mode canary go together'],
    [
      'mode: off, thinking: { constant: 2 s }, timout: 1 s',
      'unknown key "timout" in policies[1]. Did you mean',
    ],
  ])('%s: said with its place', async (more, message) => {
    scenario(entry(more));
    const { code, stderr } = await type('check', 'mine.yaml');
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('a violation in an arm with a model', () => {
  const planted = (...words: string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [PLANTED, ...words], {
      cwd: desk.path,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', PLANT_FROM: '40' },
    });
    return { code: status, stdout, stderr };
  };
  const same = { code: 0, stdout: expect.stringMatching(/^mine: same place\. .*a second time/) };

  test('is replayed by the answers on record, or by the model where there is no recording', () => {
    copyFileSync(FILE, desk.file('mine.onnx'));
    const mine =
      '{ name: mine, model: mine.onnx, baseline: cheapest-in-stock, mode: active, thinking: { constant: 1 s }, timeout: 2 s, source: assumption }';
    writeFileSync(desk.file('lone.yaml'), `extends: b2b-distributor\nname: lone\npolicies:\n  - ${mine}\n`);
    expect(planted('run', 'lone.yaml', ...SMALL, '--out', 'bad').code).toBe(3);
    copyFileSync(desk.file('bad/violation.json'), desk.file('violation.json'));
    expect(planted('replay', 'violation.json')).toMatchObject(same);
    rmSync(desk.file('mine.onnx'));
    expect(planted('replay', 'bad/violation.json')).toMatchObject(same);
    expect(planted('replay', 'violation.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no such file: mine.onnx'),
    });
  });
});
