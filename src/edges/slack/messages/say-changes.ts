import type { Change } from '../../../features/orders/cancel/what-changed.js';
import { firstOf, money, type Viewer } from '../lookup/viewer.js';
import { safe } from './request-words.js';

/** What made a request stale, a sentence each. */
export const sayChanges = (changes: readonly Change[], viewer: Viewer): string[] =>
  changes.map((change) => sayChange(change, viewer));

const sayChange = (change: Change, viewer: Viewer): string => {
  const { t } = viewer;
  switch (change.code) {
    case 'blocked':
      return t('messages.change_blocked');
    case 'lines':
      return t('messages.change_lines', {
        count: change.lines.length,
        lines: firstOf(change.lines.map(String), viewer),
      });
    case 'money':
      return t('messages.change_money', amounts(change, viewer));
    case 'total':
      return t('messages.change_total', amounts(change, viewer));
    case 'approver-lapsed':
      return t('messages.change_approverLapsed', {
        names: firstOf(change.names.map(safe), viewer),
      });
    default:
      return t('messages.change_edited');
  }
};

const amounts = (
  { before, after, currency }: { readonly before: string; readonly after: string; readonly currency: string },
  viewer: Viewer,
) => ({
  before: money(viewer, BigInt(before), currency),
  after: money(viewer, BigInt(after), currency),
});
