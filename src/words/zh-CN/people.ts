import type { Catalogue } from '../keys.js';

/** Who somebody is to us, and what every answer of the bot has in common. */
export const people = {
  title: 'Countermand',
  close: '关闭',
  listSeparator: '、',
  sentenceSeparator: '',
  loading: '请稍候…',
  notMember: '你还不是 Countermand 的成员，因此无法查看或操作。请联系 {{admins}} 添加你。',
  boundElsewhere:
    '你的电子邮件地址已绑定另一个 Slack 账号，因此没有执行任何操作。如果你的账号是重新创建的，请联系 {{admins}} 解除旧账号的绑定：`npx countermand member set <e-mail> --unbind`。',
  inactive: '你的 Countermand 账号已停用，没有做任何更改。如需使用，请联系 {{admins}}。',
  excluded:
    'Countermand 只向本工作区的正式成员开放，不适用于访客、机器人或其他工作区的人员。没有做任何更改。',
  unreachable: 'Slack 暂时无法确认你的身份，因此没有执行任何操作。请一分钟后重试。',
  deskUnreachable: '订单系统暂时无法访问，没有做任何更改。请几分钟后重试。',
  noAdmins: '贵公司的 Countermand 管理员',
  triggerExpired: '窗口未能及时打开，没有做任何更改。请重试，或输入 `/order help`。',
} as const satisfies Catalogue['people'];
