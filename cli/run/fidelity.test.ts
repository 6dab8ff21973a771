/**
 * A failing case that breaks in bytes alone is run in bytes by whoever runs it, unless something else is typed. Bytes change nothing in a
 * run, so it is told by who asks for the codecs of carriers.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import { runScenario } from '#own-parts/testing/scenario-run';
import { Desk } from '#testing/outside/command-line';
import { dray } from '../in-process.fixture.ts';

const desk = new Desk();
afterAll(() => desk.clear());

const CASE = `extends: b2b-distributor
name: in-bytes
demand: { maxOrders: 4 }
thresholds: []
policies: [cheapest-in-stock]
failure: { invariant: settles, place: 'order done, at the end', story: none, fidelity: wire, dray: 0.1.0 }
`;
const file = desk.file('wire.yaml');
writeFileSync(file, CASE);

let asked = 0;
const { x12 } = carrierCodecs;
Object.defineProperty(carrierCodecs, 'x12', {
  get: () => {
    asked += 1;
    return x12;
  },
});
beforeEach(() => {
  asked = 0;
});

const out = desk.file('out');
const QUIET = ['--quiet', '--report', 'none', '--out', out];

test('dray run, and dray replay of that run, speak in bytes', async () => {
  expect((await dray('run', file, ...QUIET)).code).toBe(0);
  expect(asked).toBeGreaterThan(0);
  asked = 0;
  const { stdout } = await dray('replay', out);
  expect(stdout).toMatch(/^cheapest-in-stock: same recording/);
  expect(asked).toBeGreaterThan(0);
});

test('what is typed comes first', async () => {
  expect((await dray('run', file, ...QUIET, '--fidelity', 'objects')).code).toBe(0);
  expect(asked).toBe(0);
});

test('a test of the user speaks in bytes, unless it says otherwise', async () => {
  await runScenario(file);
  expect(asked).toBeGreaterThan(0);
  asked = 0;
  await runScenario(file, { fidelity: 'objects' });
  expect(asked).toBe(0);
});
