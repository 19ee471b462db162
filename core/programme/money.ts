/** Integer 元 as 万元 text, exact to the 元: 12345678 is "1234.5678", 240000000 is "24000". */
export function wanText(yuan: number): string {
  const sign = yuan < 0 ? '-' : ''
  const absolute = Math.abs(yuan)
  const fraction = String(absolute % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '')
  return `${sign}${Math.floor(absolute / 10_000)}${fraction === '' ? '' : `.${fraction}`}`
}
