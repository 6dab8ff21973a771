/**
 * Python classes that are right, and classes that are wrong in each way there is: the first answer as written, the others end with a reason
 * on record and never with the run. Skipped where there is no Python.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { adviceOf } from '#orchestrator/decisions/model-answer';
import { CARRIER_COLUMNS } from '#orchestrator/decisions/points/carrier';
import { answersOf } from '#scenarios/host/answer-source';
import type { ModelQuestion } from '#scenarios/host/ports';
import { Desk } from '#testing/outside/command-line';
import { hasPython, PYTHON } from '#testing/outside/python';
import type { OutsideModel } from './outside-model.ts';
import { openPythonModel } from './python-model.ts';

const desk = new Desk();
const opened: OutsideModel[] = [];
afterAll(async () => {
  for (const model of opened) await model.close();
  desk.clear();
});

const COLUMNS = CARRIER_COLUMNS.length;

/** Two options whose first columns are these. */
function question(first: number, second: number): ModelQuestion {
  const features = new Float32Array(2 * COLUMNS);
  features[0] = first;
  features[COLUMNS] = second;
  return {
    policy: 'm',
    point: 'carrier',
    entityType: 'load',
    entityKey: 1,
    attempt: 1,
    inputDigest: '',
    features,
    rows: 2,
  };
}

async function open(code: string, name = 'Mine', answerWithinMs = 20_000): Promise<OutsideModel> {
  const file = desk.file(`m${opened.length}.py`);
  writeFileSync(file, code);
  const model = await openPythonModel(`${file}:${name}`, 'carrier', { answerWithinMs, python: PYTHON });
  opened.push(model);
  return model;
}

const scorer = (body: string, head = ''): string =>
  `${head}\nclass Mine:\n    def score(self, rows):\n        ${body.replaceAll('\n', '\n        ')}\n`;

const answer = (scores: readonly number[]) =>
  expect.objectContaining({ kind: 'answered', scores, action: null, confidence: null, propensity: null });

test('without a Python: what to install, and how to say where it is', async () => {
  const options = { answerWithinMs: 1, python: 'no-such-python' };
  await expect(openPythonModel('m.py:Mine', 'carrier', options)).rejects.toThrow(
    'm.py:Mine: "no-such-python" can\'t be started (ENOENT). Install Python 3.8 or later, or say where it is: DRAY_PYTHON=',
  );
});

describe.skipIf(!hasPython)('a class', () => {
  test('gives a score for each row; questions that are open together are answered in their order', async () => {
    const { ask } = answersOf(await open(scorer('return [-row[0] for row in rows]')));
    const answers = await Promise.all([1, 2, 3].map((n) => ask(question(n, 10 * n))));
    expect(answers).toEqual([1, 2, 3].map((n) => answer([-n, -10 * n])));
  });

  test('knows its point and columns, and may say more than scores', async () => {
    const model = await open(
      `class Mine:
    def __init__(self, point):
        self.at = point.index("transit")
        assert (point.name, point.units[self.at], len(point.columns)) == ("carrier", "days", ${COLUMNS})
    def score(self, rows):
        return {"scores": [row[self.at] for row in rows], "action": 1, "confidence": 0.75, "propensity": 0.5}
`,
    );
    expect(await answersOf(model).ask(question(1, 2))).toEqual({
      kind: 'answered',
      scores: [0, 0],
      action: 1,
      confidence: 0.75,
      propensity: 0.5,
    });
  });

  test('begins each run anew: what it learned in another one is forgotten', async () => {
    const model = await open(`class Mine:
    n = 0
    def score(self, rows):
        self.n += 1
        return [self.n, 0]
`);
    const { ask, begin } = answersOf(model);
    const run = async (): Promise<unknown[]> => {
      begin!();
      return [await ask(question(1, 2)), await ask(question(1, 2))];
    };
    expect(await run()).toEqual([answer([1, 0]), answer([2, 0])]);
    expect(await run()).toEqual([answer([1, 0]), answer([2, 0])]);
  });

  test('of a module in the folder is known by its file: the same code is the same model, other code another', async () => {
    const code = scorer('return [0, 0]');
    const [one, same, other] = [await open(code), await open(code), await open(`${code}\n`)];
    expect(one.digest).toMatch(/^[0-9a-f]{16}$/);
    expect(same.digest).toBe(one.digest);
    expect(other.digest).not.toBe(one.digest);
  });

  test('that prints, reads and starts processes disturbs nobody', async () => {
    const body = 'print("noise")\nos.system("echo noise")\nassert sys.stdin.read() == ""\nreturn [1, 2]';
    const { ask } = answersOf(await open(scorer(body, 'import os, sys\nprint("noise at the top")')));
    expect(await ask(question(1, 2))).toEqual(answer([1, 2]));
  });
});

describe.skipIf(!hasPython)('a class that is wrong', () => {
  const after = (condition: string, wrong: string): string =>
    scorer(`if rows[0][0] == 2:\n    ${wrong}\nreturn [0, ${condition}]`, 'import os, sys, time');

  test.each([
    ['throws', after('1', 'raise ValueError("no such lane")'), /^ValueError: no such lane$/],
    ['gives a text', after('1', 'return ["a", "b"]'), /^TypeError: /],
    ['gives nothing', after('1', 'return None'), /^TypeError: /],
    [
      'throws what no encoding has',
      after('1', 'raise ValueError("lane \\udc80")'),
      /^ValueError: lane \\udc80$/,
    ],
    [
      'throws what has no text',
      `class Odd(Exception):\n    def __str__(self):\n        raise RuntimeError\n${after('1', 'raise Odd()')}`,
      /^Odd$/,
    ],
  ])('%s: that answer failed, the next is there', async (_what, code, reason) => {
    const { ask } = answersOf(await open(code));
    expect(await ask(question(1, 0))).toEqual(answer([0, 1]));
    expect(await ask(question(2, 0))).toEqual({ kind: 'failed', reason: expect.stringMatching(reason) });
    expect(await ask(question(3, 0))).toEqual(answer([0, 1]));
  });

  test.each([
    ['leaves', after('1', 'sys.exit(3)'), /^the Python process has ended \(code 3\)$/],
    ['crashes', after('1', 'os.kill(os.getpid(), 11)'), /^the Python process has ended \(SIGSEGV\)$/],
    [
      'says 10 MB',
      after('1', 'return [0.0] * 1250000'),
      /^an answer of 10000032 bytes, 1048576 at most are taken$/,
    ],
  ])('%s: that answer failed, and all that come later, in their order', async (_what, code, reason) => {
    const { ask } = answersOf(await open(code));
    const failed = { kind: 'failed', reason: expect.stringMatching(reason) };
    const answers = await Promise.all([1, 2, 3].map((n) => ask(question(n, 0))));
    expect(answers).toEqual([answer([0, 1]), failed, failed]);
    expect(await ask(question(1, 0))).toEqual(failed);
  });

  test('that died has a new process in the next run, and is the same model', async () => {
    const model = await open(after('1', 'sys.exit(3)'));
    const { ask, begin } = answersOf(model);
    const { digest } = model;
    for (let run = 0; run < 2; run++) {
      begin!();
      expect(await ask(question(1, 0))).toEqual(answer([0, 1]));
      expect(await ask(question(2, 0))).toMatchObject({ kind: 'failed' });
    }
    expect(model.digest).toBe(digest);
  });

  test('hangs: it is ended after the time it has, and the reason says that this was real time', async () => {
    const { ask } = answersOf(await open(after('1', 'time.sleep(600)'), 'Mine', 1000));
    expect(await ask(question(1, 0))).toEqual(answer([0, 1]));
    const late = { kind: 'failed', reason: 'has not answered within 1 s of real time' };
    expect(await Promise.all([ask(question(2, 0)), ask(question(3, 0))])).toEqual([late, late]);
  });

  test.each([
    ['a dict without an action', '{"action": None}'],
    ['bytes, as many as scores of the machine would be', 'b"\\0" * 16'],
  ])('gives %s: that is no score for each option', async (_what, said) => {
    const told = await answersOf(await open(scorer(`return ${said}`))).ask(question(1, 0));
    expect(adviceOf(told, 2)).toEqual({ kind: 'none', reason: 'wrong-length' });
  });

  test('gives NaN or an unknown action: the gate’s to judge, as it came', async () => {
    const { ask } = answersOf(
      await open(scorer('if rows[0][0] == 1:\n    return [float("nan"), 1]\nreturn {"action": 9}')),
    );
    expect(await ask(question(1, 0))).toEqual(answer([Number.NaN, 1]));
    expect(await ask(question(2, 0))).toMatchObject({ scores: [0, 0], action: 9 });
  });
});

describe.skipIf(!hasPython)('what is no such class is refused when it is opened', () => {
  test.each([
    ['class Other:\n    pass\n', /m\d+\.py:Mine: there is no "Mine" in it\. There are Other$/],
    ['class Mine:\n    pass\n', /Mine: it has no method score\(self, rows\)\. Give it one/],
    ['import no_such_module\n', /ModuleNotFoundError: No module named 'no_such_module'$/],
    ['def broken(:\n', /SyntaxError: /],
    ['import sys\nsys.exit(4)\n', /the Python process has ended \(code 4\)$/],
    [
      'class Mine:\n    def __init__(self, point):\n        raise OSError("no weights")\n    def score(self, rows):\n        pass\n',
      /OSError: no weights$/,
    ],
  ])('%j', async (code, message) => {
    await expect(open(code)).rejects.toThrow(message);
  });

  test('a module that is not there', async () => {
    const options = { answerWithinMs: 1000, python: PYTHON };
    await expect(openPythonModel('no_such.module:Mine', 'carrier', options)).rejects.toThrow(
      "no_such.module:Mine: ModuleNotFoundError: No module named 'no_such'",
    );
  });
});
