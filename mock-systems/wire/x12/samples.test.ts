/**
 * What must hold: on real files, which neither side wrote, the core's codec and the foreign library's find the same facts.
 * Skipped where the files are missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textOfBytes } from '#orchestrator/partners/x12/bytes';
import { decode } from '#orchestrator/partners/x12/codec';
import { readInterchanges } from './interchange.ts';

const FOLDER = new URL('../../../../shared/data/edi/', import.meta.url);

/** How many sets each holds. */
const SAMPLES: readonly (readonly [name: string, sets: number])[] = [
  ['x12-204-mercurygate.edi', 1],
  ['x12-204-stupidedi.edi', 1],
  ['x12-210-mercurygate.edi', 1],
  ['x12-214-canadapost-19st.txt', 19],
  ['x12-214-mercurygate.edi', 1],
  ['x12-990-mercurygate.edi', 1],
  ['x12-997-gtlogistics.edi', 1],
];

describe.skipIf(!existsSync(FOLDER))('real files', () => {
  it.each(SAMPLES)('%s is the same to both sides', (name, sets) => {
    const text = textOfBytes(readFileSync(new URL(name, FOLDER)));
    const core = decode(text, 'sample');
    const library = readInterchanges(text);
    if (!core.ok || !library.ok) throw new Error(library.ok ? 'core' : library.reason);
    const ofCore = core.value.flatMap(({ groups }) =>
      groups.flatMap((group) => group.sets.map(({ result }) => (result.ok ? result.value : result.issues))),
    );
    expect(ofCore).toEqual(
      library.interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.sets)),
    );
    expect(ofCore).toHaveLength(sets);
  });

  it.each(['x12-204-no-ge-trailer.edi', 'x12-204-no-gs-heading.edi'])(
    '%s is refused or complained of',
    (name) => {
      const library = readInterchanges(textOfBytes(readFileSync(new URL(name, FOLDER))));
      expect(library.ok ? library.complaints : [library.reason]).not.toEqual([]);
    },
  );
});
