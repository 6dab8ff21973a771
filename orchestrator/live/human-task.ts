/** A task for a person, as an object of its own: opened by a step, answered once; a second answer is told it came late. */
import * as restate from '@restatedev/restate-sdk';
import { envelope } from '../contracts/envelope.ts';
import type { Assigned } from './live-out.ts';
import { actorSender } from './message-number.ts';
import { parseTaskAnswer } from './partner-message.ts';
import { sendTo } from './send-to.ts';
import { RECORD, SERVICES } from './service-names.ts';

/** What a person says. */
interface TaskAnswer {
  /** Index of the answer given. */
  readonly answer: number;
  /** The role that answers. */
  readonly by: string;
}

interface TaskRecord {
  readonly assigned: Assigned;
  readonly answered: TaskAnswer | null;
}

export function taskObject(names: ReadonlyMap<number, string>) {
  return restate.object({
    name: SERVICES.task,
    handlers: {
      open: restate.handlers.object.exclusive(
        { ingressPrivate: true },
        async (ctx: restate.ObjectContext, assigned: Assigned) => {
          if ((await ctx.get(RECORD)) === null) ctx.set(RECORD, { assigned, answered: null });
        },
      ),
      // A person, or whoever poses as one.
      answer: async (ctx: restate.ObjectContext, said: unknown): Promise<'taken' | 'late'> => {
        const answer = parseTaskAnswer(said);
        if (typeof answer === 'string') throw new restate.TerminalError(answer, { errorCode: 400 });
        const record = await ctx.get<TaskRecord>(RECORD);
        if (record === null) throw new restate.TerminalError(`no task ${ctx.key}`, { errorCode: 404 });
        if (record.answered !== null) return 'late';
        ctx.set(RECORD, { ...record, answered: answer });
        const { type, key, counter, task } = record.assigned;
        const sender = actorSender(type, key);
        const message = envelope(
          'taskAnswered',
          type,
          key,
          type,
          key,
          sender,
          counter,
          key,
          answer.answer,
          task.no,
          null,
        );
        sendTo(ctx, names.get(type)!, `${key}`, 'input', message);
        return 'taken';
      },
    },
  });
}
