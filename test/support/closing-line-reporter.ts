import { rm } from 'node:fs/promises';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { logFolder } from './log-scan/log-folder.js';
import { scanLogs } from './log-scan/scan-logs.js';

/**
 * Ends the run with what did not run and why, with what stands in a log and must not, then with the one line that every
 * reader of a CI log understands: `N passed, N failed, N skipped`. A title says what its test needs.
 */
class ClosingLineReporter implements Reporter {
  async onTestRunEnd(modules: ReadonlyArray<TestModule>): Promise<void> {
    let passed = 0;
    let failed = 0;
    const skipped: TestCase[] = [];
    for (const module of modules) {
      // A file that could not be loaded has no tests of its own, but it has failed.
      if (module.children.size === 0 && module.state() === 'failed') failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped.push(test);
      }
    }
    if (skipped.length > 0) process.stdout.write(`\nDid not run:\n${named(skipped).join('\n')}\n`);
    failed += await scanned();
    const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
    process.stdout.write(`\n${passed} passed, ${failed} failed${tail}\n`);
  }
}

/** Scans all that was logged in the run; answers 1, and fails the run, when something in it must not be there. */
const scanned = async (): Promise<number> => {
  const folder = logFolder();
  if (folder === undefined) return 0;
  const { lines, findings } = scanLogs(folder);
  process.stdout.write(
    `\nLog scan: ${lines} lines, ${findings.length} with a token, password, signature or contact data\n`,
  );
  if (findings.length === 0) {
    await rm(folder, { recursive: true });
    return 0;
  }
  for (const { where, what, line } of findings.slice(0, 50))
    process.stdout.write(`  ${where}: ${what}\n    ${line}\n`);
  process.exitCode = 1;
  return 1;
};

/** One line for each group of tests that was skipped as a whole, or for the test itself. */
const named = (skipped: readonly TestCase[]): string[] => {
  const counts = new Map<string, number>();
  for (const test of skipped) {
    const title =
      test.parent.type === 'suite' && test.parent.state() === 'skipped'
        ? test.parent.fullName
        : test.fullName;
    const line = `${test.module.relativeModuleId}: ${title}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `  ${line}${count > 1 ? ` (${count} tests)` : ''}`);
};

// biome-ignore lint/style/noDefaultExport: Vitest loads a reporter file by its default export.
export default ClosingLineReporter;
