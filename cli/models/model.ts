/** `dray model check`: can a run use this ONNX file, does it say what it said where it was trained, does it say the same twice? */
import { existsSync, writeFileSync } from 'node:fs';
import { readOnnxGraph } from '#bench/models/onnx-graph';
import { fileProblems } from '#bench/models/onnx-limits';
import { sha256Of } from '#bench/models/onnx-model';
import { stripZipMap } from '#bench/models/zip-map';
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import { MODELS, modelPath } from '#scenarios/library/index';
import { EXIT, type ExitCode, reason, UserError } from '../exit-codes.ts';
import { DiskFiles } from '../source-files.ts';
import { type GoldenRows, goldenRows } from './golden-rows.ts';
import { tryModel } from './model-trial.ts';
import type { Trial } from './model-trial-worker.ts';
import { pointOfWord } from './point-of-word.ts';

export interface ModelWords {
  readonly point: string;
  readonly golden?: string | undefined;
  /** Of a score: relative to it, or absolute where it is below 1. */
  readonly tolerance?: number | undefined;
  readonly strip?: string | undefined;
  readonly class?: string | undefined;
}

/** Source: assumption. What float32 loses over some hundred sums. */
const TOLERANCE = 1e-5;

export async function modelCheck(path: string, words: ModelWords): Promise<ExitCode> {
  const point = pointOfWord('--point', words.point);
  const files = new DiskFiles(null);
  const golden = words.golden === undefined ? null : goldenRows(words.golden, point, files);
  const read = files.readBytes(MODELS.includes(path) ? modelPath(path) : path);
  if (read === null)
    throw new UserError(
      `${path}: there is no such file. Name an ONNX file, or a model of the library: ${MODELS.join(', ')}`,
    );
  if (words.strip === undefined && words.class !== undefined)
    throw new UserError(`--class ${words.class}: goes with --strip OUT.onnx`);
  const bytes = words.strip === undefined ? read : stripped(path, read, words.strip, words.class);
  const file = words.strip ?? path;
  const problems = fileProblems(bytes);
  if (problems.length > 0) throw new UserError(problems.map((problem) => `${file}: ${problem}`).join('\n'));
  const { features, rows } = golden ?? sampleRows(point);
  const trial = await tryModel({ name: file, bytes, point, features, rows });
  say('size', `${bytes.length} bytes`);
  say('sha256', sha256Of(bytes));
  say('operators', operatorsIn(bytes));
  say('made for', `${point}, features version ${POINTS[point].features.version}, ${rows} rows asked`);
  const wrong = judged(file, trial, golden, words.tolerance ?? TOLERANCE, words.golden ?? '');
  if (wrong.length > 0) throw new UserError(wrong.join('\n'));
  const { timesUs } = trial;
  const at = (share: number): string => timesUs[Math.floor(share * (timesUs.length - 1))]!.toFixed(1);
  say('time', `${at(0.5)} us a question, p99 ${at(0.99)} us, on this machine`);
  process.stdout.write(`${file}: can answer ${point}\n`);
  return EXIT.done;
}

/** Writes the copy; nothing that is there is overwritten. */
function stripped(path: string, bytes: Uint8Array, out: string, label: string | undefined): Uint8Array {
  const copy = stripZipMap(bytes, label);
  if (!copy.ok) throw new UserError(`${path}: ${copy.why}`);
  if (existsSync(out)) throw new UserError(`--strip ${out}: is there already. Name a new file`);
  try {
    writeFileSync(out, copy.bytes, { flag: 'wx' });
  } catch (error) {
    throw new UserError(`--strip ${out}: can't be written (${reason(error)}). Name another file`);
  }
  say('stripped', `${out}: no ZipMap; the score is the probability of class ${copy.label}`);
  return copy.bytes;
}

function operatorsIn(bytes: Uint8Array): string {
  const { nodes, operatorSets } = readOnnxGraph(bytes);
  const names = [...new Set(nodes.map(({ operator }) => operator))].sort();
  return `${names.join(', ')} (${operatorSets.map(([domain, version]) => `${domain} ${version}`).join(', ')})`;
}

/** Where nobody gave any: plain figures, small and large. */
function sampleRows(point: DecisionPoint): { readonly features: Float32Array; readonly rows: number } {
  const columns = POINTS[point].features.columns.length;
  const sizes = [0, 1, 100, 10_000];
  const features = Float32Array.from(
    sizes.flatMap((size) => Array.from({ length: columns }, (_, column) => size * (column + 1))),
  );
  return { features, rows: sizes.length };
}

/** What is wrong with what it said. */
function judged(
  file: string,
  { scores, alone, repeats }: Trial,
  golden: GoldenRows | null,
  tolerance: number,
  path: string,
): readonly string[] {
  const wrong: string[] = [];
  if (!repeats)
    wrong.push(
      `${file}: the same rows gave other scores the second time. Export it without dropout and without memory`,
    );
  const odd = scores.findIndex((score) => !Number.isFinite(score));
  if (odd >= 0)
    wrong.push(`${file}: the score of row ${odd + 1} is ${scores[odd]}. A finite number is needed`);
  if (scores.length !== alone.length)
    wrong.push(
      `${file}: gave ${scores.length} scores for ${alone.length} rows. One score an option is needed`,
    );
  if (wrong.length > 0) return wrong;
  say('two runs', 'the same to the last bit');
  const far = scores.findIndex((score, i) => !near(score, alone[i]!, tolerance));
  if (far >= 0)
    say('together', `row ${far + 1} scores ${scores[far]} among the others and ${alone[far]} by itself`);
  return golden === null ? [] : againstGolden(file, scores, golden, tolerance, path);
}

function againstGolden(
  file: string,
  scores: readonly number[],
  golden: GoldenRows,
  tolerance: number,
  path: string,
): readonly string[] {
  const off = scores.flatMap((score, i) => (near(score, golden.scores[i]!, tolerance) ? [] : [i]));
  if (off.length === 0) {
    say('golden rows', `${golden.rows} scores within ${tolerance} of ${path}`);
    return [];
  }
  const [first] = off as [number];
  return [
    `${path}:${golden.lines[first]}: ${file} scores ${scores[first]}, and ${golden.scores[first]} was expected ` +
      `(tolerance ${tolerance}); ${off.length} of ${golden.rows} rows differ. Were the columns in the order of docs/decisions.md?`,
  ];
}

function near(x: number, y: number, tolerance: number): boolean {
  return Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(y));
}

function say(what: string, text: string): void {
  process.stdout.write(`${what.padEnd(12)} ${text}\n`);
}
