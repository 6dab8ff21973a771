/**
 * Follows the tutorials and puts what is printed now in the place of what their pages show, where only figures have changed.
 *
 *   node --conditions=dray-source tools/refill-tutorials.ts [architect ...]
 *
 * 1. A line of the page stays where no line that is printed is the same but for its figures: then it says so, and ends with 1.
 * 2. The blocks that are left to the long test are run as well.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TutorialDesk } from './tutorial-desk.ts';
import { isShown, trimmed, tutorialSteps } from './tutorial-steps.ts';

const given = process.argv.slice(2);
for (const reader of given.length > 0 ? given : ['architect', 'data-scientist', 'qa-engineer'])
  refill(reader);

function refill(reader: string): void {
  const page = fileURLToPath(new URL(`../docs/tutorials/${reader}.md`, import.meta.url));
  let text = readFileSync(page, 'utf8');
  const desk = new TutorialDesk();
  for (const step of tutorialSteps(text)) {
    const { status, printed, complained } = desk.follow(step);
    const place = `${reader}.md:${step.line}`;
    if (status !== 0) fail(`${place}: ended with ${status}\n${printed}${complained}`);
    if (step.kind === 'file' || step.prints === null || isShown(step.prints, printed)) continue;
    const now = refilled(step.prints, printed);
    text = text.replace(`\n\`\`\`text\n${step.prints}\n\`\`\``, () => `\n\`\`\`text\n${now}\n\`\`\``);
    if (isShown(now, printed)) process.stderr.write(`${place}: filled anew\n`);
    else fail(`${place}: shows\n${step.prints}\n-- and this is printed:\n${trimmed(printed)}`);
  }
  writeFileSync(page, text);
  desk.clear();
}

function fail(what: string): void {
  process.stderr.write(`${what}\n\n`);
  process.exitCode = 1;
}

/** Each line that is shown by the next one printed that is the same but for its figures. */
function refilled(shown: string, printed: string): string {
  const lines = trimmed(printed).split('\n');
  let at = 0;
  return shown
    .split('\n')
    .map((line) => {
      if (line.includes('...')) return line;
      const found = lines.findIndex((each, i) => i >= at && unnumbered(each) === unnumbered(line));
      if (found < 0) return line;
      at = found + 1;
      return lines[found]!;
    })
    .join('\n');
}

function unnumbered(line: string): string {
  return line.replaceAll(/[-+]?\d+(?:[.,]\d+)*/g, '#').replaceAll(/\s+/g, ' ');
}
