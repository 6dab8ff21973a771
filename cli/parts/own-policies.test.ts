/**
 * A policy of a user's own for any decision point: named after `POINT=`, in an arm or where the scenario says who answers; what it must
 * not do is told with file and line at every point alike.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { DecisionPoint } from '#orchestrator/core/out';
import { readTable } from '#reports/recording/reader';
import { PLACES } from '#scenarios/schema/outbound/point-places';
import { Desk, dray, type Ran } from '#testing/outside/command-line';

const desk = new Desk();
afterAll(() => desk.clear());

function type(...words: string[]): Ran {
  const { stderr, ...ran } = dray(words, desk.path);
  return { ...ran, stderr: stderr.replace(/^warning: library:.*\n/gm, '') };
}

function policyFile(name: string, point: string, body: string): string {
  const text = `import { definePolicy } from 'dray/policy';

export default definePolicy({
  point: '${point}',
  name: '${name}',
  summary: 'planted',
  recommend(context, options, views) {
    ${body}
  },
});
`;
  writeFileSync(desk.file(`${name}.ts`), text);
  return `${name}.ts`;
}

const SMALL = ['--set', 'thresholds=[]', '--quiet', '--report', 'none', '--out', 'out'];
const STORES = ['retail-replenishment', '--set', 'demand.days=2', '--set', 'demand.ordersPerDay=5', ...SMALL];
const CASES = [
  'b2b-distributor',
  ...['lean-desk', 'exceptions-as-cases'].flatMap((overlay) => ['--with', overlay]),
  ...['demand.days=2', 'demand.ordersPerDay=60'].flatMap((set) => ['--set', set]),
  ...SMALL,
];
const WAVES = [
  'b2b-distributor',
  ...['peak-season', 'level-load'].flatMap((overlay) => ['--with', overlay]),
  ...['demand.days=1', 'policies=[cheapest-in-stock]'].flatMap((set) => ['--set', set]),
  ...SMALL,
];

describe('what no part may do', () => {
  test.each<[DecisionPoint, string, string, readonly string[]]>([
    ['replenishment', 'return options.length;', 'recommend answered \\d+: the index of one of the', STORES],
    ['replenishment', 'context.position.push(1);\n    return 0;', 'changes what it was given', STORES],
    ['exception', 'return Math.random() < 2 ? 0 : 1;', 'Math\\.random\\(\\) draws ambient chance', CASES],
    ['exception', 'return 0.5;', 'recommend answered 0\\.5: the index of one of the', CASES],
    ['workload', 'views[0].state.lines.push(1);\n    return 0;', 'changes what it was given', WAVES],
  ])('%s: %s', (point, body, says, scenario) => {
    const file = policyFile('planted', point, body);
    const { code, stderr } = type('run', ...scenario, '--set', `${PLACES[point].join('.')}=${file}`);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(new RegExp(`^planted\\.ts:[78]:\\d+: policy "planted": .*${says}`)),
    ]);
  });

  test('a loop that does not end', () => {
    const file = policyFile(
      'loops',
      'replenishment',
      'for (let x = 0; x >= 0; x = (x + 1) % 7);\n    return 0;',
    );
    const { code, stderr } = type('run', ...STORES, '--policy', `replenishment=${file}`);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^loops\.ts:8:\d+: policy "loops": recommend has not answered within 5 s/),
    ]);
  });
});

describe('--policy POINT=POLICY', () => {
  test('is an arm that differs at that point alone; its decisions are on record, and it is replayed', () => {
    const file = policyFile('sends-least', 'replenishment', 'return options.length - 1;');
    const asked = ['--policy', `replenishment=${file}`, '--policy', 'replenishment=urgent-only'];
    const ran = type('run', ...STORES, ...asked, '--json');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const { arms, parts } = JSON.parse(ran.stdout);
    type Arm = { readonly policy: string; readonly otherPolicies: { readonly replenishment: string } };
    expect(arms.map((arm: Arm) => [arm.policy, arm.otherPolicies.replenishment])).toEqual([
      ...arms.slice(0, -2).map((arm: Arm) => [arm.policy, 'order-up-to']),
      ['replenishment-sends-least', 'sends-least'],
      ['replenishment-urgent-only', 'urgent-only'],
    ]);
    expect(parts).toEqual([expect.objectContaining({ kind: 'policy', name: 'sends-least' })]);
    const { rows } = readTable(desk.file('out/replenishment-sends-least'), 'decisions');
    const used = (point: string): Set<unknown> =>
      new Set(rows.filter((row) => row.point === point).map(({ policy }) => policy));
    expect(used('replenishment')).toEqual(new Set(['sends-least']));
    expect(used('sourcing')).toEqual(new Set([arms[0].policy]));
    expect(type('replay', 'out')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/replenishment-sends-least: same recording/),
    });
  });

  test('takes a model of the library, or a file; it is replayed without it', () => {
    const words = ['quickstart', '--set', 'demand.days=1', '--set', 'demand.maxOrders=25', ...SMALL];
    const ran = type('run', ...words, '--policy', 'carrier=onnx:carrier-cost-and-lateness', '--json');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const arm = JSON.parse(ran.stdout).arms.at(-1);
    expect(arm).toMatchObject({
      policy: 'carrier-cost-and-lateness',
      carrierPolicy: 'carrier-cost-and-lateness',
      modelDigest: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const { rows } = readTable(desk.file('out/carrier-cost-and-lateness'), 'decisions');
    const asked = rows.filter((row) => row.point === 'carrier');
    expect(asked.length).toBeGreaterThan(5);
    for (const row of asked) expect(row.policyDigest).toBe(arm.modelDigest);
    expect(type('replay', 'out')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/carrier-cost-and-lateness: same recording/),
    });
  });

  test.each([
    ['carier=cheapest-carrier', 'unknown decision point: "carier". Did you mean "carrier"?'],
    ['dock-slot=after-arrival', 'nobody asks about docks: nothing is said at `inbound.dockPolicy`'],
  ])('%s is refused', (policy, says) => {
    const { code, stderr } = type('run', 'quickstart', ...SMALL, '--policy', policy);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});
