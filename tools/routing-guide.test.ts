/**
 * The example of the guide on routing guides is right and runs as its reader would run it; what the guide says of mistakes in the file is
 * what `dray check` says of them, with line and column.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GUIDE = readFileSync(`${ROOT}docs/guides/routing-guide.md`, 'utf8');

const desk = new Desk();
beforeAll(() => cpSync(`${ROOT}examples/routing-guide`, desk.path, { recursive: true }));
afterAll(() => desk.clear());

/** The file with some of its lines changed, from 2. */
function changed(lines: Readonly<Record<number, string>>): string {
  const rows = readFileSync(`${ROOT}examples/routing-guide/guide.csv`, 'utf8').trimEnd().split('\n');
  for (const [line, text] of Object.entries(lines)) rows[Number(line) - 1] = text;
  return `${rows.join('\n')}\n`;
}

function checked(text: string): { readonly code: number | null; readonly said: string } {
  writeFileSync(desk.file('guide.csv'), text);
  const { code, stdout, stderr } = dray(['check', 'scenario.yaml'], desk.path);
  return { code, said: stdout + stderr };
}

test('what the guide shows of the files is what is in them', () => {
  for (const name of ['scenario.yaml', 'guide.csv'])
    expect(GUIDE).toContain(`\n${readFileSync(`${ROOT}examples/routing-guide/${name}`, 'utf8')}\`\`\``);
});

test('check says for how many lanes it is', () => {
  const { code, said } = checked(changed({}));
  expect(code).toBe(0);
  const [, sentence] = /of the network it is for: `([^`]+)`/.exec(GUIDE)!;
  expect(said).toContain(`  guide        ${sentence}\n`);
  expect(said).not.toContain('warning');
});

test('mistakes are told as the guide tells them', () => {
  const [cells, names] = [...GUIDE.matchAll(/```text\n(guide\.csv:[\s\S]*?)```/g)].map(([, text]) => text);
  const cut = changed({
    2: 'DC North,North,first,Bluebird Freight,',
    4: ',South,10,Swift Air,',
    5: 'DC South,South',
  });
  expect(checked(cut)).toEqual({ code: 2, said: cells });
  const slips = changed({
    3: 'DC North,North,1,Sparrow Parcel,',
    4: 'DC Sooth,South,10,Swift Air,express',
    5: 'DC South,South,5,Bluebird Freight,expres',
    6: 'DC South,South,7,Swift Air,',
  });
  expect(checked(`${slips}DC South,South,8,Swift Air,\n`)).toEqual({ code: 2, said: names });
});

test('a run of it settles every order', () => {
  writeFileSync(desk.file('guide.csv'), changed({}));
  const small = ['--set', 'demand.maxOrders=20', '--set', 'thresholds=[]', '--policy', 'cheapest-feasible'];
  const words = ['run', 'scenario.yaml', ...small, '--report', 'none', '--out', 'out'];
  expect(dray(words, desk.path).stdout).toContain('Open at the end\n  cheapest-feasible: nothing');
});
