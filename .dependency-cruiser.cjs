/**
 * The import arrows of docs/architecture.md, checked by machine.
 * main → compose → { edges, flows } → features → platform → kernel; the sandbox imports the kernel at most.
 */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('kernel-imports-nothing', 'The kernel is words that all may use.', '^src/kernel/', ['^src/kernel/']),
    only('platform-knows-no-business', 'Machinery without business words.', '^src/platform/', [
      '^src/(kernel|platform)/',
    ]),
    only('features-know-no-edge', 'Business rules do not know who asked.', '^src/features/', [
      '^src/(kernel|platform|features)/',
    ]),
    only('flows-know-no-edge', 'Flows and edges do not know each other.', '^src/flows/', [
      '^src/(kernel|platform|features|flows)/',
    ]),
    only('edges-know-no-flow', 'Flows and edges do not know each other.', '^src/edges/', [
      '^src/(kernel|platform|features|edges|words)/',
    ]),
    only('sandbox-stands-alone', 'The sandbox is Slack, not Countermand.', '^src/sandbox/', [
      '^src/(kernel|sandbox)/',
    ]),
    only('words-stand-alone', 'Catalogues import nothing but the kernel.', '^src/words/', [
      '^src/(kernel|words)/',
    ]),
    {
      name: 'stock-and-finance-never-import-orders',
      severity: 'error',
      from: { path: '^src/features/(stock|finance|audit|access)/' },
      to: { path: '^src/features/(orders|approvals|notifications)/' },
    },
    {
      name: 'approvals-imports-only-access-and-audit',
      severity: 'error',
      from: { path: '^src/features/approvals/' },
      to: { path: '^src/features/', pathNot: ['^src/features/(approvals|access|audit)/'] },
    },
    {
      name: 'stores-stay-in-their-feature',
      comment: "Only a folder's own files touch its tables.",
      severity: 'error',
      from: { path: '^src/(edges|flows|compose|main|bench)' },
      to: { path: '^src/features/.*store\\.ts$' },
    },
    {
      name: 'bench-stands-beside-compose',
      comment: 'A composition root of its own for measuring: the product never needs it.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(main\\.ts$|bench/)'] },
      to: { path: '^src/bench/' },
    },
    {
      name: 'bolt-lives-in-the-slack-edge',
      severity: 'error',
      // The bench measures beside a bare Bolt app that only acknowledges.
      from: { path: '^src/', pathNot: ['^src/edges/slack/', '^src/bench/processes/bare-bolt\\.ts$'] },
      to: { path: 'node_modules/@slack/(bolt|web-api|socket-mode)' },
    },
    {
      name: 'bullmq-lives-in-platform-queue',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform/queue/'] },
      to: { path: 'node_modules/(bullmq|ioredis)' },
    },
    {
      name: 'prisma-lives-in-platform-db-and-stores',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform/', '^src/features/.*store\\.ts$'] },
      to: { path: ['node_modules/@prisma', '^src/platform/db/generated/'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^src/platform/db/generated/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
};
