import type { Pipe, Well } from './model.ts'

/** The arrays that validation and the graph share. */
export interface PipeGraph {
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
  readonly from: Int32Array
  readonly to: Int32Array
  readonly length: Float64Array
  readonly slope: Float64Array
  readonly arrivingStart: Int32Array
  readonly arriving: Int32Array
  readonly leavingStart: Int32Array
  readonly leaving: Int32Array
}
