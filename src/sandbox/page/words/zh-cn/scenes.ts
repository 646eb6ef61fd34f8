import type { PageWords } from '../page-words.js';

/** What stands behind the scenes: places that no Slack has, by the name that their address has. */
export const scenes: PageWords['scenes'] = {
  title: '幕后',
  places: {
    mail: { name: '邮箱', topic: '发给客户的邮件，与客户邮箱中收到的一致' },
    traffic: { name: '数据往来', topic: '双方收发的内容，最新的在最前' },
    trouble: { name: '故障', topic: '一键制造各种故障' },
    queue: { name: '队列', topic: '正在处理和等待的事项' },
    books: { name: '核对账目', topic: '每一行数据是否正确' },
    import: { name: '导入文件夹…', topic: '从 CSV 文件导入你自己的公司' },
    invite: { name: '邀请人员', topic: '增加一个可切换的身份' },
    'start-over': { name: '重新开始', topic: '一切恢复到第一天' },
  },
};
