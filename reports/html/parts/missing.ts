/**
 * What can't be shown of a run that is not whole: half-written, of another version, cut off. Each part is drawn by itself; one that
 * can't be is left out, and named with the reason.
 *
 * 1. Of a run that is whole nothing may be missing: what goes wrong is thrown on.
 * 2. A figure that is not there is not shown as one: a part with `NaN` or `undefined` in it is left out as well.
 */
import { html, type Markup } from '../markup.ts';

/** What stands where a figure should, between tags: names come in the same places, and a name of just this is rare enough. */
const NO_FIGURE = />[^<]*\b(?:NaN|undefined|Infinity|Invalid Date)\b/;

export class Gaps {
  private readonly found: string[];
  private readonly isStrict: boolean;

  /** @param known what is known to be missing; undefined = nothing may be */
  constructor(known: readonly string[] | undefined) {
    this.found = [...(known ?? [])];
    this.isStrict = known === undefined;
  }

  async part(title: string, draw: () => Markup | null | Promise<Markup | null>): Promise<Markup | null> {
    if (this.isStrict) return draw();
    try {
      const drawn = await draw();
      if (drawn === null || !NO_FIGURE.test(drawn.text)) return drawn;
      this.found.push(`${title}: not every figure of it is there`);
    } catch (error) {
      this.found.push(`${title}: ${wordsOf(error)}`);
    }
    return null;
  }

  /** null = nothing is missing. To be asked for when every part has been drawn. */
  section(): Markup | null {
    if (this.found.length === 0) return null;
    return html`<section id="missing">
<h2>What is missing</h2>
<p>What could be read of this run, and of what was named with it, is shown. This could not: it is not whole, was changed, or was made by another version of Dray.</p>
<ul>${this.found.map((each) => html`<li>${each}</li>`)}</ul>
</section>
`;
  }
}

/** What the language throws says nothing to a reader: something there is of another kind than what is drawn from it. */
function wordsOf(error: unknown): string {
  if (error instanceof TypeError || error instanceof RangeError)
    return 'what was kept for it is not what Dray writes there: it was changed';
  return error instanceof Error ? error.message : String(error);
}
