// Text inside Slack's markup: escaped, made harmless, cut to a length.
import type { PlainTextElement } from '@slack/types'

/** Escapes the three characters that mrkdwn gives a meaning, for text of our own with values in it. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Text that a person typed, made harmless inside mrkdwn: no pings, links or formatting, on one line. */
export function safe(text: string): string {
  // On both sides, so that a mark neither begins a formatting nor ends one of ours around it.
  const harmless = escapeText(text.replace(/\s+/g, ' ').trim()).replace(/[*_~`]/g, '\u200b$&\u200b')
  // At the start of a line a ">" would make a quotation, escaped or not.
  return harmless.replace(/^&gt;/, '\u200b&gt;')
}

/** Cuts at `max` code points, the last one "…". */
export function cut(text: string, max: number): string {
  // There are never more code points than this, and counting them takes time for each text of each card.
  if (text.length <= max) return text
  const points = [...text]
  return points.length <= max ? text : `${points.slice(0, max - 1).join('')}…`
}

export function mention(userId: string): string {
  return `<@${userId}>`
}

/** A link with a label of ours inside mrkdwn. */
export function link(url: string, label: string): string {
  return `<${escapeText(url).replaceAll('|', '%7C')}|${safe(label).replaceAll('|', '')}>`
}

export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: cut(text, max) || ' ', emoji: true }
}

/** Cuts as `cut` does, never in the middle of an escape (&amp;) or a mention (<@U0ANA>). */
export function cutMarkup(text: string, max: number): string {
  const short = cut(text, max)
  return short === text ? text : short.replace(/(?:&[a-z]*|<[^<>]*)…$/, '…')
}
