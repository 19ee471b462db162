import type { Eligibility } from '#core/compound/verdict.ts'
import type { Theme } from '../../stores/view.ts'

/** The colours of one theme: those of the desk, and the quieter ones only a map needs. */
export interface Palette {
  readonly surface: string
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly accent: string
  readonly danger: string
  /** Land of the district, land of its neighbours, and the greys on it. */
  readonly land: string
  readonly outside: string
  readonly water: string
  readonly waterName: string
  readonly park: string
  readonly block: string
  readonly building: string
  readonly buildingLine: string
  readonly buildingInside: string
  readonly roadMajor: string
  readonly roadMinor: string
  readonly roadCasing: string
  readonly boundary: string
  readonly verdict: Readonly<Record<Eligibility, string>>
  /** Five steps of one hue, low to high. */
  readonly score: readonly [string, string, string, string, string]
  readonly noScore: string
  readonly pipe: Readonly<Record<'YS' | 'WS' | 'HS' | 'unknown', string>>
  readonly capacity: Readonly<Record<'calm' | 'near' | 'over' | 'unknown', string>>
  /** How strongly compounds are filled: a tint by verdict, more by score. */
  readonly tint: number
}

const LIGHT: Palette = {
  surface: '#FFFFFF',
  ink: '#1B2430',
  quiet: '#5B6776',
  line: '#E2E6EB',
  accent: '#0B6E8F',
  danger: '#C4382C',
  land: '#F4F5F6',
  outside: '#E9ECEF',
  water: '#D3E1EA',
  waterName: '#6C8CA3',
  park: '#E4EBE4',
  block: '#EEF0F2',
  building: '#E3E7EB',
  buildingLine: '#D3D9DF',
  buildingInside: '#5B6776',
  roadMajor: '#FFFFFF',
  roadMinor: '#FBFCFC',
  roadCasing: '#DCE1E6',
  boundary: '#8C98A5',
  verdict: {
    eligible: '#12875F',
    conditional: '#2B6CB0',
    unverified: '#C98A04',
    ineligible: '#A23B4A',
    renovated: '#8A94A0',
  },
  score: ['#E3EEF4', '#B4D3E3', '#7CB3CE', '#3F8CB0', '#0B5C82'],
  noScore: '#D9DEE4',
  pipe: { YS: '#1677C8', WS: '#8A5A3B', HS: '#7B4EA3', unknown: '#9AA3AF' },
  capacity: { calm: '#12875F', near: '#C98A04', over: '#C4382C', unknown: '#9AA3AF' },
  tint: 0.26,
}

const DARK: Palette = {
  surface: '#161E27',
  ink: '#E7ECF2',
  quiet: '#93A1B0',
  line: '#27323E',
  accent: '#4FB6D6',
  danger: '#F0766B',
  land: '#121A22',
  outside: '#0C1218',
  water: '#0C2231',
  waterName: '#4F7C98',
  park: '#13241D',
  block: '#161F28',
  building: '#1D2731',
  buildingLine: '#26323E',
  buildingInside: '#C3CED9',
  roadMajor: '#2A3642',
  roadMinor: '#212C37',
  roadCasing: '#0E151C',
  boundary: '#55636F',
  verdict: {
    eligible: '#3DBA8B',
    conditional: '#6CA6EA',
    unverified: '#E0A92F',
    ineligible: '#DD7684',
    renovated: '#8A94A0',
  },
  score: ['#2A4250', '#2F6078', '#3A819F', '#55A6C6', '#9AD5EA'],
  noScore: '#2A333D',
  pipe: { YS: '#4A9FE8', WS: '#B98560', HS: '#A981D0', unknown: '#7A8591' },
  capacity: { calm: '#3DBA8B', near: '#E0A92F', over: '#F0766B', unknown: '#7A8591' },
  tint: 0.3,
}

export const palettes: Readonly<Record<Theme, Palette>> = { light: LIGHT, dark: DARK }
