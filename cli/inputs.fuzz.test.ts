/**
 * What must hold of any file and any word that the command line is given: it is read, or refused as a fault of the user's (exit 2) in
 * words that name the file or the option; nothing of a file that is refused is changed. Shown by bytes like decision logs, results of
 * replications, violations, command lines on record, and the words of options.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { DecisionEnvironment } from '#bench/environment/decision-environment';
import { POINTS } from '#orchestrator/decisions/points';
import { fuzz } from '#testing/fuzz/fuzz-target';
import { inputsLike } from '#testing/fuzz/mutations';
import { runs } from '#testing/properties/properties';
import { thumbArm } from '#testing/runs/model-run';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { UserError } from './exit-codes.ts';
import { readDecisionLog } from './experiments/decision-log.ts';
import { ResultFile } from './experiments/result-file.ts';
import { decisionId } from './explain/decision-id.ts';
import { EnvironmentLines } from './models/env-protocol.ts';
import { goldenRows } from './models/golden-rows.ts';
import { readViolation } from './run/violation-file.ts';
import { DiskFiles } from './source-files.ts';
import { splitCommand } from './split-command.ts';
import { untilInstant } from './until.ts';

const dir = mkdtempSync(join(tmpdir(), 'dray-fuzz-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const textOf = (input: Uint8Array): string => Buffer.from(input).toString();

/** null = it was refused, in words that name this. */
function orRefused<Value>(named: string, read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).toContain(named);
    return null;
  }
}

function fileOf(name: string, input: Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, input);
  return path;
}

const LINE = {
  chosen: 0,
  propensities: [0.9, 0.1],
  reward: -12.5,
  target: [0.2, 0.8],
  predicted: [-13, -10],
};

fuzz({
  name: 'decision-log',
  samples: [`${JSON.stringify(LINE)}\n${JSON.stringify({ ...LINE, chosen: 1 })}\n`],
  words: ['chosen', 'target', '[0,1]', '1.5'],
  inputs: 150,
  take: (input) => {
    const path = fileOf('log.jsonl', input);
    const log = orRefused(path, () => readDecisionLog(path));
    for (const { propensities, target, reward } of log ?? [])
      for (const number of [...propensities, ...target, reward]) expect(number).toSatisfy(Number.isFinite);
    return log;
  },
});

const result = { design: 'a1', replication: '7', result: { digest: 'd1', cost: 12.5 } };

fuzz({
  name: 'result-file',
  samples: [
    `${JSON.stringify(result)}\n${JSON.stringify({ ...result, replication: '8' })}\n`,
    '{"design":"a1"',
  ],
  words: ['"digest"', '"result"', '\n', 'null'],
  inputs: 150,
  take: (input) => {
    const path = fileOf('results.jsonl', input);
    const file = orRefused(path, () => new ResultFile(path, ['a1'], (n) => n));
    // What is refused stays as it was; what is taken loses at most the line that was cut off.
    const after = readFileSync(path);
    const whole = Buffer.from(input).lastIndexOf(0x0a) + 1;
    expect(after.equals(Buffer.from(input).subarray(0, file === null ? input.length : whole))).toBe(true);
    return file?.known({ design: 0, replication: 7 });
  },
});

const VIOLATION = {
  format: 'dray-violation-1',
  reproduce: "dray run quickstart --seed 7 --set 'demand.days=2'",
  seed: 7,
  scenario: { name: 'quickstart', digest: 'd1' },
  versions: { dray: '0.1.0', node: 'v24.0.0', v8: '13' },
  policy: 'cheapest-feasible',
  place: {
    invariant: 'i',
    what: 'w',
    event: 9,
    time: 1_772_409_600_000,
    digest: 'd',
    lastBusiness: null,
    actors: [],
  },
};

fuzz({
  name: 'violation',
  samples: [JSON.stringify(VIOLATION, null, 2)],
  words: ['"place"', '"../x"', '"event"', '-1', '1e99'],
  inputs: 150,
  take: (input) => {
    const path = fileOf('violation.json', input);
    const violation = orRefused(path, () => readViolation(path));
    if (violation !== null) expect(new Date(violation.place.time).toISOString()).not.toBe('');
    return violation;
  },
});

fuzz({
  name: 'command',
  samples: [
    VIOLATION.reproduce,
    "dray run 'my file.yaml' --with peak --policy mine --fidelity wire --data d",
  ],
  words: ["'", '\\', '--set', '--with', 'dray run'],
  take: (input) => orRefused('no command to run again', () => splitCommand(textOf(input))),
});

const START = Date.UTC(2026, 2, 1);

fuzz({
  name: 'until',
  samples: ['2026-03-04T00:00:00Z', '3 d', '26 h', '2026-03-04T00:00:00.123Z'],
  words: ['-', 'T', 'Z', '+01:00', '999999999999999 d'],
  take: (input) => {
    const at = orRefused('--until', () => untilInstant(textOf(input), START));
    if (at !== null) expect(at).toBeGreaterThanOrEqual(START);
    if (at !== null) expect(new Date(at).toISOString()).not.toBe('');
    return at;
  },
});

fuzz({
  name: 'decision-id',
  samples: ['17', 'sourcing:order-17:1', 'carrier:load-9:2'],
  words: [':', 'sourcing', 'order-', '4294967296'],
  take: (input) => {
    const id = orRefused('--decision', () => decisionId(textOf(input)));
    if (id !== null) expect(id.kind === 'row' ? id.no : id.entity.key).toSatisfy(Number.isSafeInteger);
    return id;
  },
});

const columns = [...POINTS.carrier.features.columns.map(({ name }) => name), 'score'];

fuzz({
  name: 'golden-rows',
  samples: [`${columns.join(',')}\n${columns.map((_, i) => i / 2).join(',')}\n`],
  words: ['score', '1e39', '"1"', ' '],
  inputs: 150,
  take: (input) => {
    const path = fileOf('golden.csv', input);
    const golden = orRefused(path, () => goldenRows(path, 'carrier', new DiskFiles(null)));
    for (const score of golden?.scores ?? []) expect(score).toSatisfy(Number.isFinite);
    return golden;
  },
});

test('lines of dray env: each is answered by one line of JSON, and the next as if it had not been', async () => {
  const world = smallDistributor({ ordersPerDay: 2 });
  const script = '{"spec": {}}\n{"reset": {"seed": 1}}\n{"step": 0}\n{"step": 1}\n';
  const lines = inputsLike(
    [Buffer.from(script)],
    ['"reset"', '"seed"', '-1', '1e9', '0.5', '\n{"step":0}\n'],
  );
  await fc.assert(
    fc.asyncProperty(lines, async (input) => {
      const written: string[] = [];
      const environment = new DecisionEnvironment({
        world: () => world,
        policies: thumbArm(),
        point: 'sourcing',
        optionsMax: 4,
      });
      const served = { scenario: 's', currency: 'USD', point: 'sourcing', optionsMax: 4 } as const;
      const env = new EnvironmentLines({ environment, ...served, seedOf: (n) => n }, (line) =>
        written.push(line),
      );
      const text = `${textOf(input).slice(0, 2_000)}\n`;
      await env.take(text);
      await env.take('{"spec": {}}\n');
      const asked = `${text}x\n`.split('\n').filter((line) => line.trim() !== '');
      expect(written).toHaveLength(asked.length);
      for (const line of written) expect(JSON.parse(line)).toBeTypeOf('object');
      expect(JSON.parse(written.at(-1)!)).toHaveProperty('spec');
    }),
    { numRuns: runs(20) },
  );
});
