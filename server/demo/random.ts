/**
 * Seeded chance for the demo city: same seed and label, same sequence, on every machine.
 * A 32-bit counter stirred by multiply and xor-shift; good enough to scatter buildings, not for secrets.
 */
export class Random {
  private state: number

  constructor(
    private readonly seed: number,
    private readonly label = '',
  ) {
    this.state = stir((seed >>> 0) ^ hash(label))
  }

  /** A sequence of its own for one part of the city, so that a change there moves nothing elsewhere. */
  fork(label: string): Random {
    return new Random(this.seed, `${this.label}/${label}`)
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0
    return stir(this.state) / 0x1_0000_0000
  }

  /** In [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  /** An integer in low…high, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One element; throws on an empty list, which is a bug. */
  pick<T>(list: readonly T[]): T {
    const index = Math.floor(this.next() * list.length)
    if (index >= list.length) throw new Error('pick from an empty list')
    return list[index] as T
  }

  shuffled<T>(list: readonly T[]): T[] {
    const result = [...list]
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.integer(0, last)
      const kept = result[last] as T
      result[last] = result[other] as T
      result[other] = kept
    }
    return result
  }
}

function stir(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}
