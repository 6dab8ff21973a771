/**
 * Writes the example models of the library. A test holds the committed files against what this makes.
 *
 * Usage: node tools/make-onnx-model.ts
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { carrierCostAndLateness, costAndLateness } from '../bench/models/cost-and-lateness.ts';
import { onnxFile } from '../bench/models/onnx-file.ts';

for (const model of [costAndLateness, carrierCostAndLateness]) {
  const path = new URL(`../scenarios/library/models/${model.name}.onnx`, import.meta.url);
  const bytes = onnxFile(model);
  writeFileSync(path, bytes);
  process.stdout.write(`${fileURLToPath(path)}: ${bytes.length} bytes\n`);
}
