import type { Catalogue } from '../keys.js';

/** What finance is asked and told about refunds. */
export const payouts = {
  about: '{{number}} · {{party}}\n{{refund}}',
  paidTitle: '登记退款',
  paidText: '请在款项付出之后登记。申请人会收到通知。',
  paidLabel: '银行或支付机构的付款流水号',
  paidSubmit: '登记为已付款',
  unpaidTitle: '无法付款',
  unpaidText: '这笔退款仍为待退款，之后可以重新办理。',
  unpaidLabel: '无法付款的原因',
  unpaidSubmit: '登记',
  recordedPaid: '已登记为已付款，流水号 {{reference}}。',
  sameReference: '此流水号之前已用于 {{numbers}}。如果不是同一笔转账，请与银行核对。',
  recordedUnpaid: '已登记。这笔退款仍为待退款；可以付款时，请点击“重新退款”。',
  reopened: '这笔退款已重新打开。',
  notFound: '这笔退款不存在，没有做任何更改。',
  financeOnly: '退款由财务登记。没有做任何更改。',
  ownRequest: '这是你自己提交的取消申请，须由其他财务同事付款。',
  alreadyPaid: '此前已登记为已付款，流水号 {{reference}}。没有做任何更改。',
  paidTwice: '如果你也已付款，款项就付了两次：你的流水号 {{reference}} 已记入订单记录，请与同事和银行核对。',
  alreadyFailed: '此前已登记为无法付款。请先点击“重新退款”。',
  alreadyOpen: '这笔退款已经是待退款。',
} as const satisfies Catalogue['payouts'];
