/**
 * Trains the library's models of cost, `learned-sourcing` and `learned-carrier`, on explored runs of a scenario, and writes their weights
 * (`docs/model-cards/`). `node tools/make-onnx-model.ts` makes the ONNX files of them.
 *
 * Usage: node --conditions=dray-source tools/train-cost-models.ts [--write]
 */
import { writeFileSync } from 'node:fs';
import { LEARNED_FILE, trainAll } from '../bench/training/learning/learned-models.ts';

const models = await trainAll((line) => process.stdout.write(`${line}\n`));
process.stdout.write(`${JSON.stringify(models, null, 2)}\n`);
if (process.argv.includes('--write')) writeFileSync(LEARNED_FILE, `${JSON.stringify(models, null, 2)}\n`);
