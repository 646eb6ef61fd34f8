import { createSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/sandbox.js';

/** People that tests may use when they bring none of their own. */
export const TEST_PEOPLE = [
  { email: 'nancy@example.com', name: 'Nancy Davolio' },
  { email: 'andrew@example.com', name: 'Andrew Fuller' },
  { email: 'wei@example.com', name: '王伟', locale: 'zh-CN', timezone: 'Asia/Shanghai' },
] as const;

/** A sandbox on a free loopback port, in memory, with three people unless others are given. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const sandbox = createSandbox({ people: async () => TEST_PEOPLE, ...options });
  await sandbox.listen(0);
  return sandbox;
};
