// Block Kit as plain lines of text, the way a person would read it aloud; buttons as [Label].
import { isButton, optionsIn, placedElements } from './blocks.ts'
import { type ViewValues, visibleValue } from './form-state.ts'
import { type Json, objectIn, objectsIn, textIn, wordsIn } from './json.ts'

export interface RenderOptions {
  read(mrkdwn: string): string
  values: ViewValues
  errors?: Record<string, string>
  /** Leave out buttons and menus. */
  withoutControls?: boolean
}

export function renderBlocks(blocks: Json[], options: RenderOptions): string {
  return blocks
    .map(block => renderBlock(block, options))
    .filter(Boolean)
    .join('\n')
}

function renderBlock(block: Json, options: RenderOptions): string {
  const words = (value: unknown) => renderText(value, options)
  const controls = () => renderControls(block, options)
  switch (block.type) {
    case 'section':
      return lines(words(block.text), ...objectsIn(block.fields).map(words), controls())
    case 'header':
    case 'markdown':
    case 'alert':
      return words(block.text)
    case 'context':
      return objectsIn(block.elements)
        .map(each => (each.type === 'image' ? textIn(each.alt_text) : words(each)))
        .join(' ')
    case 'actions':
    case 'context_actions':
      return controls()
    case 'input':
      return lines(controls(), options.errors?.[textIn(block.block_id)], words(block.hint))
    case 'rich_text':
      return objectsIn(block.elements).map(renderRich(options)).join('\n')
    case 'image':
    case 'video':
      return lines(words(block.title), textIn(block.alt_text))
    case 'table':
    case 'data_table':
      return lines(textIn(block.caption), ...rowsOf(block.rows, options))
    case 'data_visualization':
      return lines(textIn(block.title), ...chartLines(objectIn(block.chart)))
    case 'card':
      return lines(...[block.title, block.subtitle, block.body, block.subtext].map(words), controls())
    case 'carousel':
      return renderBlocks(objectsIn(block.elements), options)
    case 'container':
      return lines(
        words(block.title),
        words(block.subtitle),
        renderBlocks(objectsIn(block.child_blocks), options),
      )
    case 'task_card':
      return `${textIn(block.title)} (${textIn(block.status)})`
    case 'plan':
      return lines(textIn(block.title), renderBlocks(objectsIn(block.tasks), options))
    default:
      return ''
  }
}

const lines = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join('\n')

function renderText(value: unknown, { read }: RenderOptions): string {
  const text = wordsIn(value)
  return objectIn(value).type === 'plain_text' ? text : read(text)
}

function renderControls(block: Json, options: RenderOptions): string {
  const parts = placedElements([block]).map(placed => {
    const { element, type } = placed
    if (isButton(placed)) return options.withoutControls ? '' : `[${placed.label}]`
    if (type === 'overflow') return options.withoutControls ? '' : `[⋯ ${optionTexts(element).join(' · ')}]`
    if (options.withoutControls && !placed.isInput) return ''
    const value = visibleValue(placed, options.values)
    const shown = Array.isArray(value) ? value.join(', ') : (value ?? '')
    if (type === 'radio_buttons' || type === 'checkboxes') {
      const chosen = value === null ? [] : [value].flat()
      const rows = objectsIn(element.options).map(option => {
        const text = wordsIn(option.text)
        return lines(
          `${chosen.includes(text) ? '(x)' : '( )'} ${text}`,
          renderText(option.description, options),
        )
      })
      return lines(placed.isInput ? `${placed.label}:` : '', ...rows)
    }
    const { label } = placed
    if (placed.isInput) return `${label}: ${shown}`.trimEnd()
    return `[▾ ${shown || wordsIn(element.placeholder) || label}]`
  })
  return parts.filter(Boolean).join(block.type === 'input' ? '\n' : ' ')
}

const optionTexts = (element: Json): string[] => optionsIn(element).map(option => wordsIn(option.text))

function renderRich(options: RenderOptions): (element: Json) => string {
  return element => {
    const parts = objectsIn(element.elements)
    switch (element.type) {
      case 'rich_text_list':
        return parts
          .map(
            (part, index) =>
              `${element.style === 'ordered' ? `${index + 1}.` : '•'} ${renderRich(options)(part)}`,
          )
          .join('\n')
      case 'rich_text_quote':
        return `> ${parts.map(renderInline(options)).join('')}`
      default:
        return parts.map(renderInline(options)).join('')
    }
  }
}

function renderInline({ read }: RenderOptions): (part: Json) => string {
  return part => {
    switch (part.type) {
      case 'link':
        return textIn(part.text) || textIn(part.url)
      case 'user':
        return read(`<@${textIn(part.user_id)}>`)
      case 'channel':
        return read(`<#${textIn(part.channel_id)}>`)
      case 'usergroup':
        return read(`<!subteam^${textIn(part.usergroup_id)}>`)
      case 'broadcast':
        return `@${textIn(part.range)}`
      case 'emoji':
        return `:${textIn(part.name)}:`
      case 'date':
        return textIn(part.fallback)
      default:
        return textIn(part.text)
    }
  }
}

function rowsOf(rows: unknown, options: RenderOptions): string[] {
  if (!Array.isArray(rows)) return []
  return rows.map(row =>
    objectsIn(row)
      .map(cell => (cell.type === 'rich_text' ? renderBlock(cell, options) : textIn(cell.text)))
      .join(' | '),
  )
}

function chartLines(chart: Json): string[] {
  const points = (list: unknown) =>
    objectsIn(list).map(point => `${textIn(point.label)}: ${String(point.value)}`)
  const series = objectsIn(chart.series).map(each => `${textIn(each.name)} ${points(each.data).join(', ')}`)
  return [...points(chart.segments), ...series]
}
