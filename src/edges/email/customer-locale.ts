/** Where customers are written to in Simplified Chinese, by code and by English name. */
const CHINESE = new Set([
  'cn',
  'china',
  'sg',
  'singapore',
  'tw',
  'taiwan',
  'hk',
  'hong kong',
  'mo',
  'macao',
  'macau',
]);

/** The language of a customer's letters, preset by the country of their record; English where it is unknown. */
export const customerLocale = (country: string | null): string =>
  country !== null && CHINESE.has(country.trim().toLowerCase()) ? 'zh-CN' : 'en';
