/** What actors took, as it is recorded: input by input, with what each says. Memory is one batch of the table. */
import { BodyDecoder } from '../../recording/bodies/decoder.ts';
import { cellsOf } from '../ocel/recorded-cells.ts';
import { shapesIn, unreadable } from '../recorded-batches.ts';

export interface RecordedInput {
  /** Row of the table, from 1. */
  readonly row: number;
  /** When the step ran, epoch ms. */
  readonly now: number;
  readonly actorType: string;
  readonly actorKey: number;
  /** Which input of this actor, from 1. */
  readonly n: number;
  readonly kind: string;
  readonly fromType: string;
  readonly fromKey: number;
  readonly sender: number;
  readonly counter: number;
  readonly key: number;
  readonly a: number;
  readonly b: number;
  readonly body: unknown;
}

/**
 * @param types of actors whose inputs are wanted: what others were told is not read
 * @param onCut told where the table was cut off, once what is whole of it has been read
 */
export function* recordedInputs(
  dir: string,
  types: ReadonlySet<string>,
  onCut: (words: string) => void,
): Generator<RecordedInput> {
  const decoder = new BodyDecoder(shapesIn(dir));
  for (const cells of cellsOf(dir, 'inputs', onCut)) {
    const actorType = cells.text('actorType');
    if (!types.has(actorType)) continue;
    const bytes = cells.value('body');
    yield {
      row: cells.number,
      now: cells.numeric('now'),
      actorType,
      actorKey: cells.numeric('actorKey'),
      n: cells.numeric('actorN'),
      kind: cells.text('kind'),
      fromType: cells.text('fromType'),
      fromKey: cells.numeric('fromKey'),
      sender: cells.numeric('sender'),
      counter: cells.numeric('counter'),
      key: cells.numeric('key'),
      a: cells.numeric('a'),
      b: cells.numeric('b'),
      body: bytes === null ? null : unreadable(dir, () => decoder.body(bytes as Uint8Array)),
    };
  }
}
