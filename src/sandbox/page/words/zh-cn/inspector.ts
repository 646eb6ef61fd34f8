import type { inspector as english } from '../en/inspector.js';
import { formatsFor } from '../formats.js';

const { number } = formatsFor('zh-CN');

/** What went both ways for a message or view, and the limits it comes near. */
export const inspector: typeof english = {
  inspect: '查看往来数据',
  titles: { message: '这条消息的背后', modal: '这个表单的背后', home: '这个主页的背后' },
  close: '关闭查看器',
  gone: '沙盒已不再保留这条记录。',
  limits: 'Slack 的限制',
  moreLimits: (count: number) => `再显示 ${number(count)} 项`,
  block: (index: number) => `位于第 ${number(index)} 块`,
  used: (used: number, limit: number, unit: string) => `已用 ${number(used)}，上限 ${number(limit)} ${unit}`,
  units: { characters: '个字符', items: '项', bytes: '字节', uses: '次', views: '个视图' },
  nearness: { fine: '充裕', near: '接近上限', over: '超出' },
  payloads: '往来数据',
  none: '这里没有记录。沙盒会保留双方收发的内容，直到重新启动。',
  earlier: (count: number) => `显示更早的记录（${number(count)}）`,
  ways: { app: '应用调用', slack: 'Slack 发送' },
  states: { ok: '成功', failed: '失败', waiting: '等待中' },
  took: (ms: number) => `${number(ms)} 毫秒`,
  attempts: (count: number) => `共发送 ${number(count)} 次`,
  sent: '发送内容',
  answered: (status: number) => `应答，HTTP ${status}`,
  noAnswer: '没有应答，也没有执行。',
  answerLost: '已经执行，但应答在途中丢失。',
  wouldHaveBeen: '丢失的应答',
  byFault: (fault: string) => `受到故障“${fault}”影响。`,
  waiting: '应用尚未确认。',
  acknowledged: (ms: number, within: number) => `用时 ${number(ms)} 毫秒确认，时限 ${number(within)} 毫秒。`,
  late: (within: number) => `未在 ${number(within)} 毫秒内确认。`,
  refusedWith: (status: number) => `应用以 HTTP ${status} 拒绝。`,
  unreachable: '无法连接到应用。',
  retry: (attempt: number, reason: string) => `第 ${number(attempt)} 次重试（${reason}）：`,
  acknowledgement: '确认内容',
  copy: '复制',
  copyCalled: (what: string) => `复制：${what}`,
  copied: '已复制。',
  notCopied: '浏览器不允许复制。',
  filters: { all: '全部', slack: '来自 Slack', app: '来自应用', failed: '失败' },
};
