import type { PageWords } from '../page-words.js';

/** What a stranger is proposed, step by step. */
export const tour: PageWords['tour'] = {
  label: '试一试',
  skip: '跳过引导',
  again: '显示引导',
  close: '关闭引导',
  more: '这是什么？',
  less: '收起',
  stepDone: '已完成',
  steps: {
    ask: {
      title: '以 Sara 的身份申请',
      text: 'Sara 是销售。她想取消 Bluebird Bistro 的订单 SO-1068。',
    },
    approve: {
      title: '以 Marco 的身份批准',
      text: 'Marco 是销售经理。申请正在审批频道里等他处理。',
    },
    pay: {
      title: '以 Fiona 的身份退款',
      text: 'Fiona 负责财务。她在 Countermand 发来的消息里批准申请，然后登记为已退款。',
    },
  },
  over: '完成：订单已取消，款项已退还，客户也收到了邮件。',
  stopped: '申请已被拒绝，订单保持不变。Sara 可以在消息里重新申请。',
  ideas: { mail: '阅读邮件', books: '核对账目', 'start-over': '重新开始' },
};
