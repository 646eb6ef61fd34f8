import type { Catalogue } from '../keys.js';

/** Why the program cannot start or go on, for the person at the terminal; each names what to do about it. */
export const failures = {
  line: 'countermand：{{sentence}}',
  problem: '  {{variable}} {{problem}}。示例：{{example}}',

  configuration_other: '配置中有 {{count}} 处问题：',
  oneProcess:
    '沙盒工作区只能在单个进程中运行：请去掉 --role，或设置 SLACK_BOT_TOKEN 以及 SLACK_APP_TOKEN 或 SLACK_SIGNING_SECRET',
  wrong_PORT: '必须是 0 到 65535 之间的整数',
  wrong_HOST: '必须是主机名或 IP 地址',
  wrong_DATABASE_URL:
    '必须是以 postgresql:// 或 postgres:// 开头的 URL；密码中字母和数字以外的字符须用百分号编码（@ 写作 %40）',
  wrong_REDIS_URL:
    '必须是 redis://host:6379、redis-sentinel://host:26379/master 或 redis-cluster://host:6379（多个主机之间用英文逗号分隔）；使用 TLS 时以 rediss 开头',
  wrong_SLACK_BOT_TOKEN: '必须是机器人令牌，以 xoxb- 开头',
  wrong_SLACK_APP_TOKEN: '必须是应用级令牌，以 xapp- 开头',
  wrong_SLACK_SIGNING_SECRET: '必须是签名密钥：至少 8 个字符，不含空格，且不是令牌',
  wrong_SLACK_API_URL: '必须是以 https:// 开头的 URL；仅当主机为本机时可用 http://',
  wrong_COUNTERMAND_ADMINS: '必须是以逗号分隔的电子邮件地址',
  wrong_COUNTERMAND_BASE_CURRENCY: '必须是大写的 ISO 4217 货币代码',
  wrong_SMTP_URL:
    '必须是以 smtp:// 或 smtps:// 开头的 URL；密码中字母和数字以外的字符须用百分号编码（@ 写作 %40）',
  wrong_MAIL_FROM: '必须是电子邮件地址，前面可带名称',
  wrong_LOG_LEVEL: '必须是 trace、debug、info、warn、error、fatal、silent 之一',
  missing_SLACK_APP_TOKEN: '须与 SLACK_BOT_TOKEN 一同设置（使用 HTTP 时改设 SLACK_SIGNING_SECRET）',
  missing_SLACK_BOT_TOKEN: '须与 SLACK_APP_TOKEN 或 SLACK_SIGNING_SECRET 一同设置',
  missing_MAIL_FROM: '须与 SMTP_URL 一同设置',
  exposed_HOST: '在未设置 Slack 令牌时必须是本机地址：沙盒中任何人都能以任何身份操作',

  portInUse: '{{host}} 的端口 {{port}} 已被占用。请停止占用它的程序，或换一个端口：PORT={{other}} npm start',
  portNotAllowed: '当前用户无权使用端口 {{port}}。请选用 1023 以上的端口：PORT=3000 npm start',
  noSuchAddress: 'HOST={{host}} 不是本机的地址。请改用本机地址：HOST=127.0.0.1 npm start',
  cannotListen: 'HTTP 服务器无法监听 {{host}}:{{port}}：{{why}}',

  databaseTooOld: '{{place}} 的数据库是 PostgreSQL {{version}}；Countermand 需要 {{oldest}} 或更新版本。',
  databaseAway: '{{place}} 的数据库没有响应（{{why}}）。请启动数据库，或更正 DATABASE_URL。',
  databaseSilent: '数据库没有响应：{{why}}',
  databaseBusy: '数据库正忙：{{why}}',
  databaseError:
    '数据库拒绝了一条语句（{{sqlState}}）。请用 LOG_LEVEL=debug 再运行一次以查看其原文，并告知维护人员',
  databaseNotStarted: 'PostgreSQL 无法启动：{{why}}（参见 {{logFile}}）',
  databaseNotStopped: 'PostgreSQL（进程 {{pid}}）无法停止',
  databaseNotCreated: '无法在 {{folder}} 中创建 PostgreSQL 数据库：{{why}}',
  databaseRefused_28P01: '{{place}} 的数据库拒绝了该密码。请更正 DATABASE_URL。',
  databaseRefused_28000: '{{place}} 的数据库拒绝了该用户。请更正 DATABASE_URL。',
  databaseRefused_3D000: '{{place}} 上没有该名称的数据库。请更正 DATABASE_URL。',
  databaseRefused_42501: '{{place}} 的数据库不允许该用户访问。请更正 DATABASE_URL。',
  'databaseRefused_tls-none':
    '{{place}} 的数据库不支持 sslmode 所要求的 TLS。请更正 DATABASE_URL，或在数据库上启用 TLS。',
  'databaseRefused_tls-certificate':
    '此处不信任 {{place}} 的数据库的证书。请在 NODE_EXTRA_CA_CERTS 中指定其颁发机构，或更正 DATABASE_URL。',
  databaseNotUtf8:
    '数据库的文本编码是 {{encoding}}，而需要 UTF8：请以 UTF8 编码创建数据库（见 docs/operations.md 的 Deploy 一节）',
  databaseClosed:
    'DATABASE_URL 中的用户无权更改此数据库（{{why}}）：请让该用户成为数据库的所有者（见 docs/operations.md 的 Deploy 一节）',
  databaseMissing:
    '{{home}} 中没有数据库，也未设置 DATABASE_URL：请使用服务器的环境变量运行此命令。新数据库由 start、migrate 或 import 创建',
  databaseOlder_other:
    '此数据库还需 {{count}} 项迁移：请运行 `npx countermand migrate`。之后旧版本将无法在其上启动',
  databaseNewer: '数据库比此程序新（已含 {{migration}}）：请启动更新版本的程序',
  migrationFailed: '数据库迁移 {{migration}} 失败，已回滚：{{why}}',
  migrationHalf: '数据库迁移 {{migration}} 曾中途失败：请恢复备份',
  migrationEdited: '数据库迁移 {{migration}} 在应用之后被改动过',
  queueAway: '任务队列没有响应：{{why}}',
  redisAway: '{{redis}} 的 Redis 没有响应（{{why}}）。请启动它，或更正 REDIS_URL。',
  redisAwayOverTls:
    '{{redis}} 的 Redis 没有通过 TLS 响应（{{why}}）。请启动它，或更正 REDIS_URL：不使用 TLS 时以 redis 开头，而非 rediss。',
  redisTooOld: 'Redis 的版本是 {{version}}；Countermand 需要 {{oldest}} 或更高版本。',
  redisIsCluster: 'REDIS_URL 指向 Redis 集群：请用 redis-cluster://（或 rediss-cluster://）代替 redis://。',
  redisIsNoCluster: '此 Redis 不是集群：REDIS_URL 中请用 redis://（或 rediss://）代替 redis-cluster://。',
  redisIsNoSentinel: 'REDIS_URL 所指的不是 Sentinel：单台服务器请用 redis://（或 rediss://）。',
  redisNoSuchDatabase: 'Redis 中没有该编号的数据库。请更正 REDIS_URL 的末尾。',
  redisRefused: 'Redis 拒绝了用户名或密码。请更正 REDIS_URL。',

  folderUnusable: '无法使用数据文件夹 {{home}}（{{why}}）：请将 COUNTERMAND_HOME 设为可用的文件夹',
  folderForeign: '数据文件夹 {{home}} 属于 root：请以 root 身份启动，或另选文件夹',
  folderHeld:
    '另一个实例（{{host}} 上的进程 {{pid}}）正在使用此数据文件夹：请先停止它，或将 COUNTERMAND_HOME 设为其他文件夹',
  folderHeldUnknown:
    '另一个实例（未知）正在使用此数据文件夹：请先停止它，或将 COUNTERMAND_HOME 设为其他文件夹',
  notForThisMachine: '没有适用于 {{platform}}（{{arch}}）的内置 PostgreSQL：请设置 DATABASE_URL',
  doesNotRunHere: '内置的 PostgreSQL 无法在此运行（{{why}}）：请设置 DATABASE_URL',
  notAsRoot: 'PostgreSQL 不能以 root 身份运行，且没有其他用户可用：请以普通用户启动，或设置 DATABASE_URL',

  slackTokenRefused: 'Slack 拒绝了 {{variable}}（{{slackCode}}）。请从应用页面重新复制。',
  slackAddressWrong: 'Slack 拒绝了 {{variable}}（{{slackCode}}）。请检查 SLACK_API_URL。',
  slackTokenNotABot: 'SLACK_BOT_TOKEN 不是机器人令牌：机器人令牌以 xoxb- 开头',
  slackUnreachable: '无法连接 Slack（{{why}}）。请在网络恢复后重试。',
  slackSilent: 'Slack 没有及时响应，或要求稍候。请过一分钟再试。',
  demoDatabase:
    '此数据库中是演示数据，不能用于真实的 Slack 工作区：请用 `npx countermand import <folder> --replace-demo` 换成贵公司的数据，或改用其他 COUNTERMAND_HOME 或 DATABASE_URL',
  otherWorkspace:
    '此数据库用于 Slack 工作区 {{remembered}}，而令牌属于 {{teamId}}：请使用前者的令牌，或改用其他 COUNTERMAND_HOME 或 DATABASE_URL，并用 `npx countermand import` 将公司导入其中',
  otherWorkspaceNoToken:
    '未设置 SLACK_BOT_TOKEN，因此将运行沙盒，但此数据库用于 Slack 工作区 {{remembered}}：请设置令牌，或改用其他 COUNTERMAND_HOME 或 DATABASE_URL',
  importRunning: '另一个导入正在进行',
} as const satisfies Catalogue['failures'];
