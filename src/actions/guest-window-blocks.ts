// What every guest window shows besides its own: that it reads, that it could not, the way to other pages.
import type { Language, Sentence } from '../lib/words.ts'
import { button, buttons, context, type KnownBlock, type ModalView, modal, section } from '../slack/blocks.ts'
import { formWords } from './form-words.ts'
import { placeToText, type WindowPlace } from './window-place.ts'

/** How a window is called, and its ways to the pages before and after. */
export interface WindowWords {
  title: Sentence
  reading: Sentence
  back: Sentence
  more: Sentence
}

export interface WindowLook {
  feature: string
  words: WindowWords
}

/** Ids of a feature's window and of the buttons that each has. */
export function windowIds(feature: string) {
  return {
    form: `${feature}.form`,
    list: `${feature}.list`,
    choose: `${feature}.choose`,
    again: `${feature}.again`,
    back: `${feature}.back`,
    more: `${feature}.more`,
  }
}

export function windowView(
  { feature, words }: WindowLook,
  place: WindowPlace,
  blocks: KnownBlock[],
  language: Language,
): ModalView {
  return modal({
    callbackId: windowIds(feature).list,
    title: words.title[language],
    close: formWords(language)('lookUpClose'),
    metadata: placeToText(place),
    blocks,
  })
}

/** It could not be read just now: a press tries again. */
export function unreadBlocks(
  { feature }: Pick<WindowLook, 'feature'>,
  sentence: string,
  language: Language,
): KnownBlock[] {
  return [
    section(`⚠️ ${sentence}`),
    buttons([button({ id: windowIds(feature).again, label: formWords(language)('tryAgain') })]),
  ]
}

/** @param page from 0; nothing where there is only one */
export function pager(
  { feature, words }: WindowLook,
  page: number,
  pages: number,
  language: Language,
): KnownBlock[] {
  if (pages <= 1) return []
  const { back, more } = windowIds(feature)
  return [
    context(formWords(language)('page', { page: page + 1, pages })),
    buttons([
      ...(page > 0 ? [button({ id: back, label: words.back[language] })] : []),
      ...(page < pages - 1 ? [button({ id: more, label: words.more[language] })] : []),
    ]),
  ]
}

/** The last page where there are fewer rows than before. @param page from 0 */
export function pageOf<Row>(
  rows: readonly Row[],
  page: number,
  perPage: number,
): { rows: readonly Row[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / perPage))
  const at = Math.min(page, pages - 1)
  return { rows: rows.slice(at * perPage, (at + 1) * perPage), page: at, pages }
}
