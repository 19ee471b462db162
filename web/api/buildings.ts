import type { BuildingPatch, BuildingPatchAnswer } from '#core/api/building-edits.ts'
import { send } from './client.ts'
import { query } from './paths.ts'

/** Corrects buildings of a compound; without `version` (a dry run) nothing is written. */
export function patchBuildings(
  id: string,
  year: number,
  body: BuildingPatch,
  { version, signal }: { readonly version?: number; readonly signal?: AbortSignal } = {},
): Promise<BuildingPatchAnswer> {
  return send<BuildingPatchAnswer>(`/api/compounds/${encodeURIComponent(id)}/buildings?${query({ year })}`, {
    method: 'PATCH',
    body,
    ...(version === undefined ? {} : { version }),
    ...(signal === undefined ? {} : { signal }),
  })
}
