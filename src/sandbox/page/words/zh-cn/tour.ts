import type { PageWords } from '../words.js';

/** What a stranger is proposed. */
export const tour: PageWords['tour'] = {
  label: '试一试',
  skip: '跳过引导',
};
