/**
 * A system of a user's own before one of ours, as a user has it: a file beside a scenario, run by the command. The examples go to their end with
 * every invariant watched, do what they say, and the same again; what a system may not do is told with file and line, what does not fit its
 * contract by types as well, and one for which there is no place where it is named.
 */
import { cpSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { EXAMPLES, PartsDesk, SMALL } from './parts-desk.fixture.ts';

const parts = new PartsDesk();
afterAll(() => parts.leave());
cpSync(EXAMPLES, parts.file('mine'), { recursive: true });

const QUIET = ['--quiet', '--report', 'none', '--json'];
const FEW = ['days=1', 'maxOrders=40'].flatMap((each) => ['--set', `demand.${each}`]);
const ONE_ARM = ['--set', 'policies=[cheapest-feasible]', '--set', 'thresholds=[]'];

describe('the examples', () => {
  test('a warehouse that sleeps at night: orders leave later, and the run is the same again', async () => {
    const words = ['run', 'mine/night-shift.yaml', ...FEW, ...ONE_ARM, ...QUIET];
    const ran = await parts.type(...words, '--out', 'night');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const report = JSON.parse(ran.stdout);
    expect(report.end).toBe('empty');
    expect(report.parts).toEqual([
      expect.objectContaining({ kind: 'system', name: 'Night Shift', file: 'night-shift.ts' }),
    ]);
    const plain = JSON.parse(
      (await parts.type('run', 'quickstart', ...FEW, ...ONE_ARM, ...QUIET, '--out', 'day')).stdout,
    );
    const hours = ({ kpis }: typeof report): number => kpis['cheapest-feasible'].orderToShipP90;
    expect(hours(report)).toBeGreaterThan(hours(plain));
    const again = JSON.parse((await parts.type(...words, '--out', 'again')).stdout);
    expect(again.digest).toBe(report.digest);
  });

  test.each([
    ['quickstart', ONE_ARM],
    ['quickstart', [...ONE_ARM, '--with', 'order-changes']],
    ['b2b-distributor', ['--set', 'policies=[cheapest-in-stock]', '--set', 'thresholds=[]']],
  ])('a whole WMS in the place of ours: every rule of a run of %s holds for it %s', async (name, more) => {
    const depot = ['--set', 'systems.parts.wms=mine/corner-depot.ts'];
    const words = ['run', name, ...depot, ...FEW, ...more, ...QUIET];
    const ran = await parts.type(...words, '--out', 'depot');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const { end, orders, kpis } = JSON.parse(ran.stdout);
    expect(end).toBe('empty');
    const { ordersDelivered, backorderShare, fillRate } = Object.values<typeof kpis>(kpis)[0];
    // It never runs out.
    expect([backorderShare, fillRate]).toEqual([0, 1]);
    expect(ordersDelivered).toBeGreaterThan(0.9 * orders);
  });

  test('and one that does not answer is named where orders wait for it for ever', async () => {
    parts.write(
      'mute.ts',
      `import { defineSystem } from 'dray/mocks';
export default defineSystem({
  name: 'Mute',
  system: 'wms',
  answers: {
    reserveStock: (_state, asked) => (asked.key > 200 ? {} : { passes: [asked] }),
  },
  replies: {
    stockCounted: () => ({}),
  },
});
`,
    );
    const words = ['run', 'quickstart', '--set', 'systems.parts.wms=mute.ts', '--set', 'demand.days=1'];
    const { code, stdout } = await parts.type(...words, ...ONE_ARM, '--report', 'none', '--out', 'mute');
    expect(code).toBe(3);
    const violation = JSON.parse(readFileSync(parts.file('mute/violation.json'), 'utf8'));
    const { what } = violation.place;
    expect(stdout).toContain(what);
    expect(what).toContain('wait for no person: 208 (reserving)');
    expect(what).toMatch(
      /\. \S*mute\.ts:6:5: Mute: nothing came at once of reserveStock, which the core said to it: 410 x, of 208 first/,
    );
    expect(what).toMatch(
      /mute\.ts:9:5: Mute: nothing came at once of stockCounted, which the wms behind it said: \d+ x/,
    );
  });

  test('and one that does not write down what it does is found out', async () => {
    const text = readFileSync(parts.file('mine/corner-depot.ts'), 'utf8');
    const issued = "{ event: 'goodsIssued', key, a: node, b: unitsOf(key) },";
    expect(text).toContain(issued);
    parts.write('silent-depot.ts', text.replace(issued, ''));
    const words = ['run', 'quickstart', '--set', 'systems.parts.wms=silent-depot.ts', ...FEW, ...ONE_ARM];
    const { stdout } = await parts.type(...words, ...QUIET, '--out', 'silent');
    expect(JSON.parse(stdout).end).toBe('violated');
  });

  test.each([
    [['mine/night-shift.yaml'], 'Night Shift'],
    [['quickstart', '--set', 'systems.parts.wms=mine/corner-depot.ts'], 'Corner Depot'],
  ])('are right by `dray check`, types and all: %s', (words, name) => {
    const { code, stdout, stderr } = parts.typeAlone('check', ...words);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`own part     system "${name}" of `);
    expect(stdout).toContain(`settles      nobody knows when: "${name}" is a system of your own`);
    expect(stdout).not.toContain('warning');
  });
});

/** Its function for waves begins in line 6; the body is line 7. */
function systemFile(name: string, body: string): string {
  const text = `import { defineSystem } from 'dray/mocks';
export default defineSystem({
  name: '${name}',
  system: 'wms',
  answers: {
    releaseWave(_state, wave, now, luck) {
      ${body}
    },
  },
});
`;
  return parts.write(`${name}.ts`, text);
}
const runOf = (file: string): string[] => [
  ...['run', 'quickstart', ...SMALL, '--set', 'thresholds=[]', '--set', `systems.parts.wms=${file}`],
  ...['--out', 'out'],
];

describe('what a system may not do is told with file and line', () => {
  test.each([
    ['throws', 'return wave.body.orders[99].x;', 7, 'releaseWave threw TypeError'],
    ['chance', 'return Math.random() < 2 ? {} : {};', 7, 'Math.random() draws ambient chance'],
    ['luckless', 'return Math.random() < 2 ? {} : {};', 7, 'draw from `luck`'],
    ['clock', 'return Date.now() > 0 ? {} : {};', 7, 'Date.now() reads a clock of this machine'],
    ['maims', 'return { passes: [{ ...wave, body: null as never }] };', 7, "ours can't take in: Cannot read"],
    ['writes', 'wave.body.shipments.push(3); return {};', 7, 'changes what it was given'],
    ['silent', 'if (now > luck.unit("x")) return;', 6, 'releaseWave answered undefined'],
    [
      'lies',
      "return { says: [{ kind: 'loadBooked', key: 1, a: 0, b: 0, body: null }] };",
      6,
      'none of these',
    ],
  ])('%s', async (name, body, line, says) => {
    const { code, stderr } = await parts.type(...runOf(systemFile(name, body)));
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
    expect(stderr).toMatch(new RegExp(`^${name}\\.ts:${line}:\\d+: system "${name}": [^\\n]*\\n$`));
    expect(JSON.parse(readFileSync(parts.file('out/run.json'), 'utf8'))).toMatchObject({ end: 'failed' });
  });

  test('one that never answers is stopped where it is', () => {
    const { code, stderr } = parts.typeAlone(
      ...runOf(systemFile('loops', 'for (;;) if (now < 0) return {};')),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^loops\.ts:7:\d+: system "loops": releaseWave has not answered within 5 s: /);
  });
});

test('what does not fit the contract is a type error, with its place', () => {
  const file = systemFile('typed', "return { passes: [{ ...wave, body: { shipments: ['x'] } }] };");
  const { code, stderr, stdout } = parts.typeAlone(
    'check',
    'quickstart',
    '--set',
    `systems.parts.wms=${file}`,
  );
  expect(code).toBe(2);
  expect(stdout + stderr).toMatch(/typed\.ts:\d+:\d+: .*is not assignable.*\(TS2322\)/);
});

describe('where systems may stand', () => {
  const check = (set: string) => parts.type('check', 'quickstart', '--set', set);

  test('one of another kind is told where it belongs', async () => {
    const { stderr } = await check('systems.parts.customs=mine/night-shift.ts');
    expect(stderr).toMatch(/is a system of kind "wms", and a system of kind "customs" is needed here/);
    expect(stderr).toContain('It stands at `systems.parts.wms`');
    expect((await check('systems.tms.part=mine/night-shift.ts')).stderr).toContain('a system of kind "tms"');
  });

  test.each([
    ['systems.parts.tms', 'systems.tms.part'],
    ['systems.erp.part', 'systems.parts.erp'],
    ['systems.wms.part', 'systems.parts.wms'],
  ])('one at %s belongs at %s', async (place, right) => {
    const { code, stderr } = await check(`${place}=mine/night-shift.ts`);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`a system of your own stands at \`${right}\``),
    ]);
  });

  test('one before a system that is not there is told what brings that', async () => {
    const text = readFileSync(parts.file('mine/night-shift.ts'), 'utf8');
    const bare = text.replace(/initial:[\s\S]*/, 'answers: { lodgeDeclaration: () => ({}) },\n});\n');
    parts.write('desk.ts', bare.replace("'wms'", "'customs'"));
    const { code, stderr } = await check('systems.parts.customs=desk.ts');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        '"desk.ts" would stand before customs, which is not there: `systems.customs` brings it',
      ),
    ]);
  });
});
