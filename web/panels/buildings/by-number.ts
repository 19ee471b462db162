const order = new Intl.Collator('zh-CN', { numeric: true })

/** Buildings as people count them: 2号楼 before 10号楼. */
export function byNumber(a: { readonly number: string }, b: { readonly number: string }): number {
  return order.compare(a.number, b.number)
}
