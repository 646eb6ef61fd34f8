import type { Catalogue } from '../keys.js';

/** What `/order` says of itself. */
export const command = {
  help: '*Countermand* 用于查询和取消订单。请输入：',
  help_show: '`/order <订单号>` — 按订单号查看订单及可执行的操作',
  help_find: '`/order find <关键词>` — 按订单号、客户、商品或负责人搜索，例如 `{{example}}`',
  help_filters: '搜索的筛选条件：`{{filters}}`',
  help_cancel: '`/order cancel <订单号>` — 申请取消订单',
  help_history: '`/order history <订单号>` — 查看订单的申请和审批记录',
  help_pending: '`/order pending` — 查看未结申请和待你审批的申请',
  help_help: '`/order help` — 显示本说明',
  unknown: '无法识别“{{typed}}”。',
  later: '当前版本还不支持 `{{verb}}`。可用命令见 `/order help`。',
  needsNumber: '请指定订单号，例如 `/order {{verb}} SO-1063`。',
  findExample: '/order find 百合 状态：新建 金额>500',
  needsWords: '请输入要搜索的内容，例如 `{{example}}`。可与关键词一起使用的筛选条件：`{{filters}}`。',
} as const satisfies Catalogue['command'];
