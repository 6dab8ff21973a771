import { compile, Kernel, type KernelSnapshot, Random } from 'dray/sim';

/** A shop counter as typed events: its state is plain data, so a run of it can be copied. */
function counter(servers: number, seed: string) {
  const kernel = new Kernel();
  const random = new Random(seed).stream('counter');
  const gap = compile({ kind: 'exponential', mean: 1 });
  const work = compile({ kind: 'exponential', mean: 2.1 });
  let state = { servers, busy: 0, waiting: 0, arrived: 0, served: 0 };
  kernel.component('counter', {
    save: () => ({ ...state }),
    load: (saved) => (state = { ...(saved as typeof state) }),
  });

  const arrive = kernel.handler('arrive', () => {
    state.arrived += 1;
    state.waiting += 1;
    kernel.schedule(arrive, kernel.now + gap.sample(random, state.arrived, 0));
    serve();
  });
  const leave = kernel.handler('leave', () => {
    state.busy -= 1;
    state.served += 1;
    serve();
  });
  function serve(): void {
    while (state.waiting > 0 && state.busy < state.servers) {
      state.waiting -= 1;
      state.busy += 1;
      kernel.schedule(leave, kernel.now + work.sample(random, state.served + state.busy, 1));
    }
  }
  kernel.schedule(arrive, 0);
  return { kernel, open: (more: number) => (state.servers += more), waiting: () => state.waiting };
}

const shop = counter(2, 'monday');
shop.kernel.run({ until: 480 });
const noon: KernelSnapshot = shop.kernel.snapshot();
for (const more of [0, 1]) {
  const branch = counter(2, 'monday');
  branch.kernel.restore(noon);
  branch.open(more);
  branch.kernel.run({ until: 960 });
  console.log(
    `${more} more at noon: ${branch.waiting()} wait in the evening, digest ${branch.kernel.digest.hex()}`,
  );
}
