/** A series as a line of signs, the highest of all series the tallest: what a picture would show first, in a terminal. */
const BLOCKS = '▁▂▃▄▅▆▇█';
/** Where a terminal has no such signs. */
const DIGITS = '0123456789';

export type Sparks = 'blocks' | 'digits';

/**
 * @param values from 0; several that are to be compared have one `top`
 * @param columns at most so many signs: neighbours are added up, so that none is left out
 * @param top what the tallest sign stands for, of values that were added up as these are
 */
export function sparkLine(
  values: readonly number[],
  { columns, top, signs }: { readonly columns: number; readonly top: number; readonly signs: Sparks },
): string {
  const all = signs === 'blocks' ? BLOCKS : DIGITS;
  return pooled(values, columns)
    .map(
      (value) =>
        all[
          value <= 0 || top <= 0 ? 0 : Math.min(all.length - 1, Math.ceil((value / top) * (all.length - 1)))
        ]!,
    )
    .join('');
}

/** Neighbours added up, so many to each, that at most `columns` are left. */
export function pooled(values: readonly number[], columns: number): number[] {
  const each = Math.max(1, Math.ceil(values.length / Math.max(1, columns)));
  return Array.from({ length: Math.ceil(values.length / each) }, (_, i) =>
    values.slice(i * each, (i + 1) * each).reduce((sum, value) => sum + value, 0),
  );
}
