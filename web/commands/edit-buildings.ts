import type { BuildingPatchAnswer, WireBuilding } from '#core/api/building-edits.ts'
import { buildingChanges, buildingEditBetween, type BuildingEdit } from '#core/compound/building-edit.ts'
import type { Building } from '#core/compound/compound.ts'
import { patchBuildings } from '../api/buildings.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useBuildingDrafts, type BuildingDraft } from '../stores/building-drafts.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useView } from '../stores/view.ts'
import type { SaveOutcome } from './edit-facts.ts'
import { loadOpenCompound, loadYear } from './load-desk.ts'

/** A draft as the rules take it. */
export function editOf({ set, add, remove }: Pick<BuildingDraft, 'set' | 'add' | 'remove'>): BuildingEdit {
  const kept = Object.entries(set).filter(([id]) => !remove.includes(id))
  return { set: Object.fromEntries(kept), add: add.map((facts) => ({ facts })), remove }
}

/** The wire's buildings as the rules know them. */
export function asBuildings(compoundId: string, buildings: readonly WireBuilding[]): readonly Building[] {
  return buildings.map((building) => ({ ...building, compoundId }) as Building)
}

/** What a draft would make of totals, tier, verdict and plan; nothing is written. */
export function previewBuildings(
  { id, edit }: { readonly id: string; readonly edit: BuildingEdit },
  signal?: AbortSignal,
): Promise<BuildingPatchAnswer> {
  return patchBuildings(id, useView().year, { dryRun: true, ...onWire(edit) }, { signal })
}

/** Saves the open draft as one step that can be taken back. */
export async function saveBuildings(): Promise<SaveOutcome> {
  const drafts = useBuildingDrafts()
  const { draft } = drafts
  if (draft === null) return { kind: 'saved' }
  const { id, version, reason } = draft
  const { t } = i18n.global
  try {
    const answer = await patchBuildings(id, useView().year, { ...onWire(editOf(draft)), reason }, { version })
    drafts.discard()
    const name = answer.compound?.properties.name ?? id
    remember({ id, name, before: answer.before, after: answer.after })
    await refresh()
    useMessages().toast(t('edit.saved', { name }))
    return { kind: 'saved' }
  } catch (error) {
    if (!(error instanceof ApiError)) return { kind: 'offline' }
    if (error.problem.status !== 412) return { kind: 'refused', text: error.problem.detail ?? error.message }
    const now = error.problem.current as { version: number; buildings: readonly WireBuilding[] }
    takeTheirs(draft, now.version, now.buildings)
    return { kind: 'conflict' }
  }
}

/** Somebody else has changed the compound since the draft was begun: it goes on from theirs, and says what is new. */
export function takeTheirs(draft: BuildingDraft, version: number, buildings: readonly WireBuilding[]): void {
  const theirs = buildingChanges(asBuildings(draft.id, draft.base), asBuildings(draft.id, buildings))
  useBuildingDrafts().rebase(version, buildings, theirs)
}

interface Written {
  readonly id: string
  readonly name: string
  readonly before: readonly WireBuilding[]
  readonly after: readonly WireBuilding[]
}

function remember({ id, name, before, after }: Written): void {
  const [old, now] = [asBuildings(id, before), asBuildings(id, after)]
  const changes = buildingChanges(old, now)
  const [first] = changes
  if (first === undefined) return
  const { t, te } = i18n.global
  const [building = '', field = ''] = first.field.split('.')
  const word = te(`buildings.fields.${field}`) ? t(`buildings.fields.${field}`) : ''
  const label = t(changes.length === 1 ? 'buildings.step' : 'buildings.steps', {
    name,
    what: `${building}${word}`,
    n: changes.length,
  })
  useHistory().record({
    label,
    undo: () => turn({ id, name, from: now, to: old }, t('edit.undoReason', { label })),
    do: () => turn({ id, name, from: old, to: now }, t('edit.redoReason', { label })),
  })
}

/** Goes from one state to the other, from the version that stands now; buildings somebody has changed since stay theirs. */
async function turn(
  {
    id,
    name,
    from,
    to,
  }: Pick<Written, 'id' | 'name'> & { from: readonly Building[]; to: readonly Building[] },
  reason: string,
): Promise<void> {
  const { year } = useView()
  const { properties } = await api.compound(id, year)
  const touched = new Set(buildingChangesById(from, to))
  const stands = asBuildings(id, properties.buildingList)
  const moved = (buildings: readonly Building[]) => buildings.filter((one) => touched.has(one.id))
  if (buildingChanges(moved(from), moved(stands)).length > 0)
    throw new Error(i18n.global.t('buildings.movedOn', { name }))
  const body = { ...onWire(buildingEditBetween(moved(from), moved(to))), reason }
  await patchBuildings(id, year, body, { version: properties.version })
  await refresh()
}

function buildingChangesById(from: readonly Building[], to: readonly Building[]): readonly string[] {
  const { set, add, remove } = buildingEditBetween(from, to)
  return [...Object.keys(set), ...add.flatMap(({ id }) => id ?? []), ...remove]
}

function onWire({ set, add, remove }: BuildingEdit) {
  return {
    set: Object.fromEntries(Object.entries(set).map(([id, facts]) => [id, { ...facts }])),
    add: add.map(({ id, footprint, facts }) => ({
      ...(id === undefined ? {} : { id }),
      ...(footprint === null || footprint === undefined
        ? {}
        : { footprint: { type: footprint.type, coordinates: footprint.coordinates } }),
      facts: { ...facts },
    })),
    remove: [...remove],
  }
}

async function refresh(): Promise<void> {
  await Promise.all([loadYear(), loadOpenCompound()])
}
