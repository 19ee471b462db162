import { fromNullableJson, toNullableJson } from './json-column.ts'
import type { Session } from './session.ts'

/** What is asked of the centre for one compound, and who has taken it on. */
export interface TieInOrder {
  readonly year: number
  readonly compoundId: string
  readonly version: number
  readonly request: {
    readonly reason: string
    /** ISO date */
    readonly wantedOn: string | null
    readonly by: string
    readonly byId: string | null
    readonly at: string
  } | null
  readonly engineer: { readonly id: string; readonly name: string } | null
}

/** What stands before anybody asks. */
export function noOrder(year: number, compoundId: string): TieInOrder {
  return { year, compoundId, version: 0, request: null, engineer: null }
}

export async function readOrders({ db }: Session, year: number): Promise<Map<string, TieInOrder>> {
  const rows = await db.selectFrom('tie_in_orders').selectAll().where('year', '=', year).execute()
  return new Map(
    rows.map((row) => [
      row.compound_id,
      {
        year: row.year,
        compoundId: row.compound_id,
        version: row.version,
        request: fromNullableJson(row.request),
        engineer: fromNullableJson(row.engineer),
      },
    ]),
  )
}

export async function readOrder(session: Session, year: number, compoundId: string): Promise<TieInOrder> {
  return (await readOrders(session, year)).get(compoundId) ?? noOrder(year, compoundId)
}

/** Puts the order in the place of the one before; its version goes up. */
export async function writeOrder({ db }: Session, order: TieInOrder): Promise<TieInOrder> {
  const next = { ...order, version: order.version + 1 }
  const columns = {
    version: next.version,
    request: toNullableJson(next.request),
    engineer: toNullableJson(next.engineer),
  }
  await db
    .insertInto('tie_in_orders')
    .values({ year: next.year, compound_id: next.compoundId, ...columns })
    .onConflict((conflict) => conflict.columns(['year', 'compound_id']).doUpdateSet(columns))
    .execute()
  return next
}
