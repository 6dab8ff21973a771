/**
 * Writes the example models of the library. A test holds the committed files against what this makes.
 *
 * Usage: node tools/make-onnx-model.ts
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { carrierCostAndLateness, costAndLateness } from '../bench/models/cost-and-lateness.ts';
import { onnxFile } from '../bench/models/onnx-file.ts';
import { delayModelFile } from '../bench/training/delay-model/delay-model-file.ts';
import { lateLoads } from '../bench/training/delay-model/late-loads.ts';
import {
  learnedExceptions,
  learnedExceptionsFile,
} from '../bench/training/exception-model/learned-exceptions.ts';
import { learnedFile, learnedModels } from '../bench/training/learning/learned-models.ts';

const delays = lateLoads();
const exceptions = learnedExceptions();
const files = [
  ...[costAndLateness, carrierCostAndLateness].map((model) => [model.name, onnxFile(model)] as const),
  [delays.name, delayModelFile(delays)] as const,
  [exceptions.name, learnedExceptionsFile(exceptions)] as const,
  ...learnedModels().map((model) => [model.name, learnedFile(model)] as const),
];
for (const [name, bytes] of files) {
  const path = new URL(`../scenarios/library/models/${name}.onnx`, import.meta.url);
  writeFileSync(path, bytes);
  process.stdout.write(`${fileURLToPath(path)}: ${bytes.length} bytes\n`);
}
