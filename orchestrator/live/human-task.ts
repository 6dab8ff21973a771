/** A task for a person, as an object of its own: opened by a step, answered once; a second answer is told it came late. */
import * as restate from '@restatedev/restate-sdk';
import { envelope } from '../contracts/envelope.ts';
import type { Assigned } from './live-out.ts';
import { actorSender } from './message-number.ts';
import { sendTo } from './send-to.ts';
import { RECORD, SERVICES } from './service-names.ts';

/** What a person says. */
export interface TaskAnswer {
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
      open: async (ctx: restate.ObjectContext, assigned: Assigned) => {
        if ((await ctx.get(RECORD)) === null) ctx.set(RECORD, { assigned, answered: null });
      },
      answer: async (ctx: restate.ObjectContext, answer: TaskAnswer): Promise<'taken' | 'late'> => {
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
