/**
 * Designs that a process has open, by what was typed: each is loaded once. A sweep has hundreds of them, and one with a model in Python holds a
 * process of its own: of those with models a few stay.
 *
 * 1. Before another is opened, of too many with models the one that was used least lately is closed.
 */

/** With models. Two are used together: a decision of one design that another would make otherwise. */
const OPEN_MAX = 4;

interface Closable {
  readonly holdsModels: boolean;
  close(): Promise<void>;
}

export class OpenDesigns<Words, Design extends Closable> {
  private readonly openOf: (words: Words) => Promise<Design>;
  /** The one that was used least lately comes first. */
  private readonly open = new Map<string, Design>();

  constructor(openOf: (words: Words) => Promise<Design>) {
    this.openOf = openOf;
  }

  /** Not for two callers at once: the second might close what the first has just asked for. */
  async designOf(words: Words): Promise<Design> {
    const key = JSON.stringify(words);
    const known = this.open.get(key);
    if (known === undefined) await this.makeRoom();
    const design = known ?? (await this.openOf(words));
    this.open.delete(key);
    this.open.set(key, design);
    return design;
  }

  private async makeRoom(): Promise<void> {
    const holding = [...this.open].filter(([, { holdsModels }]) => holdsModels);
    if (holding.length < OPEN_MAX) return;
    const [key, design] = holding[0]!;
    this.open.delete(key);
    await design.close();
  }
}
