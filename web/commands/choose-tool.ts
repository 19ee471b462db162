import { useDrawing, type PickTool } from '../stores/drawing.ts'
import { useMarking } from '../stores/marking.ts'
import { useView } from '../stores/view.ts'

/** What the pointer does on the map beside opening compounds: at most one tool at a time. */
export type MapTool = PickTool | 'distance' | 'area' | 'mark'

/** The tool in hand; null while the pointer only opens and picks. */
export function toolInHand(): MapTool | null {
  if (useMarking().active) return 'mark'
  const { measuring } = useView()
  return useDrawing().tool ?? (measuring === 'off' ? null : measuring)
}

/** Takes a tool in hand; the same one again, or null, lays it down. A point being marked is laid down by its own panel. */
export function chooseTool(tool: Exclude<MapTool, 'mark'> | null): void {
  const next = tool === toolInHand() ? null : tool
  useView().measuring = next === 'distance' || next === 'area' ? next : 'off'
  useDrawing().choose(next === 'distance' || next === 'area' ? null : next)
}
