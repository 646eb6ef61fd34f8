import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with the one line that every reader of a CI log understands: `N passed, N failed, N skipped`. */
class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    let passed = 0;
    let failed = 0;
    let skipped = 0;
    for (const module of modules) {
      // A file that could not be loaded has no tests of its own, but it has failed.
      if (module.children.size === 0 && module.state() === 'failed') failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    process.stdout.write(
      `\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
    );
  }
}

// biome-ignore lint/style/noDefaultExport: Vitest loads a reporter file by its default export.
export default ClosingLineReporter;
