/** HTML from templates: whatever is put in is escaped, unless it is markup already. */

/** Text that is safe to stand in a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Part = string | number | Markup | readonly (string | Markup)[] | null;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function shown(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (c) => ESCAPES[c]!);
  if (typeof part === 'number') return String(part);
  return part.map(shown).join('');
}

/** A template whose values are escaped; lists are joined, null is nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = texts[0]!;
  parts.forEach((part, i) => {
    text += shown(part) + texts[i + 1]!;
  });
  return new Markup(text);
}
