import type { trouble as english } from '../en/trouble.js';
import { formatsFor } from '../formats.js';

const { number } = formatsFor('zh-CN');

/** Things that are made to go wrong. */
export const trouble: typeof english = {
  switchesCalled: '故障开关',
  switches: {
    limited: {
      name: 'Slack 太忙',
      text: 'Slack 对每次调用都应答“请求过多，请 10 秒后再试”，不执行任何操作。',
    },
    slow: { name: 'Slack 很慢', text: '每次调用都会执行，但要 4 秒后才有应答。' },
    broken: { name: 'Slack 出错', text: 'Slack 对每次调用都应答 HTTP 500，不执行任何操作。' },
    lost: { name: '应答丢失', text: '每次调用都会执行，但应答前连接中断，应用无从得知结果。' },
    cutOff: { name: '应用断线', text: '任何人的操作都到不了应用，应用会尝试重连，但被拒绝。' },
    mail: { name: '邮件服务器拒收', text: '每封邮件都被永久拒收，代码 550。' },
  },
  details: '详细设置',
  method: '只影响这个方法',
  everyMethod: '所有方法',
  others: '从外部开启的故障',
  fault: (kind: string, method: string) => `故障“${kind}”，影响${method === '*' ? '所有方法' : ` ${method}`}`,
  rateLimits: 'Slack 自身的频率限制',
  aged: (ms: number) => `触发标识一产生就已过了 ${number(ms)} 毫秒`,
  delayed: (ms: number) => `数据晚 ${number(ms)} 毫秒到达应用`,
  repeated: (times: number) => `每条数据额外重复发送 ${number(times)} 次`,
  acknowledgementsLost: '应用的确认会丢失',
  turnOff: '关闭',
  turnOffCalled: (what: string) => `关闭：${what}`,
  on: (count: number) => `已开启 ${number(count)} 个故障`,
  show: '查看',
  switchOff: '全部关闭',
};
