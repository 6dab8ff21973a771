/** Set-up file of the test runner: every kernel run of every test is trapped. */
import { trapAllRuns } from './determinism-trap.ts';

trapAllRuns();
