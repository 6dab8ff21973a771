/** Every replication is run once, answered in order, and never after something broke or it was told to stop. Shown by lanes that count. */
import { describe, expect, test } from 'vitest';
import type { DesignResult } from './design-result.ts';
import { laneOf, MemoryStore, resultOf } from './lanes.fixture.ts';
import { type DesignTask, ReplicationBroken, Replicator } from './replicator.ts';

/** So many lanes, and what they ran. */
function lanes(count: number, answer: (task: DesignTask) => DesignResult = (task) => resultOf(task)) {
  const ran: string[] = [];
  const noted = (task: DesignTask): DesignResult => {
    ran.push(`${task.design}/${task.replication}`);
    return answer(task);
  };
  return { ran, lanes: Array.from({ length: count }, () => laneOf(noted)) };
}

const tasks = Array.from({ length: 10 }, (_, i) => ({ design: i % 2, replication: i >> 1 }));
const names = tasks.map(({ design, replication }) => `${design}/${replication}`);

describe('results', () => {
  test('stand in the order of the tasks, whoever ran them, and are run once', async () => {
    const { ran, lanes: three } = lanes(3);
    const results = await new Replicator(three, new MemoryStore()).run(tasks);
    expect(results.map((each) => each!.digest)).toEqual(names);
    expect([...ran].sort()).toEqual([...names].sort());
  });

  test('what is known is not run again', async () => {
    const store = new MemoryStore();
    for (const task of tasks.slice(0, 6)) store.keep(task, resultOf(task));
    const { ran, lanes: two } = lanes(2);
    const replicator = new Replicator(two, store);
    expect((await replicator.run(tasks)).map((each) => each!.digest)).toEqual(names);
    expect([ran, replicator.resumed]).toEqual([names.slice(6), 6]);
  });
});

describe('ends', () => {
  test('an invariant that breaks ends it, and names the seed; what was done is kept', async () => {
    const store = new MemoryStore();
    const { ran, lanes: one } = lanes(1, (task) =>
      resultOf(task, { violation: task.replication === 2 ? 'stock-conserved: 3 units too many' : null }),
    );
    await expect(new Replicator(one, store).run(tasks)).rejects.toThrow(ReplicationBroken);
    await expect(new Replicator(one, store).run(tasks)).rejects.toThrow(
      'replication 2, seed 2: stock-conserved',
    );
    expect([store.kept.size, ran.slice(0, 5)]).toEqual([4, names.slice(0, 5)]);
  });

  test('told to stop, nothing new begins', async () => {
    let done = 0;
    const { ran, lanes: one } = lanes(1);
    const hooks = { onDone: () => (done += 1), shouldStop: () => done >= 3 };
    const results = await new Replicator(one, new MemoryStore(), hooks).run(tasks);
    expect([ran.length, results.filter((each) => each !== undefined).length]).toEqual([3, 3]);
  });

  test('told to stop, a lane that has died is no news; an invariant that broke is', async () => {
    const stopping = (error: Error | null) => {
      let asked = false;
      const { lanes: one } = lanes(1, (task) => {
        asked = true;
        if (error !== null) throw error;
        return resultOf(task, { violation: 'stock-conserved: 3 units too many' });
      });
      return new Replicator(one, new MemoryStore(), { shouldStop: () => asked }).run(tasks);
    };
    expect(await stopping(new Error('write EPIPE'))).toEqual(tasks.map(() => undefined));
    await expect(stopping(null)).rejects.toThrow(ReplicationBroken);
    const { lanes: dead } = lanes(1, () => {
      throw new Error('write EPIPE');
    });
    await expect(new Replicator(dead, new MemoryStore()).run(tasks)).rejects.toThrow('EPIPE');
  });

  test('results of other code are noticed', async () => {
    const store = new MemoryStore();
    const first = { design: 0, replication: 0 };
    store.keep(first, { ...resultOf(first), digest: 'of other code' });
    expect(await new Replicator(lanes(1).lanes, store).stillHolds(2)).toBe(false);
    expect(await new Replicator(lanes(1).lanes, new MemoryStore()).stillHolds(2)).toBe(true);
  });
});
