/**
 * Trains the library's model of exceptions, `learned-exceptions`, on explored runs of a scenario, and writes its weights
 * (`docs/model-cards/learned-exceptions.md`). `node tools/make-onnx-model.ts` makes the ONNX file of them.
 *
 * Usage: node --conditions=dray-source tools/train-exception-model.ts [--write]
 */
import { writeFileSync } from 'node:fs';
import {
  LEARNED_EXCEPTIONS_FILE,
  trainExceptions,
} from '../bench/training/exception-model/learned-exceptions.ts';

const model = await trainExceptions((line) => process.stdout.write(`${line}\n`));
process.stdout.write(`${JSON.stringify(model, null, 2)}\n`);
if (process.argv.includes('--write'))
  writeFileSync(LEARNED_EXCEPTIONS_FILE, `${JSON.stringify(model, null, 2)}\n`);
