import type { BarSeriesOption } from 'echarts/charts'
import type { GridComponentOption, MarkLineComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { ChartColours } from './chart-look.ts'

export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption | MarkLineComponentOption>

/** A bar as it is drawn. */
export interface DrawnBar {
  readonly label: string
  readonly value: number
  readonly valueText: string
  /** Let through by this chart's own filter. */
  readonly on: boolean
  /** Somebody should look twice; hatched, for those who cannot tell the colour. */
  readonly odd: boolean
}

export interface DrawnChart {
  readonly bars: readonly DrawnBar[]
  /** Names run down the side instead of along the foot. */
  readonly lying: boolean
  /** A line before this bar, with its words. */
  readonly line: { readonly before: number; readonly label: string } | null
  /** Bar under the keyboard. */
  readonly active: number | null
  readonly moving: boolean
}

/** What ECharts is told. Bars that are filtered out stay, pale: the way back must be in sight. */
export function chartOption(chart: DrawnChart, colours: ChartColours): ChartOption {
  const { bars, lying } = chart
  const names = {
    type: 'category' as const,
    data: bars.map(({ label }) => label),
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: {
      color: colours.quiet,
      fontSize: 11,
      hideOverlap: !lying,
      interval: lying ? 0 : ('auto' as const),
    },
  }
  const values = {
    type: 'value' as const,
    minInterval: 1,
    splitLine: { lineStyle: { color: colours.line } },
    axisLabel: { show: false },
  }
  return {
    animation: chart.moving,
    animationDuration: 200,
    grid: lying
      ? { left: 4, right: 44, top: 4, bottom: 4, containLabel: true }
      : { left: 6, right: 10, top: 24, bottom: 4, containLabel: true },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: [
      {
        type: 'bar',
        barCategoryGap: lying ? '30%' : '12%',
        barMaxWidth: lying ? 14 : 56,
        cursor: 'pointer',
        label: {
          show: true,
          position: lying ? 'right' : 'top',
          color: colours.ink,
          fontSize: 11,
          // A bar of nothing says so by its absence; a row of noughts would hide its neighbours' figures.
          formatter: ({ dataIndex }) => (bars[dataIndex]?.value ? bars[dataIndex].valueText : ''),
        },
        labelLayout: { hideOverlap: true },
        data: bars.map((bar, at) => ({
          value: bar.value,
          itemStyle: {
            color: bar.odd ? colours.amber : colours.accent,
            opacity: bar.on ? 1 : 0.25,
            borderRadius: lying ? [0, 3, 3, 0] : [3, 3, 0, 0],
            borderColor: colours.ink,
            borderWidth: at === chart.active ? 2 : 0,
            decal: bar.odd
              ? {
                  symbol: 'rect',
                  dashArrayX: [1, 0],
                  dashArrayY: [2, 4],
                  rotation: Math.PI / 4,
                  color: colours.surface,
                }
              : undefined,
          },
        })),
        ...(chart.line === null ? {} : { markLine: lineBefore(chart.line, colours) }),
      },
    ],
  }
}

/** Bars stand around whole numbers: half a step before one lies its edge. */
function lineBefore(
  line: { before: number; label: string },
  colours: ChartColours,
): BarSeriesOption['markLine'] {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: colours.danger, width: 1.5, type: 'solid' },
    label: { formatter: line.label, color: colours.danger, fontSize: 11, position: 'end' },
    data: [{ xAxis: line.before - 0.5 }],
  }
}
