import type { PageWords } from '../page-words.js';

/** What a stranger is proposed, step by step. */
export const tour: PageWords['tour'] = {
  label: '试一试',
  skip: '跳过引导',
  again: '显示引导',
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
      text: 'Fiona 负责财务。她批准退款，然后登记为已退款。给客户的邮件在邮箱里。',
    },
  },
};
