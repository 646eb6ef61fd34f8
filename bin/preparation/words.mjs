/**
 * What the preparation says: it runs before anything is installed, so its words are here and not in src/words. A trouble
 * is one line of what happened and one of what to do.
 */
const en = {
  installing: 'Installing packages',
  generating: 'Generating the database client',
  building: 'Building',
  begun: ({ step }) => `${step} …`,
  stillOn: ({ step, seconds }) => `${step} … ${seconds} s so far`,
  done: ({ step, seconds }) => `${step}: done in ${seconds} s`,
  another: ({ pid }) => `Another preparation is running (pid ${pid}); waiting for it.`,
  failed: ({ what, advice }) => `Countermand could not be prepared: ${what} ${advice}`,
  failedOddly: ({ what }) => `Countermand could not be prepared: ${what}`,
  at: ({ what, path }) => `${what} (${path})`,
  troubles: {
    nodeTooOld: ({ version, floor }) => [
      `Node ${version} is too old.`,
      `Countermand needs Node ${floor} or newer: https://nodejs.org`,
    ],
    windows: () => ['Windows is not supported.', 'Use Linux or macOS, or Linux inside WSL 2.'],
    machine: ({ platform, arch }) => [
      `${platform} on ${arch} is not supported.`,
      'Use Linux or macOS on x64 or arm64.',
    ],
    diskFull: () => ['The disk is full.', 'Free some space (about 1 GB is needed), then try again.'],
    quotaUsed: () => [
      'The disk quota is used up.',
      'Free some space (about 1 GB is needed), then try again.',
    ],
    notWritable: () => [
      'This folder may not be written to.',
      'Run as the user who owns it, or clone into a folder of your own.',
    ],
    readOnly: () => ['This folder is on a read-only disk.', 'Clone into a folder that can be written to.'],
    registryAway: () => [
      'The package registry cannot be reached.',
      'Check the network, the proxy and `npm config get registry`, then try again.',
    ],
    registryRefuses: () => [
      'The package registry refused the request.',
      'Check the login of npm for this registry.',
    ],
    lockDiffers: () => [
      'package.json and package-lock.json do not agree.',
      'Restore both: git checkout package.json package-lock.json',
    ],
    packageDiffers: () => [
      'A package that arrived is not the one that was locked.',
      'Run `npm cache verify`, then try again.',
    ],
    npmFailed: ({ exitCode }) => [`npm ci failed (exit code ${exitCode}).`, 'See what npm said above.'],
    commandMissing: ({ command }) => [`${command} was not found.`, 'Install Node.js together with npm.'],
    notGenerated: () => ['The database client could not be generated.', 'See what Prisma said above.'],
    notBuilt: () => ['The program could not be built.', 'See the places above.'],
  },
};

const zh = {
  installing: '安装依赖包',
  generating: '生成数据库客户端',
  building: '构建程序',
  begun: ({ step }) => `${step} …`,
  stillOn: ({ step, seconds }) => `${step} … 已用 ${seconds} 秒`,
  done: ({ step, seconds }) => `${step}：完成，用时 ${seconds} 秒`,
  another: ({ pid }) => `另一个准备过程正在运行（进程 ${pid}）；正在等待它结束。`,
  failed: ({ what, advice }) => `Countermand 未能准备好：${what}${advice}`,
  failedOddly: ({ what }) => `Countermand 未能准备好：${what}`,
  at: ({ what, path }) => `${what}（${path}）`,
  troubles: {
    nodeTooOld: ({ version, floor }) => [
      `Node ${version} 版本过旧。`,
      `Countermand 需要 Node ${floor} 或更高版本：https://nodejs.org`,
    ],
    windows: () => ['不支持 Windows。', '请使用 Linux 或 macOS，或 WSL 2 中的 Linux。'],
    machine: ({ platform, arch }) => [
      `不支持 ${platform}（${arch}）。`,
      '请使用 x64 或 arm64 上的 Linux 或 macOS。',
    ],
    diskFull: () => ['磁盘已满。', '请释放一些空间（约需 1 GB），然后重试。'],
    quotaUsed: () => ['磁盘配额已用完。', '请释放一些空间（约需 1 GB），然后重试。'],
    notWritable: () => ['此文件夹不可写入。', '请以其所有者的身份运行，或克隆到您自己的文件夹中。'],
    readOnly: () => ['此文件夹位于只读磁盘上。', '请克隆到可写入的文件夹中。'],
    registryAway: () => ['无法连接软件包仓库。', '请检查网络、代理和 `npm config get registry`，然后重试。'],
    registryRefuses: () => ['软件包仓库拒绝了请求。', '请检查 npm 在该仓库的登录状态。'],
    lockDiffers: () => [
      'package.json 与 package-lock.json 不一致。',
      '请恢复这两个文件：git checkout package.json package-lock.json',
    ],
    packageDiffers: () => ['收到的软件包与锁定的不一致。', '请运行 `npm cache verify`，然后重试。'],
    npmFailed: ({ exitCode }) => [`npm ci 失败（退出码 ${exitCode}）。`, '请查看上方 npm 的输出。'],
    commandMissing: ({ command }) => [`找不到 ${command}。`, '请安装 Node.js 及 npm。'],
    notGenerated: () => ['数据库客户端未能生成。', '请查看上方 Prisma 的输出。'],
    notBuilt: () => ['程序无法构建。', '请查看上方列出的位置。'],
  },
};

/** The words for whoever is at the terminal, chosen as the program itself does: see terminalLanguage in src/config.ts. */
export const wordsFor = (environment) => {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^zh([-_.@]|$)/i.test(locale) ? zh : en;
};
