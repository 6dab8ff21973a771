/**
 * The example of the guide on order histories is right and runs as its reader would run it; what the guide says of mistakes in the files is
 * what `dray check` says of them, with line and column.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GUIDE = readFileSync(`${ROOT}docs/guides/order-history.md`, 'utf8');

const desk = new Desk();
beforeAll(() => cpSync(`${ROOT}examples/order-history`, desk.path, { recursive: true }));
afterAll(() => desk.clear());

const orders = (): string => readFileSync(desk.file('orders.csv'), 'utf8');

/** What check says of the example with other orders. */
function checked(text: string): string {
  const before = orders();
  writeFileSync(desk.file('orders.csv'), text);
  const { stderr, stdout } = dray(['check', 'scenario.yaml'], desk.path);
  writeFileSync(desk.file('orders.csv'), before);
  return stderr + stdout;
}

test('what the guide shows of the files is how they begin', () => {
  const shown = [...GUIDE.matchAll(/```text\n([\s\S]*?)\.\.\.\n```/g)].map(([, text]) => text!);
  const files = ['orders.csv', 'products.csv', 'customers.csv'].map((name) =>
    readFileSync(desk.file(name), 'utf8'),
  );
  expect(shown).toHaveLength(files.length);
  shown.forEach((text, i) => {
    expect(files[i]!.startsWith(text)).toBe(true);
  });
});

test('a run of it settles every order', () => {
  const names = new Set(
    orders()
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[0]),
  );
  const words = ['run', 'scenario.yaml', '--set', 'thresholds=[]', '--quiet', '--json', '--report', 'none'];
  const { code, stdout } = dray([...words, '--out', 'out'], desk.path);
  expect(code).toBe(0);
  const { orders: ran, kpis } = JSON.parse(stdout) as {
    readonly orders: unknown;
    readonly kpis: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  expect(ran).toBe(names.size);
  for (const arm of ['cheapest-feasible', 'fastest-feasible']) expect(kpis[arm]!.ordersOpen).toBe(0);
});

test('mistakes are told as the guide tells them', () => {
  const rows = orders().trim().split('\n');
  const change = (line: number, from: string, to: string): void => {
    expect(rows[line - 1]).toContain(from);
    rows[line - 1] = rows[line - 1]!.replace(from, to);
  };
  change(7, 'Chicago', 'Chcago');
  change(12, '2026-03-02 15:39', '02.03.2026');
  change(39, 'HSE-19', 'HSE-91');
  change(49, '2026-03-11', '9999-12-31');
  const told = checked([...rows, rows[1]!].join('\n'));
  const [, shown] = /```text\n(orders\.csv:[\s\S]*?)```/.exec(GUIDE)!;
  expect(told).toBe(shown);
});

test('files of another content are another scenario, and the same ones elsewhere are the same', () => {
  const digestOf = (cwd: string, path: string): string => {
    const words = [
      'run',
      path,
      '--policy',
      'cheapest-feasible',
      '--set',
      'thresholds=[]',
      '--set',
      'demand.maxOrders=3',
    ];
    const { stdout } = dray([...words, '--report', 'none', '--out', desk.file(`run-${path.length}`)], cwd);
    return /scenario ([0-9a-f]{16})/.exec(stdout)![1]!;
  };
  const there = digestOf(desk.path, 'scenario.yaml');
  expect(digestOf(ROOT, 'examples/order-history/scenario.yaml')).toBe(there);
  writeFileSync(
    desk.file('orders.csv'),
    orders().replace(/,(\d+)\n$/, (_, units) => `,${Number(units) + 1}\n`),
  );
  expect(digestOf(desk.path, './scenario.yaml')).not.toBe(there);
});
