import { readFile, stat } from 'node:fs/promises'
import { mapFrame } from '../coordinate-frame.ts'
import { readSwmmNetwork } from '../swmm-inp.ts'
import { layerOfFeatures } from './features-source.ts'
import { UnreadableFile, type Source, type SourceRequest } from './source.ts'

const LARGEST = 200 * 1024 * 1024

/** An EPA SWMM input file: its nodes as a layer of wells, its conduits as one of pipes, in the map's own coordinates. */
export async function openSwmm({ path, name }: SourceRequest): Promise<Source> {
  if ((await stat(path)).size > LARGEST) throw new UnreadableFile('SWMM 文件超过 200 MB,请拆分')
  const { wells, pipes, faults } = readSwmmNetwork(await readFile(path, 'utf8'), name, 'YS', mapFrame(null))
  const [fault] = faults
  if (fault !== undefined) {
    const where = fault.feature === null ? '' : `${fault.feature}:`
    throw new UnreadableFile(
      `SWMM 文件有 ${faults.length} 处问题,第一处:${where}${fault.what}(应为 ${fault.expected})`,
    )
  }
  const wellRows = wells.map(({ id, kind, system, ground, waterLevel = null, position }) => ({
    values: { id, kind, system, ground, waterLevel },
    geometry: { type: 'Point' as const, coordinates: [...position] },
  }))
  const pipeRows = pipes.map((pipe) => ({
    values: {
      id: pipe.id,
      from: pipe.from,
      to: pipe.to,
      system: pipe.system,
      // A section that is no plain circle has no size a branch could be judged against.
      dn: pipe.suspect === null ? pipe.dn : null,
      n: pipe.n ?? null,
      invertStart: pipe.invertStart,
      invertEnd: pipe.invertEnd,
      status: pipe.status,
      length: pipe.length ?? null,
    },
    geometry: { type: 'LineString' as const, coordinates: pipe.line.map((one) => [...one]) },
  }))
  return {
    format: 'inp',
    layers: [layerOfFeatures('wells', wellRows, null), layerOfFeatures('pipes', pipeRows, null)],
    close: async () => undefined,
  }
}
