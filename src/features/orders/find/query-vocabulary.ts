import type { OrderStatus } from '../views.js';
import type { QueryFilter } from './order-query.js';

/** What people type, folded to lower case: the names of the filters and of their values, in every language at once. */

export const FILTER_NAMES: Readonly<Record<QueryFilter, readonly string[]>> = {
  number: ['number', 'no', 'nr', 'order', '订单', '订单号', '编号'],
  customer: ['customer', 'client', 'supplier', 'party', '客户', '供应商'],
  owner: ['owner', 'by', 'sales', '负责人', '业务员', '销售员'],
  department: ['department', 'dept', 'team', '部门'],
  status: ['status', 'state', '状态'],
  kind: ['kind', 'type', '类型'],
  from: ['from', 'since', 'after', '从', '自', '开始'],
  to: ['to', 'until', 'till', 'before', '到', '至', '截止'],
  amount: ['amount', 'total', 'sum', '金额', '总额'],
};

export const STATUS_NAMES: Readonly<Record<string, readonly OrderStatus[]>> = {
  new: ['new'],
  processing: ['processing'],
  'in progress': ['processing'],
  shipped: ['shipped'],
  completed: ['completed'],
  complete: ['completed'],
  done: ['completed'],
  closed: ['closed'],
  cancelled: ['cancelled'],
  canceled: ['cancelled'],
  recalled: ['cancelled'],
  open: ['new', 'processing'],
  unshipped: ['new', 'processing'],
  新建: ['new'],
  新: ['new'],
  处理中: ['processing'],
  已发货: ['shipped'],
  已完成: ['completed'],
  完成: ['completed'],
  已关闭: ['closed'],
  关闭: ['closed'],
  已取消: ['cancelled'],
  取消: ['cancelled'],
  未完成: ['new', 'processing'],
  未发货: ['new', 'processing'],
};

export const KIND_NAMES: Readonly<Record<string, 'sales' | 'purchase'>> = {
  sales: 'sales',
  sale: 'sales',
  so: 'sales',
  purchase: 'purchase',
  purchases: 'purchase',
  po: 'purchase',
  销售: 'sales',
  销售订单: 'sales',
  采购: 'purchase',
  采购订单: 'purchase',
};

/** Who asks, as the value of `owner:`. */
export const MYSELF: readonly string[] = ['me', 'mine', 'myself', '我', '我的', '本人'];
