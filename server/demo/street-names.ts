/** Real street names in an invented order (data/geo/road-and-river-names.csv has their sources). */

/** Name of a street along the coast, `index` counted north from the centre; null = a nameless lane. */
export function streetAlongCoast(index: number): string | null {
  return ALONG.get(index) ?? (index % 2 === 0 ? `示例街${index < 0 ? '南' : '北'}${Math.abs(index)}` : null)
}

/** Name of a street from the hills to the sea, `index` counted east from the centre. */
export function streetToSea(index: number): string | null {
  return ACROSS.get(index) ?? (index % 2 === 0 ? `示例路${index < 0 ? '西' : '东'}${Math.abs(index)}` : null)
}

export function riverName(order: number): string {
  return RIVERS.get(order) ?? `示例河${order < 0 ? '西' : '东'}${Math.abs(order)}`
}

const ALONG: ReadonlyMap<number, string> = new Map([
  [-10, '海滨路'],
  [-8, '和平大街'],
  [-6, '岭前街'],
  [-4, '河北大街'],
  [-2, '晨光街'],
  [0, '建设大街'],
  [2, '秦皇大街'],
  [4, '燕山大街'],
  [6, '先锋路'],
  [8, '港城大街'],
  [12, '北环路'],
])

const ACROSS: ReadonlyMap<number, string> = new Map([
  [-12, '西港路'],
  [-8, '海阳路'],
  [-6, '红旗路'],
  [-4, '友谊路'],
  [-2, '迎宾路'],
  [0, '文化路'],
  [2, '建国路'],
  [4, '民族路'],
  [8, '东环路'],
  [12, '东港路'],
])

const RIVERS: ReadonlyMap<number, string> = new Map([
  [0, '新开河'],
  [-1, '小汤河'],
  [-2, '大汤河'],
  [1, '排洪河'],
  [2, '大马坊河'],
  [-3, '护城河'],
  [3, '沙河'],
])
