import { BASE_LAYERS } from './base-layers.ts'
import { buildingLayer } from './building-layer.ts'
import { compoundLayer } from './compound-layer.ts'
import { branchLayer, connectionLayer } from './connection-layers.ts'
import type { Layer } from './layer.ts'
import { pipeLayer, wellLayer } from './network-layers.ts'

/** Every layer of the service, in the order in which a GIS lists them. */
export const LAYERS: readonly Layer[] = [
  compoundLayer,
  buildingLayer,
  pipeLayer,
  wellLayer,
  connectionLayer,
  branchLayer,
  ...BASE_LAYERS,
]
