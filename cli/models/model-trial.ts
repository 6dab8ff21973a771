/** Runs a model's file once in a process of its own, which is ended when it takes too long: see `model-trial-worker.ts`. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UserError } from '../exit-codes.ts';
import type { Trial, TrialAnswer, TrialQuestion } from './model-trial-worker.ts';

/** Source: assumption. Loading 64 MB and some hundred questions take a second or two. */
export const TRIAL_MS_MAX = 30_000;

/** Throws `UserError` where the file can't be the model, dies, or does not end. */
export function tryModel(question: TrialQuestion, limitMs: number = TRIAL_MS_MAX): Promise<Trial> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const file = fileURLToPath(new URL(`./model-trial-worker.${extension}`, import.meta.url));
  const child = fork(file, { stdio: ['ignore', 2, 2, 'ipc'], serialization: 'advanced' });
  const { promise, resolve, reject } = Promise.withResolvers<Trial>();
  const timer = setTimeout(() => {
    reject(
      new UserError(
        `${question.name}: has not come to an end within ${limitMs / 1000} s of loading it and asking it ${question.rows} rows. ` +
          'Export a smaller model, or give fewer --golden rows',
      ),
    );
  }, limitMs);
  child.on('message', (answer: TrialAnswer) => {
    if ('trial' in answer) resolve(answer.trial);
    else reject(new UserError(answer.error));
  });
  child.on('error', reject);
  child.on('exit', (code, signal) =>
    reject(
      new UserError(
        `${question.name}: the process that ran it ended (${signal ?? `code ${code}`}). Export a smaller or simpler model`,
      ),
    ),
  );
  child.send(question);
  return promise.finally(() => {
    clearTimeout(timer);
    child.removeAllListeners();
    child.kill('SIGKILL');
  });
}
