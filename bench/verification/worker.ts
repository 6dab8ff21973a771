/** Simulates replications in a thread of its own. `WorkerLane` is the other end. */
import { parentPort } from 'node:worker_threads';
import { replicate, type Task } from './replication.ts';

const port = parentPort;
port?.on('message', (task: Task) => port.postMessage(replicate(task)));
