/** What is typed, saved and printed of a page, and that a block which is none of these, or a text that was not printed, is seen. */
import { expect, test } from 'vitest';
import { isShown, tutorialSteps } from './tutorial-steps.ts';

const PAGE = `# Title

Save this as \`a.yaml\`:

<!-- saved as a.yaml -->
\`\`\`yaml
a: 1
\`\`\`

\`\`\`sh
cat a.yaml
\`\`\`

\`\`\`text
a: 1
\`\`\`

<!-- long -->
\`\`\`sh
sleep 1
\`\`\`
`;

test('files and commands, in order, with what is printed', () => {
  expect(tutorialSteps(PAGE)).toEqual([
    { kind: 'file', line: 6, name: 'a.yaml', text: 'a: 1\n' },
    { kind: 'commands', line: 10, script: 'cat a.yaml', prints: 'a: 1', long: false },
    { kind: 'commands', line: 19, script: 'sleep 1', prints: null, long: true },
  ]);
});

test.each([
  [
    'a block that is only shown',
    '```ts\nlet a;\n```',
    'line 1: a block of ts that nobody types, saves or prints',
  ],
  ['a text that nothing has printed', 'Words.\n\n```text\na\n```', 'line 3: a block of text'],
  [
    'a text that words part from its command',
    '```sh\nls\n```\n\nIt prints:\n\n```text\na\n```',
    'line 7: a block of text',
  ],
  [
    'a file that the text does not name',
    'Save it.\n\n<!-- saved as a.ts -->\n```ts\n```',
    'does not name `a.ts`',
  ],
])('%s is an error', (_what, page, message) => {
  expect(() => tutorialSteps(page)).toThrow(message);
});

test('what is shown is what is printed, but for what `...` stands for', () => {
  const printed = 'one  \ntwo 12.5 s\nthree\nfour (4)\n\n';
  for (const shown of [
    'one\ntwo 12.5 s\nthree\nfour (4)',
    'one\n...\nfour (4)',
    '...\ntwo ... s\n...',
    'one\n...\ntwo 12.5 s\n...',
  ])
    expect(isShown(shown, printed), shown).toBe(true);
  for (const shown of [
    'one',
    'one\n...\nfour (5)',
    'two 12.5 s\n...',
    '...\ntwo ... h\n...',
    'one\ntwo 12x5 s\n...',
    'one\n...\none\n...',
  ])
    expect(isShown(shown, printed), shown).toBe(false);
});
