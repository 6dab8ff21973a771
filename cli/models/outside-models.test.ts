/**
 * Models that live outside, as a user types them: a Python class and an endpoint as arms of one run; what failed is told; the run is
 * replayed with neither; and nobody is called, and no file run, who is not allowed. Skipped where there is no Python.
 */
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '#reports/recording/reader';
import type { ModelPolicyEntry } from '#scenarios/schema/outbound/policies';
import { Desk, DRAY, type Ran } from '#testing/outside/command-line';
import { hasPython, PYTHON } from '#testing/outside/python';
import { DiskFiles } from '../source-files.ts';
import { openModel } from './model-sources.ts';

const desk = new Desk();
const SMALL = [
  '--set',
  'demand.days=1',
  '--set',
  'demand.ordersPerDay=12',
  '--set',
  'thresholds=[]',
  '--report',
  'none',
  '--quiet',
];

/** The server answers while it runs. */
function type(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd: desk.path, env: { ...process.env, NO_COLOR: '1', DRAY_PYTHON: PYTHON, ...env } };
    execFile(process.execPath, [DRAY, ...words], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

let server: Server;
let calls = 0;

beforeAll(async () => {
  // Cheapest first, as MLflow answers; every fourth time a page.
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      calls += 1;
      const { columns, data } = JSON.parse(body).dataframe_split;
      const at = columns.indexOf('freight');
      const predictions = data.map((row: readonly number[]) => -row[at]!);
      response.end(calls % 4 === 0 ? '<html>' : JSON.stringify({ predictions }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const rest =
    'baseline: cheapest-in-stock, mode: active, thinking: { constant: 1 s }, timeout: 2 s, source: x';
  writeFileSync(
    desk.file('mine.yaml'),
    `extends: b2b-distributor
name: mine
policies:
  - { name: class, model: "py:mine.py:Mine", ${rest} }
  - { name: server, http: { protocol: mlflow, url: "http://127.0.0.1:${port}" }, ${rest} }
`,
  );
  writeFileSync(
    desk.file('mine.py'),
    `class Mine:
    def __init__(self, point):
        self.at = point.index("freight")
    def score(self, rows):
        print("noise")
        return [-row[self.at] for row in rows]
`,
  );
});
afterAll(() => {
  server.close();
  desk.clear();
});

const answersOf = (arm: string): readonly (readonly [answer: string, fallback: string | null])[] =>
  readTable(desk.file(`run/${arm}`), 'decisions').rows.flatMap(({ point, answer, fallback }) =>
    point === 'sourcing' ? [[String(answer), fallback === null ? null : String(fallback)] as const] : [],
  );

describe.skipIf(!hasPython)('a class and an endpoint as arms', () => {
  test('are run, what failed is told, and the run is replayed without either', async () => {
    const ran = await type([
      'run',
      'mine.yaml',
      ...SMALL,
      '--allow-host',
      '127.0.0.1',
      '--out',
      'run',
      '--json',
    ]);
    expect(ran.code).toBe(0);
    const of = answersOf('class');
    expect(of.length).toBeGreaterThan(8);
    expect(new Set(of.map(([, fallback]) => fallback))).toEqual(new Set([null]));
    const served = answersOf('server');
    const failed = served.filter(([, fallback]) => fallback === 'model-failed');
    expect([served.length, failed.length]).toEqual([calls, Math.floor(calls / 4)]);
    expect(failed[0]![0]).toBe('{"kind":"failed","reason":"no JSON: <html>"}');
    // Each has thought for the second of virtual time that it says, and those that failed have, too.
    const latencies = (arm: string): Set<unknown> =>
      new Set(
        readTable(desk.file(`run/${arm}`), 'decisions').rows.map(
          ({ point, latencyMs }) => `${point} ${latencyMs}`,
        ),
      );
    for (const arm of ['class', 'server']) {
      expect(latencies(arm)).toContain('sourcing 1000');
      expect(latencies(arm)).not.toContain('sourcing 0');
    }
    const note = `policy "server": ${failed.length} of ${calls} answers of its model failed, and the baseline decided; the first: no JSON: <html>`;
    expect(ran.stderr).toContain(`warning: ${note}\n`);
    expect(ran.stderr).not.toContain('policy "class"');
    const report = JSON.parse(ran.stdout);
    expect(report.warnings).toContain(note);
    expect(report.reproduce).toContain('--allow-host 127.0.0.1');
    expect(new Set(report.arms.map((arm: { modelDigest?: string }) => arm.modelDigest)).size).toBe(2);

    const asked = calls;
    rmSync(desk.file('mine.py'));
    const again = await type(['replay', 'run'], { DRAY_PYTHON: 'no-such-python' });
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(again.stdout).toMatch(/class: same recording[\s\S]*server: same recording/);
    expect(calls).toBe(asked);
  });
});

const entry = (model: Pick<ModelPolicyEntry, 'model' | 'http'>): ModelPolicyEntry => ({
  name: 'm',
  ...model,
  baseline: 'cheapest-in-stock',
  mode: 'active',
  thinking: { constant: '1 s' },
  timeout: '2 s',
  source: 'x',
});

test('an endpoint that is not allowed by name is not called', async () => {
  const asked = calls;
  const { port } = server.address() as AddressInfo;
  const http = { protocol: 'mlflow', url: `http://127.0.0.1:${port}` } as const;
  const places = { files: new DiskFiles(null), models: undefined, hosts: ['localhost', '127.0.0.1:1'] };
  await expect(openModel(entry({ http }), places)).rejects.toThrow(
    `model of policy "m": http://127.0.0.1:${port}: "127.0.0.1" may not be called. Say --allow-host 127.0.0.1:${port} if you trust it`,
  );
  expect(calls).toBe(asked);
});

describe('digests of the models that may run', () => {
  const library = fileURLToPath(
    new URL('../../scenarios/library/models/cost-and-lateness.onnx', import.meta.url),
  );
  const open = (model: string, digest: string) =>
    openModel(entry({ model }), { files: new DiskFiles(null), models: { digests: [digest] }, hosts: [] });
  const DIGEST = 'b95adc8fd5855bef5fbdcce6fda3c203953b2f929b4daf755b5da1cf2e8130ce';

  test.each([DIGEST, DIGEST.slice(0, 16)])('%s is that of the library’s file, which runs', async (digest) => {
    const model = await open(library, digest);
    expect(model.digest).toBe(DIGEST.slice(0, 16));
    await model.close();
  });

  test('another file is not run, and is told with its digest', async () => {
    const { digest } = await open(library, DIGEST).then(async (model) => {
      await model.close();
      return model;
    });
    await expect(open(library, '0'.repeat(64))).rejects.toThrow(
      new RegExp(`its SHA-256, ${digest}[0-9a-f]{48}, is none of \`models\\.digests\`\\. If it is the file`),
    );
    writeFileSync(desk.file('other.py'), 'raise SystemExit(9)\n');
    await expect(open(`py:${desk.file('other.py')}:Mine`, DIGEST)).rejects.toThrow(
      /is none of `models\.digests`/,
    );
    await expect(open('py:some.module:Mine', DIGEST)).rejects.toThrow(
      /a module has no one file whose digest/,
    );
  });
});
