import type { PageWords } from '../words.js';

/** What stands behind the scenes: places that no Slack has, by the name that their address has. */
export const scenes: PageWords['scenes'] = {
  title: '幕后',
  places: {
    mail: { name: '邮箱', topic: '发给客户的邮件，与客户邮箱中收到的一致' },
    traffic: { name: '数据往来', topic: '双方收发的内容，最新的在最前' },
    trouble: { name: '故障', topic: '一键制造各种故障' },
  },
};
