import type { Catalogue } from '../keys.js';

/** What somebody is told who decides, withdraws or tries a step again. */
export const decisions = {
  approvedFinal: '已批准。正在更正库存和账务，进展见运营频道。',
  approvedNext: '已批准，并已通知下一步的审批人。',
  rejected: '已驳回，并已将原因告知申请人。没有做其他更改。',
  rejectTitle: '驳回 {{number}}？',
  rejectText:
    '驳回取消 {{number}}（{{party}}，{{amount}}）的申请。驳回后订单保持不变。申请人会看到你填写的原因。',
  rejectLabel: '驳回原因',
  rejectSubmit: '驳回',
  notFound: '这个申请已不存在，没有做任何更改。请用 `/order` 查看订单。',
  inactive: '你的 Countermand 账号已停用，没有做任何更改。',
  approvedBy: '{{name}} 已于 {{at}} 批准。你的点击没有做任何更改。',
  rejectedBy: '{{name}} 已于 {{at}} 驳回。你的点击没有做任何更改。',
  withdrawn: '申请人已于 {{at}} 撤回申请，无需再审批。',
  stale: '这个申请已于 {{at}} 在全部批准之前关闭，无需再审批。',
  stepApproved: '{{name}} 已于 {{at}} 批准。下一步审批：{{next}}。',
  ownRequest: '这是你自己提交的申请，须由他人审批。没有做任何更改。',
  decidedEarlier: '你已作为{{role}}审批过这个申请，这一步须由另一人审批。',
  roleMissing: '这一步由{{role}}审批，请联系 {{names}}。没有做任何更改。',
  outdated: '这个按钮已过期，没有做任何更改。请用 `/order pending` 打开申请。',
  wentStale: '提交申请之后订单有变更，因此订单没有取消。已通知申请人。',
  lapsed: '之前的批准已不再有效，因此申请已关闭，订单没有取消。已通知申请人。',
  youWithdrew: '已撤回。订单保持不变，之后可以重新申请。',
  notTheRequester: '只有申请人 {{name}} 可以撤回这个申请。没有做任何更改。',
  alreadyWithdrawn: '这个申请此前已撤回。',
  tooLateToWithdraw: '这个申请已审批完毕，无法撤回。',
  retried: '正在重试这一步，进展见消息列。',
  stepDone: '这一步已完成。',
  stepUnderWay: '这一步已经在重试。',
  retryRole: '这一步只能由{{roles}}重试。没有做任何更改。',
} as const satisfies Catalogue['decisions'];
