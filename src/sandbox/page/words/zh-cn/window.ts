import { formatsFor } from '../formats.js';
import type { PageWords } from '../page-words.js';

const { number } = formatsFor('zh-CN');

/** The frame: who one is, where one can go, and what is wrong with the line. */
export const window: PageWords['window'] = {
  workspace: '工作区',
  loading: '加载中…',
  nobody: '这个工作区里还没有人。',
  beSomebodyElse: '切换为其他人',
  connectionLost: '连接已断开，正在重试…',
  unreachable: '无法连接到沙盒，它还在运行吗？',
  notThere: '这个人或位置已不存在。',
  refused: (status: number) => `操作未成功，沙盒返回了 ${status}。`,
  openMenu: '打开菜单',
  closeMenu: '关闭菜单',
  channels: '频道',
  apps: '应用',
  outside: '外部',
  mailbox: (mails: number) => `邮箱（${number(mails)}）`,
  unread: '条未读',
  skip: '跳到对话',
  findPerson: '查找人员',
  morePeople: (people: number) => `还有 ${number(people)} 人`,
  youAre: '当前身份',
  newWindow: '再打开一个窗口',
  beInNewWindow: (name: string) => `在新窗口中以${name}的身份打开`,
  dismiss: '关闭提示',
};
