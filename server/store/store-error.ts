/** Why a database cannot be used; the composition root turns each into one line for the operator. */
export type StoreFault = 'not-writable' | 'corrupt' | 'foreign' | 'newer' | 'locked' | 'disk-full' | 'unknown'

/** A database that cannot be opened, migrated or written. `detail` is for people who run the server. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly fault: StoreFault
  readonly detail: string

  constructor(fault: StoreFault, detail: string, options?: ErrorOptions) {
    super(`${fault}: ${detail}`, options)
    this.fault = fault
    this.detail = detail
  }
}
