import type { Catalogue } from '../keys.js';

/** The App Home and what an admin sets there. */
export const home = {
  title: 'Countermand',
  intro: '在这里查询订单，或在任意对话中输入 `/order`。',
  lookUpButton: '查询订单',
  lookUpLabel: '按订单号、客户或 SKU 查询订单',
  decideTitle: '待你审批',
  decideNone: '没有待你审批的申请。',
  attentionTitle: '需要人工处理',
  payoutTitle: '待付退款',
  ownTitle: '你的未结申请',
  ownNone: '你没有未结申请。',

  settingsTitle: '设置',
  channel_approvals: '*审批*：等待审批的申请',
  channel_ops: '*执行*：取消的执行进展，以及需要人工处理的事项',
  channelByName: '{{what}}\n选定频道之前使用：#{{name}}',
  channelHint: 'Countermand 须先加入频道才能发消息：请先在该频道输入 `/invite @Countermand`。',
  channelConfirmTitle: '谁会看到这些内容？',
  channelReaders_approvals:
    '此频道中的每个人（包括访客）都会看到每项申请：订单号、客户、金额和原因，甚至“疑似欺诈”。公开频道对整个工作区开放，建议使用私密频道。',
  channelReaders_ops:
    '此频道中的每个人（包括访客）都会看到每项申请的进展：订单号、退款金额和出现的问题。公开频道对整个工作区开放，建议使用私密频道。',
  channelConfirmYes: '使用此频道',
  channelConfirmNo: '另选频道',
  announce_approvals: '取消申请今后在这里发布。由 {{who}} 设定。',
  announce_ops: '取消的执行进展和需要人工处理的事项今后在这里发布。由 {{who}} 设定。',
  chosen: '已设定：今后使用 {{channel}}。',
  notInChannel:
    'Countermand 无法在 {{channel}} 发消息，没有做任何更改。请先在该频道输入 `/invite @Countermand`，再重新选择。',
  channelTryAgain: 'Slack 没有正常响应，没有做任何更改。请一分钟后重新选择频道。',
  adminsOnly: '只有管理员可以更改此项。没有做任何更改。',

  membersButton: '成员',
  membersLabel: '查看 Countermand 的成员及其角色',
  membersTitle: '成员',
  memberLine: '*{{name}}* · {{roles}} · {{department}}\n{{email}}',
  role_sales: '销售',
  role_manager: '经理',
  role_finance: '财务',
  role_warehouse: '仓库',
  role_admin: '管理员',
  role_auditor: '审计',
  memberInactive: '已停用',
  memberUnbound: '尚未使用',
  membersNoRole: '无角色',
  membersMore_other: '另有 {{count}} 人未显示。',
  membersHint:
    '如需添加或修改成员，请在运行 Countermand 的机器上输入：`npx countermand member set <e-mail> --roles sales,manager --department Sales`',
} as const satisfies Catalogue['home'];
