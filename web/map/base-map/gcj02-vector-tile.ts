import { VectorTile } from '@mapbox/vector-tile'
import type { VectorTileFeature } from '@mapbox/vector-tile'
import { fromVectorTileJs } from '@maplibre/vt-pbf'
import type { VectorTileFeatureLike } from '@maplibre/vt-pbf'
import gcoord from 'gcoord'
import { PbfReader } from 'pbf'
import { clipLine, clipPoints, clipRing } from './clip-geometry.ts'
import type { ClipBox, Vertex } from './clip-geometry.ts'

/** Units across a tile, as fine as MapLibre draws: what is rounded here is never seen. */
const EXTENT = 8192
/** Beyond a tile's edge that much stays, so that line ends and letters of the next tile meet: 1/16. */
const MARGIN = EXTENT / 16

/** A tile as its server has it, drawn at GCJ-02 positions. */
export interface ShiftedPiece {
  readonly column: number
  readonly row: number
  readonly bytes: ArrayBuffer
}

interface Place {
  readonly zoom: number
  readonly column: number
  readonly row: number
}

type Geometry = ReturnType<VectorTileFeatureLike['loadGeometry']>

/**
 * The vector tile of a true place, out of the tiles that lie there by GCJ-02: every vertex turned to WGS84, each piece
 * cut where the next begins so that nothing stands there twice. A polygon that crosses such a seam comes as two, with a
 * common edge: its fill is whole, an outline drawn from polygons shows a line there.
 */
export function shiftVectorTile(place: Place, pieces: readonly ShiftedPiece[]): Uint8Array {
  const layers = new Map<string, VectorTileFeatureLike[]>()
  for (const piece of pieces) {
    const { layers: some } = new VectorTile(new PbfReader(piece.bytes))
    for (const [name, layer] of Object.entries(some)) {
      const box = coreOf(piece, pieces, layer.extent)
      const into = layers.get(name) ?? []
      layers.set(name, into)
      for (let index = 0; index < layer.length; index++) {
        const feature = shiftFeature(layer.feature(index), { ...piece, zoom: place.zoom }, place, box)
        if (feature !== null) into.push(feature)
      }
    }
  }
  return fromVectorTileJs({
    layers: Object.fromEntries(
      [...layers].map(([name, features]) => [
        name,
        {
          version: 2,
          name,
          extent: EXTENT,
          length: features.length,
          feature: (index) => features[index] ?? nothing,
        },
      ]),
    ),
  })
}

const nothing: VectorTileFeatureLike = {
  type: 0,
  properties: {},
  id: undefined,
  extent: EXTENT,
  loadGeometry: () => [],
}

/** A piece ends at its edge where its neighbour is here too; elsewhere what it has beyond its edge is of use. */
function coreOf({ column, row }: ShiftedPiece, pieces: readonly ShiftedPiece[], extent: number): ClipBox {
  const has = (x: number, y: number): boolean =>
    pieces.some((piece) => piece.column === column + x && piece.row === row + y)
  return {
    minX: has(-1, 0) ? 0 : -extent,
    maxX: has(1, 0) ? extent : 2 * extent,
    minY: has(0, -1) ? 0 : -extent,
    maxY: has(0, 1) ? extent : 2 * extent,
  }
}

function shiftFeature(
  feature: VectorTileFeature,
  from: Place,
  to: Place,
  core: ClipBox,
): VectorTileFeatureLike | null {
  const source = feature.loadGeometry()
  const sample = source[0]?.[0]
  if (sample === undefined) return null
  const shifted = clip(source, feature.type, core).map((part) =>
    part.map((vertex) => trueVertex(vertex, feature.extent, from, to)),
  )
  const edge: ClipBox = { minX: -MARGIN, minY: -MARGIN, maxX: EXTENT + MARGIN, maxY: EXTENT + MARGIN }
  const parts = clip(shifted, feature.type, edge)
  if (parts.length === 0) return null
  const geometry: Geometry = parts.map((part) =>
    part.map(({ x, y }) => {
      const point = sample.clone()
      point.x = Math.round(x)
      point.y = Math.round(y)
      return point
    }),
  )
  return {
    type: feature.type,
    properties: feature.properties,
    id: feature.id,
    extent: EXTENT,
    loadGeometry: () => geometry,
  }
}

function clip(parts: readonly (readonly Vertex[])[], type: number, box: ClipBox): Vertex[][] {
  if (type === 1) return parts.map((part) => clipPoints(part, box)).filter((part) => part.length > 0)
  if (type === 2) return parts.flatMap((part) => clipLine(part, box))
  return parts.map((part) => clipRing(part, box)).filter((part) => part.length > 0)
}

/** From units of the piece, GCJ-02, to units of the true tile. */
function trueVertex({ x, y }: Vertex, extent: number, from: Place, to: Place): Vertex {
  const tiles = 2 ** from.zoom
  const lng = ((from.column + x / extent) / tiles) * 360 - 180
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (from.row + y / extent)) / tiles))) * 180) / Math.PI
  const [trueLng, trueLat] = gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84)
  const sine = Math.sin((trueLat * Math.PI) / 180)
  const column = ((trueLng + 180) / 360) * tiles
  const row = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * tiles
  return { x: (column - to.column) * EXTENT, y: (row - to.row) * EXTENT }
}
