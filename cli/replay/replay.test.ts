/**
 * A run is a value: replayed, it gives every byte again. One that breaks an invariant exits 3 and leaves a file
 * that leads anybody to the same place; on a Dray without the fault, or a file with another place, the replay says so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '#reports/recording/reader';
import { Desk, type Ran } from '#testing/outside/command-line';
import { StandingDray } from '../standing.fixture.ts';

const PLANTED = fileURLToPath(new URL('./planted-run.fixture.ts', import.meta.url));
/** As of tests; hooks have less. */
const HANGS_MS = 60_000;
const SCENARIO = `
dray: 1
process: outbound
extends: b2b-distributor
name: rough
title: A day on rough lines
demand: { days: 1, ordersPerDay: 25 }
thresholds: []
policies: [cheapest-in-stock]
faults:
  written:
    - { kind: call-lost, partner: WMS, from: 10 h, lasts: 6 h, share: 0.3 }
    - { kind: outage, partner: TMS, from: 16 h, lasts: 3 h }
    - { kind: crash, from: 20 h }
  source: assumption
`;

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});
beforeAll(() => writeFileSync(desk.file('rough.yaml'), SCENARIO));

function type(...words: string[]): Promise<Ran> {
  return standing.type(...words);
}

/** `dray` with a carrier that delivers twice. */
function planted(...words: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PLANTED, ...words], {
    cwd: desk.path,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', PLANT_FROM: '60' },
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

describe('a run that holds', () => {
  beforeAll(async () => {
    expect((await type('run', 'rough.yaml', '--quiet', '--out', 'good')).code).toBe(0);
  }, HANGS_MS);

  test('counts the faults that happened, and has them in its recording', () => {
    const { arms } = JSON.parse(readFileSync(desk.file('good/run.json'), 'utf8'));
    const { rows } = readTable(desk.file('good/cheapest-in-stock'), 'faults');
    const { 'call-lost': lost, outage, crash } = arms[0].faults;
    expect([lost > 0, outage > 0, crash]).toEqual([true, true, 1]);
    expect(rows.filter(({ kind }) => kind === 'call-lost').length).toBe(lost);
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'crash', place: 'core' }));
    expect(existsSync(desk.file('good/violation.json'))).toBe(false);
  });

  test('replays to the same bytes of every table', async () => {
    const { code, stdout } = await type('replay', 'good');
    expect(stdout).toMatch(/^cheapest-in-stock: same recording, digest [0-9a-f]{16}, \d+ events\n$/);
    expect(code).toBe(0);
  });

  test('does not with a byte changed, nor with the scenario changed', async () => {
    const path = desk.file('good/cheapest-in-stock/faults.arrows');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - 40));
    const cut = await type('replay', 'good');
    expect(cut.stdout).toMatch(/differs: same events, other faults/);
    expect(cut.code).toBe(98);
    writeFileSync(path, bytes);
    writeFileSync(desk.file('rough.yaml'), SCENARIO.replace('0.3', '0.4'));
    const other = await type('replay', 'good');
    expect(other.stderr).toMatch(/the scenario or its data has changed/);
    expect(other.code).toBe(2);
    writeFileSync(desk.file('rough.yaml'), SCENARIO);
  });
});

describe('a run that breaks an invariant', () => {
  let ran: Ran;
  beforeAll(() => {
    ran = planted('run', 'rough.yaml', '--quiet', '--out', 'bad');
  }, HANGS_MS);

  test('exits 3 and leaves the place: event, time, states of the actors involved', () => {
    expect(ran.code).toBe(3);
    expect(ran.stdout).toMatch(/broke an invariant/);
    expect(ran.stdout).toMatch(/violation {2}bad\/violation\.json/);
    const violation = JSON.parse(readFileSync(desk.file('bad/violation.json'), 'utf8'));
    expect(violation).toMatchObject({
      seed: 1,
      policy: 'cheapest-in-stock',
      scenario: { name: 'rough' },
      place: { invariant: 'side-effect-once', lastBusiness: { event: 'loadDelivered', entityType: 'load' } },
    });
    const { event, time, actors } = violation.place;
    const { rows } = readTable(desk.file('bad/cheapest-in-stock'), 'events');
    expect([rows.length, rows.at(-1)!.time]).toEqual([event, time]);
    expect(actors).toContainEqual(
      expect.objectContaining({ type: 'load', state: expect.objectContaining({ status: 'in-transit' }) }),
    );
  });

  test('its folder and its file lead to the same place', () => {
    const folder = planted('replay', 'bad');
    // An instant is told in one way, whoever has told it.
    expect(folder.stdout).toMatch(
      /same recording, .* and the same violation: .*loadDelivered a second time \(event \d+, .* at 2026-03-\d\dT[\d:.]+Z\)\n$/,
    );
    expect(folder.code).toBe(0);
    const file = planted('replay', 'bad/violation.json');
    expect(file.stdout).toMatch(/same place\. .*loadDelivered a second time \(event \d+, 2026-03-/);
    expect(file.code).toBe(0);
  });

  test('where the fault is gone, nothing is violated any more', async () => {
    const { code, stdout } = await type('replay', 'bad/violation.json');
    expect(stdout).toMatch(/differs: no invariant is violated any more\. On record: .*a second time/);
    expect(code).toBe(98);
    expect((await type('replay', 'bad')).code).toBe(98);
  });

  test('another place is told', async () => {
    const text = readFileSync(desk.file('bad/violation.json'), 'utf8');
    writeFileSync(desk.file('moved.json'), text.replace('"in-transit"', '"delivered"'));
    const { code, stdout } = planted('replay', 'moved.json');
    expect(stdout).toMatch(/differs in actors: /);
    expect(code).toBe(98);
    writeFileSync(desk.file('none.json'), '{}');
    expect(await type('replay', 'none.json')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/is no violation/),
    });
    expect(await type('replay', 'nowhere')).toMatchObject({ code: 2 });
  });

  test('a new run in the folder leaves no violation behind', async () => {
    expect((await type('run', 'rough.yaml', '--quiet', '--out', 'bad')).code).toBe(0);
    expect(existsSync(desk.file('bad/violation.json'))).toBe(false);
  });
});
