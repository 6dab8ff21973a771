/**
 * Trains the library's delay model, `late-loads`, from recordings, and says how good it is on others (`docs/model-cards/late-loads.md`). A
 * recording is the folder of one arm of a run with `--with delay-prediction`.
 *
 * Usage: node tools/train-delay-model.ts RECORDING... --held-out RECORDING... [--write]
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LATE_LOADS_FILE } from '../bench/training/delay-model/late-loads.ts';
import { trainOnRecordings } from '../bench/training/delay-model/late-loads-training.ts';

const HELD_OUT = '--held-out';
const WRITE = '--write';

const words = process.argv.slice(2).filter((word) => word !== WRITE);
const cut = words.indexOf(HELD_OUT);
try {
  if (cut < 1 || cut === words.length - 1)
    throw new Error(`name recordings to train on, then ${HELD_OUT}, then others to judge by`);
  const { model, text } = trainOnRecordings(words.slice(0, cut), words.slice(cut + 1));
  process.stdout.write(`${text}\n`);
  if (process.argv.includes(WRITE)) {
    writeFileSync(LATE_LOADS_FILE, `${JSON.stringify(model, null, 2)}\n`);
    process.stdout.write(
      `\n${fileURLToPath(LATE_LOADS_FILE)} written: node tools/make-onnx-model.ts makes the ONNX file of it\n`,
    );
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
