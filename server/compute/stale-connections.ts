import { readConnectionInputs, readConnections } from '../store/connections.ts'
import { readPipes, readWells } from '../store/network.ts'
import type { Parts } from '../parts.ts'
import { fingerprintConnections } from './connection-fingerprints.ts'

/**
 * Compounds whose tie-ins were computed from something that has changed since 需复核: their site, a pipe or well of
 * the networks they could join, who else uses these, or the rules. Of which it is not known counts as changed.
 */
export function staleCompounds(
  {
    store,
    derived,
    evaluations,
    drainageRules: rules,
  }: Pick<Parts, 'store' | 'derived' | 'evaluations' | 'drainageRules'>,
  year: number,
): Promise<ReadonlySet<string>> {
  return derived.get(`stale ${year}`, async () => {
    const connections = await derived.get(`connections ${year}`, () => readConnections(store, year))
    const [kept, evaluated, wells, pipes] = await Promise.all([
      readConnectionInputs(store, year),
      evaluations.of(year),
      derived.get('wells', () => readWells(store)),
      derived.get('pipes', () => readPipes(store)),
    ])
    const ground = { compounds: evaluated?.compounds ?? [], wells, pipes, rules }
    const now = fingerprintConnections(ground, connections)
    return new Set([...now].filter(([id, fingerprint]) => kept.get(id) !== fingerprint).map(([id]) => id))
  })
}
