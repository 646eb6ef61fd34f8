/** Where customers are written to in Simplified Chinese, by code and by English or Chinese name. */
const CHINESE = new Set([
  'cn',
  'china',
  'prc',
  '中国',
  '中國',
  'sg',
  'singapore',
  '新加坡',
  'tw',
  'taiwan',
  '台湾',
  '台灣',
  '臺灣',
  'hk',
  'hong kong',
  '香港',
  'mo',
  'macao',
  'macau',
  '澳门',
  '澳門',
]);

/** The language of a customer's letters, preset by the country of their record; English where it is unknown. */
export const customerLocale = (country: string | null): string =>
  country !== null && CHINESE.has(country.trim().toLowerCase()) ? 'zh-CN' : 'en';
