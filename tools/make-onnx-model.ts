/**
 * Writes the example model of the library. A test holds the committed file against what this makes.
 *
 * Usage: node tools/make-onnx-model.ts
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { costAndLateness } from '../bench/models/cost-and-lateness.ts';
import { onnxFile } from '../bench/models/onnx-file.ts';

const path = new URL(`../scenarios/library/models/${costAndLateness.name}.onnx`, import.meta.url);
const bytes = onnxFile(costAndLateness);
writeFileSync(path, bytes);
process.stdout.write(`${fileURLToPath(path)}: ${bytes.length} bytes\n`);
