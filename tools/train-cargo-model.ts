/**
 * Trains a delay model on the Cargo 2000 set (`docs/guides/delay-model.md`), says how good it is on chains it has not seen, and writes it as
 * an ONNX file where one is named.
 *
 * Usage: node tools/train-cargo-model.ts c2k-first-2000.csv [out.onnx]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { trainOnCargo } from '../bench/training/delay-model/cargo-model.ts';
import { delayModelFile } from '../bench/training/delay-model/delay-model-file.ts';

const [csv, out] = process.argv.slice(2);
try {
  if (csv === undefined) throw new Error('name the CSV file of the Cargo 2000 set');
  const { model, text } = trainOnCargo(readFileSync(csv, 'utf8'));
  process.stdout.write(`${text}\n`);
  if (out !== undefined) {
    const bytes = delayModelFile(model);
    writeFileSync(out, bytes);
    process.stdout.write(`\n${out}: ${bytes.length} bytes\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
