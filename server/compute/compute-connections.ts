import { createHash } from 'node:crypto'
import type { ComputeResult } from '#core/api/jobs.ts'
import type { ConnectInput } from '#core/drainage/connect.ts'
import type { ConnectAnswer } from '#core/drainage/model.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { isFixed } from '#core/tie-in/steps.ts'
import { recordAudit } from '../store/audit.ts'
import type { AuditActor } from '../store/audit.ts'
import { readBaseFeatures } from '../store/base-features.ts'
import type { StoredCompound } from '../store/compounds.ts'
import { readConnections, replaceConnections, writeConnectionInputs } from '../store/connections.ts'
import type { StoredConnection } from '../store/connections.ts'
import { readPipes, readWells } from '../store/network.ts'
import type { Session, Store } from '../store/store.ts'
import { fingerprintConnections } from './connection-fingerprints.ts'
import type { FingerprintGround } from './connection-fingerprints.ts'
import { connectionInput } from './connection-inputs.ts'
import { carryDecisions, toRecord } from './connection-records.ts'
import type { YearEvaluation } from './evaluations.ts'
import { runInWorker } from './run-in-worker.ts'
import { ruledOutOf, standingOf } from './standing-connections.ts'
import { forcedPlace, handMarks, judgedAgain, movedMeanwhile } from './hand-marks.ts'

/** What the engine works with. */
export interface Engine {
  readonly store: Store
  readonly rules: DrainageRules
  /** Version of the program the engine is part of. */
  readonly version: string
}

/** One calculation. */
export interface ConnectTask {
  readonly evaluated: YearEvaluation
  /** null: every compound of the plan, all together. */
  readonly compoundIds: readonly string[] | null
  readonly returnPeriod: number
  /** Propose anew also where a person has marked a place. */
  readonly includeMarked: boolean
  /** Who asked; null: the program itself, at its first start. */
  readonly actor: AuditActor | null
  readonly signal?: AbortSignal
  onProgress?(done: number, total: number): void
}

/**
 * Finds and stores the tie-ins of these compounds. Confirmed ones stay, and take their share of the mains before
 * anybody else; refused places stay refused. Compounds that are not asked about keep what they have, and count as well.
 */
export async function computeConnections(
  { store, rules, version }: Engine,
  task: ConnectTask,
): Promise<ComputeResult> {
  const { evaluated, returnPeriod } = task
  const { compounds, evaluation } = evaluated
  const known = await readConnections(store, evaluation.year)
  const fixed = new Set(known.filter(({ state }) => isFixed(state)).map(({ compoundId }) => compoundId))
  const asked = new Set(task.compoundIds ?? plannedIds(evaluated))
  const subjects = compounds.filter(({ id }) => asked.has(id) && !fixed.has(id))
  const byHand = task.includeMarked ? [] : handMarks(known, new Set(subjects.map(({ id }) => id)))
  const others = known.filter(
    ({ compoundId, state }) => isFixed(state) || (task.compoundIds !== null && !asked.has(compoundId)),
  )
  const [wells, pipes] = [await readWells(store), await readPipes(store)]
  const { input, leftOut } = connectionInput(
    {
      compounds: subjects,
      register: compounds,
      wells,
      pipes,
      baseFeatures: await readBaseFeatures(store),
      ruledOut: ruledOutOf(known),
      standing: standingOf(others, compounds, rules),
    },
    rules,
    returnPeriod,
  )
  const answer = await runInWorker<ConnectInput, ConnectAnswer>(
    new URL('./connect-worker.ts', import.meta.url),
    { ...input, forced: byHand.flatMap(forcedPlace) },
    { signal: task.signal, onProgress: task.onProgress },
  )
  const records = recordsOf(answer, evaluated)
  const run = {
    year: evaluation.year,
    engine: version,
    inputs: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
    returnPeriod,
    faults: [...answer.faults, ...leftOut].map((fault) => ({ ...fault })),
  }
  const kept = [...asked].filter((id) => fixed.has(id)).length + byHand.length
  const outcome = outcomeOf(records, subjects, kept)
  await store.write(async (session) => {
    const now = await readConnections(session, run.year)
    // Somebody may have confirmed a point while this was being computed: that stands.
    const settled = new Set(
      now
        .filter((point) => isFixed(point.state) || movedMeanwhile(point, byHand, task))
        .map(({ compoundId }) => compoundId),
    )
    const scope = scopeOf(task, now, subjects).filter((id) => !settled.has(id))
    const open = records.filter(({ compoundId }) => !settled.has(compoundId))
    const marked = new Set(byHand.map(({ compoundId }) => compoundId))
    const written = [
      ...carryDecisions(
        open.filter(({ compoundId }) => !marked.has(compoundId)),
        now,
      ),
      ...judgedAgain(
        open.filter(({ compoundId }) => marked.has(compoundId)),
        now,
      ),
    ]
    await replaceConnections(session, run, written, scope)
    await keepFingerprints(session, run.year, { compounds, wells, pipes, rules }, new Set(scope))
    if (task.actor !== null) {
      await recordAudit(session, {
        actor: task.actor,
        action: 'compute',
        entity: 'connections',
        entityId: String(run.year),
        after: { compoundIds: subjects.map(({ id }) => id), returnPeriod, ...outcome },
      })
    }
    // Cancelled at the last moment: nothing of it is kept.
    task.signal?.throwIfAborted()
  })
  return outcome
}

/** Compounds whose stored candidates make way: those computed, and with a whole plan those no longer in it. */
function scopeOf(
  { compoundIds }: ConnectTask,
  now: readonly StoredConnection[],
  subjects: readonly StoredCompound[],
): string[] {
  const ids = subjects.map(({ id }) => id)
  if (compoundIds !== null) return ids
  return [...new Set([...ids, ...now.map(({ compoundId }) => compoundId)])]
}

function plannedIds({ compounds, evaluation }: YearEvaluation): string[] {
  return compounds.filter(({ id }) => evaluation.judgements.get(id)?.selected === true).map(({ id }) => id)
}

function recordsOf(answer: ConnectAnswer, { compounds, evaluation }: YearEvaluation): StoredConnection[] {
  const byId = new Map(compounds.map((compound) => [compound.id, compound]))
  const records = answer.compounds.flatMap(({ compoundId, connections }) =>
    connections.map((connection) =>
      toRecord(connection, {
        year: evaluation.year,
        compoundName: byId.get(compoundId)?.name ?? compoundId,
        source: byId.get(compoundId)?.source === 'demo' ? 'demo' : 'survey',
      }),
    ),
  )
  // Two refused points of a main may round to one place: the better, which comes first, stands for both.
  return [...new Map([...records].reverse().map((record) => [record.id, record])).values()].reverse()
}

async function keepFingerprints(
  session: Session,
  year: number,
  ground: FingerprintGround,
  scope: ReadonlySet<string>,
): Promise<void> {
  const all = fingerprintConnections(ground, await readConnections(session, year))
  await writeConnectionInputs(session, year, new Map([...all].filter(([id]) => scope.has(id))))
}

function outcomeOf(
  records: readonly StoredConnection[],
  subjects: readonly StoredCompound[],
  kept: number,
): ComputeResult {
  const best = records.filter(({ rank }) => rank === 1)
  const served = new Set(best.map(({ compoundId }) => compoundId))
  return {
    computed: subjects.length,
    served: served.size,
    unserved: subjects.map(({ id }) => id).filter((id) => !served.has(id)),
    kept,
    cost: best.reduce((sum, { facts }) => sum + (facts.cost ?? 0), 0),
  }
}
