import type { Catalogue } from '../keys.js';

/** Letters to customers. */
export const mail = {
  subject: '您的订单 {{number}} 已取消',
  greeting: '尊敬的 {{name}}：',
  cancelled: '您的订单 {{number}} 已取消，订单中的商品将不再发货。',
  linesTitle: '已取消的内容',
  line: '{{quantity}} × {{name}}（{{sku}}）',
  freight: '运费',
  total: '合计',
  moneyTitle: '款项处理',
  paidBackOriginal: '我们将按您的原付款方式退回 {{amount}}。',
  paidBackByTransfer: '我们将通过银行转账向您退款 {{amount}}。',
  kept: '您已付款项中的 {{amount}} 将予保留，不再退还。',
  fee: '我们将扣除取消手续费 {{amount}}。',
  nothingPaid: '我们没有收到这张订单的付款，因此无需退款。请您不要再为这张订单付款。',
  contact: '如有疑问，请联系这张订单的负责人 {{name}}。',
} as const satisfies Catalogue['mail'];
