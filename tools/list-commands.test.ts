/** The reference of the command line is what the program says of itself, and its exit codes are the program's. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { COMMANDS_PAGE, commandsPage, listedCommands } from './list-commands.ts';

const commands = listedCommands();

test('docs/command-line.md is current: node tools/list-commands.ts', () => {
  expect(readFileSync(COMMANDS_PAGE, 'utf8')).toBe(commandsPage(commands));
});

test('every command is in it once, with every option', () => {
  const page = commandsPage(commands);
  expect(commands.length).toBeGreaterThan(20);
  for (const { path, options } of commands) {
    expect(page.split(`\n### dray ${path}\n`), path).toHaveLength(2);
    const section = page.split(`\n### dray ${path}\n`)[1]!.split('\n### ')[0]!;
    for (const [flags] of options) expect(section).toContain(`| \`${flags.replaceAll('|', '\\|')}\` | `);
  }
});

test('exit codes are those of cli/exit-codes.ts', () => {
  const source = readFileSync(fileURLToPath(new URL('../cli/exit-codes.ts', import.meta.url)), 'utf8');
  const codes = [...source.matchAll(/^ {2}\w+: (\d+),$/gm)].map(([, code]) => code);
  const listed = [...commandsPage(commands).matchAll(/^\| (\d+) \| /gm)].map(([, code]) => code);
  expect(listed).toEqual(codes);
});
