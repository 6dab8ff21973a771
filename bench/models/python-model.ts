/**
 * A Python class as a model of a decision point, in a process of its own that lives as long as the model: `python/dray_model.py` is the
 * other end.
 *
 * 1. Questions go out in the order in which they are put, and answers come back in that order.
 * 2. A process that died, said too much or was silent for too long is not started again in that run: every question that is open or
 *    comes later has failed. The next run has a new one, so that replications do not depend on each other.
 * 3. Silence is measured in real time, and so a run in which it decided may be another one on another machine. It says so
 *    (`REAL_TIME`); a replay has the answers on record.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import type { ModelOutput } from '#scenarios/host/ports';
import { ANSWER_BYTES_MAX, ModelFileError, type OutsideModel, REAL_TIME } from './outside-model.ts';
import { FrameReader, outputOf, questionFrame, textFrame } from './python-frames.ts';

const SERVER = fileURLToPath(new URL('../../python/dray_model.py', import.meta.url));
/** Real time. Source: assumption; loading numpy and a forest takes some seconds. */
const START_WITHIN_MS = 60_000;

export interface PythonOptions {
  /** Real time that one answer may take. */
  readonly answerWithinMs: number;
  /** The interpreter. */
  readonly python: string;
}

/**
 * @param target `FILE.py:Class` or `module:Class`
 * @throws ModelFileError
 */
export async function openPythonModel(
  target: string,
  point: DecisionPoint,
  options: PythonOptions,
): Promise<OutsideModel> {
  const start = () => PythonWorker.start(target, point, options);
  let worker = await start();
  const digest = digestOf(target, worker.source);
  /** Of a run that begins after one in which the process died. */
  let next: Promise<PythonWorker> | null = null;
  let fresh = true;
  return {
    digest,
    score: async (features) => {
      fresh = false;
      if (next !== null) worker = await next;
      return worker.ask(features);
    },
    begin: () => {
      if (fresh) return;
      fresh = true;
      if (worker.isGone) {
        next = start();
        // Whoever asks hears of it.
        next.catch(() => {});
      } else worker.tell();
    },
    close: async () => {
      await worker.close();
      await next?.then(
        (each) => each.close(),
        () => {},
      );
    },
  };
}

/** Of the class's file; of what has none (compiled code), of its name. */
function digestOf(target: string, source: string | null): string {
  const digest = createHash('sha256').update(`${target.slice(target.lastIndexOf(':'))}\n`);
  const bytes = source === null ? null : readFileSync(source);
  return digest
    .update(bytes ?? target)
    .digest('hex')
    .slice(0, 16);
}

interface Open {
  resolve(frame: Buffer): void;
  reject(error: Error): void;
}

class PythonWorker {
  private readonly child: ChildProcess;
  private readonly reader = new FrameReader(ANSWER_BYTES_MAX);
  /** In the order in which they were put. */
  private open: Open[] = [];
  private gone: Error | null = null;
  /** It has said of which class it is. */
  private ready = false;
  private readonly ended = Promise.withResolvers<void>();
  private readonly timer: NodeJS.Timeout;
  /** File of the class; null = there is none. */
  source: string | null = null;

  /** Throws `ModelFileError` where there is no such class. */
  static async start(target: string, point: DecisionPoint, options: PythonOptions): Promise<PythonWorker> {
    const worker = new PythonWorker(target, options);
    try {
      worker.source = await worker.hello(target, point);
      return worker;
    } catch (error) {
      await worker.close();
      throw error;
    }
  }

  private constructor(target: string, { answerWithinMs, python }: PythonOptions) {
    // Hashes of texts are drawn anew by each process unless they are told not to.
    const env = { ...process.env, PYTHONHASHSEED: '0' };
    this.child = spawn(python, ['-u', SERVER], { stdio: ['pipe', 'pipe', 'inherit'], env });
    this.timer = setTimeout(() => {
      if (this.ready) this.silent(answerWithinMs);
    }, answerWithinMs);
    this.timer.unref();
    this.child.stdout!.on('data', (chunk: Buffer) => this.take(chunk));
    // What is written to a process that has ended; `exit` says why.
    this.child.stdin!.on('error', () => {});
    this.child.on('error', (error) => {
      this.die(cantStart(python, target, error));
      this.ended.resolve();
    });
    this.child.on('close', (code, signal) => {
      this.die(new Error(`the Python process has ended (${signal ?? `code ${code}`})`));
      this.ended.resolve();
    });
  }

  get isGone(): boolean {
    return this.gone !== null;
  }

  /** The file of the class, as Python says. */
  private async hello(target: string, point: DecisionPoint): Promise<string | null> {
    const { columns } = POINTS[point].features;
    const starting = setTimeout(() => this.silent(START_WITHIN_MS), START_WITHIN_MS);
    const words = {
      target,
      point,
      columns: columns.map(({ name }) => name),
      units: columns.map(({ unit }) => unit),
    };
    try {
      const frame = await this.request(textFrame(JSON.stringify(words)));
      const said = JSON.parse(frame.toString('utf8')) as {
        readonly source: string | null;
        readonly error?: string;
      };
      if (said.error !== undefined) throw new ModelFileError(`${target}: ${said.error}`);
      this.ready = true;
      return said.source;
    } catch (error) {
      if (error instanceof ModelFileError) throw error;
      throw new ModelFileError(`${target}: ${error instanceof Error ? error.message : error}`);
    } finally {
      clearTimeout(starting);
    }
  }

  async ask(features: Float32Array): Promise<ModelOutput> {
    if (this.open.length === 0) this.timer.refresh();
    return outputOf(await this.request(questionFrame(features)));
  }

  /** Another run begins. */
  tell(): void {
    if (this.gone === null) this.child.stdin!.write(textFrame(''));
  }

  async close(): Promise<void> {
    this.gone ??= new Error('the model is closed');
    clearTimeout(this.timer);
    this.child.kill('SIGKILL');
    await this.ended.promise;
  }

  private request(frame: Buffer): Promise<Buffer> {
    if (this.gone !== null) return Promise.reject(this.gone);
    return new Promise((resolve, reject) => {
      this.open.push({ resolve, reject });
      this.child.stdin!.write(frame);
    });
  }

  private take(chunk: Buffer): void {
    if (this.gone !== null) return;
    try {
      for (const frame of this.reader.take(chunk)) this.open.shift()?.resolve(frame);
      if (this.open.length > 0) this.timer.refresh();
    } catch (error) {
      this.die(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private silent(ms: number): void {
    if (this.open.length > 0) this.die(new Error(`has not answered within ${ms / 1000} s ${REAL_TIME}`));
  }

  private die(error: Error): void {
    if (this.gone !== null) return;
    this.gone = error;
    this.child.kill('SIGKILL');
    const { open } = this;
    this.open = [];
    for (const { reject } of open) reject(error);
  }
}

function cantStart(python: string, target: string, error: Error): ModelFileError {
  const code = 'code' in error ? String(error.code) : error.message;
  return new ModelFileError(
    `${target}: "${python}" can't be started (${code}). Install Python 3.8 or later, or say where it is: DRAY_PYTHON=/path/to/python3`,
  );
}
