/**
 * `dray env`: lines in, lines out, the same for the same, whatever pieces they come in; what is no line is told and changes nothing; and the
 * example, a bandit in Python that learns from outcomes that come days later, beats chance. That one is skipped where there is no Python.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { DecisionEnvironment } from '#bench/environment/decision-environment';
import { SOURCING_COLUMNS } from '#orchestrator/decisions/points/sourcing';
import { DRAY } from '#testing/outside/command-line';
import { hasPython, PYTHON } from '#testing/outside/python';
import { thumbArm } from '#testing/runs/model-run';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { env } from './env.ts';
import { EnvironmentLines } from './env-protocol.ts';

const world = smallDistributor({ ordersPerDay: 20 });
const OPTIONS = 4;

/** What is said to lines that come in these pieces. */
async function said(...pieces: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  return (await told(pieces))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function told(pieces: readonly string[], optionsMax = OPTIONS): Promise<string> {
  const written: string[] = [];
  const environment = new DecisionEnvironment({
    world: () => world,
    policies: thumbArm(),
    point: 'sourcing',
    optionsMax,
  });
  const served = {
    environment,
    scenario: 's',
    currency: 'USD',
    point: 'sourcing',
    optionsMax,
  } as const;
  const lines = new EnvironmentLines({ ...served, seedOf: (n) => 7 + n }, (line) => written.push(line));
  for (const piece of pieces) await lines.take(piece);
  return written.join('');
}

const RESET = '{"reset": {"seed": 1}}\n';
const EPISODE = RESET + '{"step": 0}\n'.repeat(200);

describe('the lines', () => {
  let whole = '';
  beforeAll(async () => {
    whole = await told([EPISODE]);
  });

  test('are the same for the same, whatever pieces they come in', async () => {
    const pieces = [...EPISODE].map((_, i) => (i % 7 === 0 ? EPISODE.slice(i, i + 7) : ''));
    expect(await told(pieces)).toBe(whole);
    expect(await told([EPISODE.replaceAll('"step": 0', '"step": 3')])).not.toBe(whole);
  });

  test('of an episode: observation, reward, two ends and info, as Gymnasium has them', () => {
    const [first, ...steps] = whole
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(Object.keys(first)).toEqual(['observation', 'info']);
    expect(first.observation[0]).toHaveLength(SOURCING_COLUMNS.length);
    expect(first.info).toMatchObject({ decision: 1, entity: 'order', attempt: 1, outcomes: [] });
    const last = steps.findIndex(({ terminated }) => terminated);
    expect(last).toBeGreaterThan(15);
    for (const step of steps.slice(0, last)) {
      expect(step).toMatchObject({ terminated: false, truncated: false, reward: expect.any(Number) });
      const shown = step.observation.length;
      expect(step.info.action_mask).toEqual([0, 1, 2, 3].map((i) => (i < shown ? 1 : 0)));
    }
    expect(steps[last]).toMatchObject({
      observation: [],
      info: { decision: null, action_mask: [0, 0, 0, 0] },
    });
    const outcomes = steps.slice(0, last + 1).flatMap(({ info }) => info.outcomes);
    expect(outcomes).toHaveLength(last + 1);
    expect(outcomes[0]).toEqual({
      decision: expect.any(Number),
      cost: expect.any(Number),
      late_ms: expect.toBeOneOf([null, expect.any(Number)]),
      delay_ms: expect.any(Number),
      settled: true,
    });
    expect(steps[last + 1]).toEqual({ error: `line ${last + 3}: the episode is over: reset first` });
  });

  test('tell what there is, and give each episode another seed where none is named', async () => {
    const [spec] = await said('{"spec": {}}\n');
    expect(spec).toMatchObject({
      spec: { decision: 'sourcing', currency: 'USD', options_max: OPTIONS, seed: 7 },
    });
    const named = await said('{"reset": {"seed": 7}}\n{"reset": {"seed": 8}}\n');
    expect(await said('{"reset": {}}\n{"reset": {}}\n')).toEqual(named);
  });

  test('may show as many options as somebody likes: a mask is made when a question has so many', async () => {
    const { info } = JSON.parse(await told([RESET], 200_000));
    expect(info.action_mask).toHaveLength(200_000);
    expect(info.action_mask.indexOf(0)).toBe(JSON.parse(await told([RESET], 16)).observation.length);
  });

  test.each([
    ['hello', 'line 2: is no JSON. Say {"reset": {"seed": 1}}, {"step": 0} or {"spec": {}}'],
    ['[1]', 'line 2: is no object.'],
    ['{"jump": 1}', 'line 2: says neither spec, nor reset, nor step.'],
    ['{"step": "0"}', 'line 2: step "0": the number of an option is needed, from 0'],
    ['{"step": 99}', 'line 2: action 99: there are 4 options, so 0 to 3 can be chosen'],
    ['{"step": null}', 'line 2: step null'],
    ['{"reset": {"seed": 1.5}}', 'line 2: seed 1.5: a whole number or a text is needed'],
    ['x'.repeat(70_000), 'line 2: is no JSON'],
  ])('a line that is none is told, and the episode stands where it stood: %#', async (line, error) => {
    const [first, wrong, next] = await said(RESET, `${line}\n`, '{"step": 0}\n');
    expect(wrong!.error).toContain(error);
    expect([first, next]).toEqual(await said(RESET, '{"step": 0}\n'));
  });
});

describe('as typed', () => {
  test('serves a scenario of the library', () => {
    const words = ['env', 'quickstart', '--decision', 'carrier', '--options', '3', '--until', '2 d'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [DRAY, ...words], {
      input: '{"spec": {}}\n{"reset": {}}\n{"step": 0}\n',
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    const [spec, first, second] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(spec.spec).toMatchObject({ scenario: 'quickstart', decision: 'carrier', seed: 1 });
    expect(first.info).toMatchObject({ decision: 1, entity: 'load' });
    expect(second.info).toMatchObject({ decision: 2 });
  });

  test.each([
    [
      'quickstart',
      'foo',
      /^--decision foo: there is no such decision point\. There are (?!.*There are).*sourcing \(or node-selection\)/,
    ],
    [
      'quickstart',
      'carier',
      /^--decision carier: there is no such decision point\. Did you mean "carrier"\?/,
    ],
    [
      'quickstart',
      'dock-slot',
      /^--decision dock-slot: nobody asks about docks in quickstart: nothing is said at `inbound\.dockPolicy`/,
    ],
    ['quikstart', 'sourcing', /unknown scenario: "quikstart"/],
  ])('%s --decision %s is refused', async (ref, decision, message) => {
    await expect(env({ ref, decision }, (async function* () {})())).rejects.toThrow(message);
  });
});

test.skipIf(!hasPython)(
  'the bandit of the example learns from what comes days later, and beats chance',
  () => {
    const bandit = fileURLToPath(new URL('../../examples/bandit.py', import.meta.url));
    const words = [bandit, '--episodes', '1', '--seed', '1', '--', '--set', 'demand.days=2'];
    const { status, stdout, stderr } = spawnSync(PYTHON, words, {
      encoding: 'utf8',
      env: { ...process.env, DRAY: `"${process.execPath}" "${DRAY}"`, PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^episode 0: cost \d+\n$/)]);
    const { bandit: learned, random } = JSON.parse(stdout);
    expect(learned).toBeLessThan(0.9 * random);
  },
);
