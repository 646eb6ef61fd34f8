/** People, customers, suppliers and goods of the demo company: fixed, so that a stranger can find their way in it. */

/** Where somebody lives: the language in which they read, and their time. */
const EUROPE = { locale: 'en-GB', timezone: 'Europe/Berlin' } as const;
const CHINA = { locale: 'zh-CN', timezone: 'Asia/Shanghai' } as const;

/** The part before the address's @, name, department, role, and where they live. */
export const PEOPLE = [
  ['sara.lindholm', 'Sara Lindholm', 'Sales Europe', 'sales', EUROPE],
  ['tom.becker', 'Tom Becker', 'Sales Europe', 'sales', EUROPE],
  ['priya.nair', 'Priya Nair', 'Sales Europe', 'sales', EUROPE],
  ['marco.rossi', 'Marco Rossi', 'Sales Europe', 'manager', EUROPE],
  ['greta.holm', 'Greta Holm', 'Sales Europe', 'manager', EUROPE],
  ['chen.wei', '陈伟', 'Sales Asia', 'sales', CHINA],
  ['li.na', '李娜', 'Sales Asia', 'sales', CHINA],
  ['zhang.min', '张敏', 'Sales Asia', 'manager', CHINA],
  ['fiona.grant', 'Fiona Grant', 'Finance', 'finance', EUROPE],
  ['wang.fang', '王芳', 'Finance', 'finance', CHINA],
  ['wanda.kowal', 'Wanda Kowal', 'Warehouse', 'warehouse', EUROPE],
  ['aaron.audit', 'Aaron Audit', 'Finance', 'auditor', EUROPE],
  ['ada.admin', 'Ada Admin', 'Finance', 'admin', EUROPE],
] as const;

/** The part of an address before its @. */
export type PersonId = (typeof PEOPLE)[number][0];

export const addressOf = (id: PersonId): string => `${id}@demo.example`;

/** The language and time of somebody of the demo company, by their address; nothing of anybody else. */
export const homeOf = (email: string): { readonly locale?: string; readonly timezone?: string } =>
  PEOPLE.find(([id]) => addressOf(id) === email)?.[4] ?? {};

/** Code, name, contact, country, city, currency, and whether there is an address to write to. */
export const CUSTOMERS = [
  ['NORDLICHT', 'Nordlicht Kaffee GmbH', 'Anke Petersen', 'DE', 'Hamburg', 'EUR', true],
  ['CASAVERDE', 'Casa Verde S.L.', 'Lucía Romero', 'ES', 'Valencia', 'EUR', true],
  ['MAPLE', 'Maple & Co. <Bakery>', 'Owen Clarke', 'CA', 'Toronto', 'USD', true],
  ['BLUEBIRD', 'Bluebird Bistro', 'Hannah Moore', 'US', 'Portland', 'USD', true],
  ['FJORD', 'Fjord Delikatesse AS', 'Ingrid Dahl', 'NO', 'Bergen', 'EUR', true],
  ['LUMIERE', 'Lumière Traiteur', 'Chloé Martin', 'FR', 'Lyon', 'EUR', false],
  ['BAIHE', '百合茶馆', '周婷', 'CN', '杭州', 'CNY', true],
  ['DONGFANG', '东方食品有限公司', '刘强', 'CN', '上海', 'CNY', true],
  ['JADE', 'Jade Garden Pte Ltd', 'Tan Mei Ling', 'SG', 'Singapore', 'USD', true],
  ['SAKURA', 'Sakura Shokudo', 'Yuki Tanaka', 'JP', 'Osaka', 'JPY', true],
] as const;

/** What a unit of another currency is worth in US dollars, and how many decimals its amounts have. */
export const CURRENCIES = { USD: [1, 2], EUR: [1.08, 2], CNY: [0.14, 2], JPY: [0.0066, 0] } as const;
export type DemoCurrency = keyof typeof CURRENCIES;

export const SUPPLIERS = [
  ['ALPEN', 'Alpen Käserei AG', 'Beat Frei', 'CH', 'Chur'],
  ['TEALAND', 'Tealand Exporters', 'Nuwan Perera', 'LK', 'Kandy'],
  ['OLIVA', 'Oliva del Sur', 'Pablo Ruiz', 'ES', 'Jaén'],
  ['MIZU', '水乡米业', '赵丽', 'CN', '苏州'],
] as const;

/** Name, category, unit, price in major units; one supplier after the other. */
export const PRODUCTS = [
  ['Mountain cheese, aged', 'Cheese', '5 kg wheel', '74.50'],
  ['Goat cheese rolls', 'Cheese', '12 × 150 g', '38.20'],
  ['Blue cheese', 'Cheese', '2 kg', '41.00'],
  ['Alpine butter', 'Dairy', '20 × 250 g', '52.00'],
  ['Whipping cream', 'Dairy', '12 × 1 l', '36.60'],
  ['Plain yoghurt', 'Dairy', '24 × 500 g', '28.80'],
  ['Ceylon black tea', 'Tea', '100 bags', '9.90'],
  ['Green tea, loose', 'Tea', '500 g', '18.40'],
  ['Jasmine tea 茉莉花茶', 'Tea', '250 g', '14.75'],
  ['Oolong tea 乌龙茶', 'Tea', '250 g', '22.30'],
  ['Chai mix', 'Tea', '1 kg', '19.00'],
  ['Peppermint tea', 'Tea', '50 bags', '6.25'],
  ['Olive oil, extra virgin', 'Oil', '6 × 750 ml', '63.90'],
  ['Olive oil, canister', 'Oil', '5 l', '48.50'],
  ['Sunflower oil', 'Oil', '10 l', '27.40'],
  ['Sesame oil 芝麻油', 'Oil', '12 × 250 ml', '39.60'],
  ['Green olives', 'Preserves', '2.5 kg', '17.80'],
  ['Black olives', 'Preserves', '2.5 kg', '18.90'],
  ['Dried tomatoes', 'Preserves', '1 kg', '21.50'],
  ['Apricot jam', 'Preserves', '12 × 340 g', '33.60'],
  ['Forest honey', 'Preserves', '6 × 500 g', '44.10'],
  ['Capers', 'Preserves', '6 × 200 g', '19.20'],
  ['Jasmine rice 香米', 'Grain', '25 kg', '42.00'],
  ['Basmati rice', 'Grain', '20 kg', '46.80'],
  ['Rice noodles 米粉', 'Grain', '30 × 400 g', '35.10'],
  ['Rye flour', 'Grain', '25 kg', '18.75'],
  ['Spelt flour', 'Grain', '25 kg', '31.25'],
  ['Rolled oats', 'Grain', '20 kg', '24.40'],
  ['Espresso beans', 'Coffee', '6 × 1 kg', '89.40'],
  ['Filter coffee', 'Coffee', '10 × 500 g', '58.00'],
  ['Decaf beans', 'Coffee', '6 × 1 kg', '93.60'],
  ['Dark chocolate 70 %', 'Sweets', '40 × 100 g', '72.00'],
  ['Almond biscuits', 'Sweets', '12 × 200 g', '37.20'],
  ['Mooncakes 月饼', 'Sweets', '24 pieces', '66.00'],
  ['Ginger sweets 姜糖', 'Sweets', '30 × 100 g', '41.70'],
  ['Soy sauce 酱油', 'Condiments', '12 × 500 ml', '29.40'],
  ['Rice vinegar 米醋', 'Condiments', '12 × 500 ml', '26.40'],
  ['Dijon mustard', 'Condiments', '12 × 370 g', '30.60'],
  ['Sea salt flakes', 'Condiments', '12 × 250 g', '34.80'],
  ['Chili crisp 辣椒油', 'Condiments', '12 × 210 g', '45.60'],
] as const;
