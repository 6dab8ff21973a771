/** Commands for models and for who trains them. Each is read when it is typed. */
import type { Command } from 'commander';
import type { Done } from './done.ts';
import { given, many, shareOf, wholeOf } from './option-values.ts';

export function learning(program: Command, done: Done): void {
  program.commandsGroup('Models:');
  program
    .command('env')
    .description('the twin as an environment to learn in: JSON lines on stdin and stdout')
    .argument('<scenario>', 'a name of the library, or a file')
    .requiredOption('--decision <point>', 'the decision point at which it stands still')
    .option('--data <dir>', 'folder of the data files the scenario reads')
    .option('--seed <seed>', 'of the first episode; default: the scenario’s', given('a seed'))
    .option('--with <overlay>', 'lay an overlay over the scenario; repeatable', many, [])
    .option('--set <path=value>', 'set one value; repeatable', many, [])
    .option('--until <time>', 'end each episode at an instant or after a time')
    .option('--options <n>', 'options shown of a decision; default: 16', wholeOf)
    .action(async (ref: string, options) =>
      done(await (await import('../models/env.ts')).env({ ref, ...options }, process.stdin)),
    );
  program
    .command('model')
    .description('models of your own')
    .command('check')
    .description('can a run use this ONNX file, and does it say what it said where it was trained?')
    .argument('<file>', 'an ONNX file')
    .requiredOption('--point <point>', 'the decision point that it is to answer')
    .option('--golden <csv>', 'rows with the scores expected of them: a column a feature, and `score`')
    .option('--tolerance <share>', 'how far a score may be off, relative; default: 0.00001', shareOf)
    .option('--strip <out.onnx>', 'write a copy without the ZipMap of a classifier, and check that')
    .option(
      '--class <label>',
      'with --strip: the class whose probability is the score; default: the second of two',
    )
    .action(async (file: string, options) =>
      done(await (await import('../models/model.ts')).modelCheck(file, options)),
    );
}
