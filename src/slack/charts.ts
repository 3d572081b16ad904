// Builders for tables and charts. Slack's own limits are kept here; what the chart shows also stands in a text beside it.
import type { RichTextBlock, TableBlock } from '@slack/types'
import type { ChartBlock } from './blocks.ts'
import { limits } from './limits.ts'
import { cut } from './text.ts'

export interface Chart {
  title: string
  categories: readonly string[]
  /** At most six, each with one value per category. */
  series: readonly { name: string; values: readonly number[] }[]
}

export function barChart({ title, categories, series }: Chart): ChartBlock {
  const labels = categories.map(category => cut(category, limits.chartLabel))
  return {
    type: 'data_visualization',
    title: cut(title, limits.chartTitle),
    chart: {
      type: 'bar',
      series: series.map(({ name, values }) => ({
        name: cut(name, limits.chartLabel),
        data: labels.map((label, i) => ({ label, value: values[i] ?? 0 })),
      })),
      axis_config: { categories: labels },
    },
  }
}

export type Cell = { text: string } | { userId: string }

/** The first row is the header; every column but the first holds numbers. */
export function table(rows: readonly (readonly Cell[])[]): TableBlock {
  const columns = rows[0]?.length ?? 0
  return {
    type: 'table',
    rows: rows.slice(0, limits.tableRows).map(cells => cells.map(toCell)),
    column_settings: Array.from({ length: columns }, (_, i) => ({ align: i === 0 ? 'left' : 'right' })),
  }
}

function toCell(cell: Cell): TableBlock['rows'][number][number] {
  if ('text' in cell) return { type: 'raw_text', text: cell.text || ' ' }
  const block: RichTextBlock = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: cell.userId }] }],
  }
  return block
}
