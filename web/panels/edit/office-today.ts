/** ISO date of today in the office's own calendar, wherever the page is open. */
export function officeToday(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
}
