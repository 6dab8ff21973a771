/** The page of a failing case, as a file beside it: `FAIL-....html`. */
import { basename, join } from 'node:path';
import { renderFailurePage } from '#reports/html/qa/failure-page';
import { writeAside } from '../reduce/write-aside.ts';
import { failureCaseOf } from './failure-case.ts';

/**
 * @param out folder, which is made where there is none
 * @param without events that the run beside it is without; none = one that it needs
 * @returns where it lies
 */
export async function writeFailurePage(
  path: string,
  out: string,
  without: readonly string[] = [],
): Promise<string> {
  const page = join(out, basename(path).replace(/(?:\.scenario)?\.ya?ml$/, '.html'));
  writeAside(page, renderFailurePage(await failureCaseOf(path, without)));
  return page;
}
