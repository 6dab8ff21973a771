/**
 * A tutorial as what its reader does, step by step: files that are saved, and commands that are typed, with what they print.
 *
 * 1. A block of `sh` is typed, in the order of the page. A block of `text` right behind it is what is printed, on stdout.
 * 2. A block of anything else is a file, `<!-- saved as NAME -->` in front of it, and the sentence before names it.
 * 3. `...` alone in a line of what is printed stands for any lines, within a line for anything.
 * 4. `<!-- long -->` in front of a block of `sh`: it takes longer than a test may; the long test runs it.
 * 5. A block that is none of these is an error: nothing on the page is merely shown.
 */

export interface SavedFile {
  readonly kind: 'file';
  readonly line: number;
  readonly name: string;
  readonly text: string;
}

export interface TypedCommands {
  readonly kind: 'commands';
  readonly line: number;
  readonly script: string;
  /** Null: the page does not say. */
  readonly prints: string | null;
  readonly long: boolean;
}

export type TutorialStep = SavedFile | TypedCommands;

interface Block {
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The line before it. */
  readonly before: string;
  /** The paragraph before that. */
  readonly said: string;
  /** Nothing but an empty line parts it from the block before. */
  readonly follows: boolean;
}

/** Every step of a page, in order. */
export function tutorialSteps(page: string): readonly TutorialStep[] {
  const steps: TutorialStep[] = [];
  for (const block of blocksOf(page)) {
    const last = steps.at(-1);
    if (block.language === 'sh') steps.push(commandsOf(block));
    else if (block.language === 'text' && block.follows && last?.kind === 'commands' && last.prints === null)
      steps[steps.length - 1] = { ...last, prints: block.text };
    else steps.push(fileOf(block));
  }
  return steps;
}

/** Whether what was printed is what the page shows. Spaces at the end of lines, and of the text, do not count. */
export function isShown(shown: string, printed: string): boolean {
  const lines = trimmed(shown).split('\n');
  const pattern = lines.map((line) =>
    line.trim() === '...' ? '(?:.*\\n)*?' : `${line.split('...').map(escaped).join('.*')}\\n`,
  );
  return new RegExp(`^${pattern.join('')}$`).test(`${trimmed(printed)}\n`);
}

/** As the page shows and compares it. */
export function trimmed(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function commandsOf({ line, text, before }: Block): TypedCommands {
  return { kind: 'commands', line, script: text, prints: null, long: before === '<!-- long -->' };
}

function fileOf({ line, language, text, before, said }: Block): SavedFile {
  const name = /^<!-- saved as (\S+) -->$/.exec(before)?.[1];
  if (name === undefined)
    throw new Error(
      `line ${line}: a block of ${language || 'no language'} that nobody types, saves or prints`,
    );
  if (!said.includes(`\`${name}\``))
    throw new Error(`line ${line}: the text before does not name \`${name}\``);
  return { kind: 'file', line, name, text: `${text}\n` };
}

function blocksOf(page: string): readonly Block[] {
  const lines = page.split('\n');
  const blocks: Block[] = [];
  let from = -1;
  let end = -2;
  for (const [i, line] of lines.entries()) {
    if (!line.startsWith('```')) continue;
    if (from < 0) {
      from = i;
      continue;
    }
    blocks.push({
      line: from + 1,
      language: lines[from]!.slice(3).trim(),
      text: lines.slice(from + 1, i).join('\n'),
      before: lines[from - 1] ?? '',
      said: paragraphBefore(lines, from - 1),
      follows: lines.slice(end + 1, from).every((each) => each === ''),
    });
    end = i;
    from = -1;
  }
  return blocks;
}

function paragraphBefore(lines: readonly string[], at: number): string {
  let to = at;
  while (to > 0 && lines[to - 1] === '') to--;
  let from = to;
  while (from > 0 && lines[from - 1] !== '') from--;
  return lines.slice(from, to).join(' ');
}
