import type { Catalogue } from '../keys.js';

/** What the bot says about itself, whatever was asked of it. */
export const connection = {
  restarting: 'Countermand 正在重启，没有做任何更改。请一分钟后重试。',
  unknownAction: '这个按钮或表单已停用，没有做任何更改。请用 `/order` 重新打开订单。',
  anotherWorkspace: 'Countermand 只服务于一个工作区，这里是另一个工作区。没有做任何更改。',
  failed: '系统出错，无法确定操作是否已完成。重试之前，请先用 `/order` 查看订单。事件编号：{{incident}}。',
  problemTitle: 'Countermand',
  close: '关闭',
} as const satisfies Catalogue['connection'];
