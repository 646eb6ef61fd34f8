import type { PageWords } from '../page-words.js';

/** Modals, dialogs and the fields in them, where the app has no words of its own. */
export const forms: PageWords['forms'] = {
  dialog: '对话框',
  content: '内容',
  back: '返回',
  close: '关闭',
  cancel: '取消',
  yes: '确定',
  optional: '（选填）',
  choose: '请选择',
  chooseOption: '请选择一项',
  typeToSearch: '输入文字以搜索',
  table: '表格',
  noMatch: '没有匹配的选项。',
  remove: (option: string) => `移除 ${option}`,
  more: '更多',
  cards: '卡片',
  fileFrom: (id: string) => `文件 ${id}，存放在别处`,
  taskStatus: { pending: '未开始', in_progress: '进行中', complete: '已完成', error: '失败' },
  unknownElement: '未知控件',
};
