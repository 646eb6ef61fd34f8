import type { Catalogue } from '../keys.js';

/** What the start says while it is under way. Its last line, with the address, is the same in every language. */
export const progress = {
  variableStrange: '警告：设置了 {{name}}，但它不会被读取。README 中列有全部变量',
  variableMisspelt: '警告：设置了 {{name}}，但它不会被读取。是否应为 {{nearest}}？',
  databaseConnecting: '正在连接 {{place}} 的数据库',
  databaseVisited: '数据库：{{place}} 上的 {{name}}',
  databaseBuiltIn: '数据库：{{home}} 中的内置 PostgreSQL',
  databaseMigrated_other: '数据库：已应用 {{count}} 项迁移',
  postgresSetUp: '正在数据文件夹中创建 PostgreSQL 数据库',
  postgresWaiting: '正在等待 PostgreSQL：{{why}}',
  postgresRestarting: 'PostgreSQL（进程 {{pid}}）的锁文件丢失：正在重新启动',
  postgresElsewhere: 'PostgreSQL 以用户 {{user}} 运行，该用户无法进入 {{home}}；其文件位于 {{folder}}',
  userCreating: '正在创建系统用户 {{user}}，因为 PostgreSQL 不能以 root 身份运行',
  demoLoaded: '已载入供试用的演示公司',
} as const satisfies Catalogue['progress'];
