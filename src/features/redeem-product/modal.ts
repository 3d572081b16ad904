// The redeem form: products in two groups, within the guest's reach and not yet.
import { noteInput, typedNote } from '../../actions/form-fields.ts'
import type { FormState, GuestForm, ShownGuest } from '../../actions/guest-form.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import type { Product } from '../../domain/guest.ts'
import { policyOf } from '../../domain/policy.ts'
import { type Reach, reachOf, unavailability } from '../../domain/product.ts'
import { plainLetters } from '../../lib/plain-letters.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { context, type KnownBlock, type PlainTextOption, section } from '../../slack/blocks.ts'
import type { Typed } from '../../slack/form.ts'
import { groupedSelectInput, option, searchInput } from '../../slack/inputs.ts'
import { limits } from '../../slack/limits.ts'
import { cut, safe } from '../../slack/text.ts'
import { longestTitle, type RedeemInput, redeemProduct } from './definition.ts'
import { redeemWords } from './words.ts'

const feature = redeemProduct.kind
export const productSearch = `${feature}.product`

export const redeemForm: GuestForm<RedeemInput> = {
  definition: redeemProduct,
  title: language => redeemWords(language)('title'),
  submitLabel: form => redeemWords(form.language)(wordsFor(form).submit),
  wantsProducts: true,
  prefill: (rest): Typed => (rest ? { search: rest.slice(0, 75) } : {}),
  blocks,
  read,
}

function blocks(form: FormState): KnownBlock[] {
  const { language, typed } = form
  const say = redeemWords(language)
  const { note, hint } = wordsFor(form)
  return [...productBlocks(form), noteInput(feature, say(note), typed), ...(hint ? [context(say(hint))] : [])]
}

/** What the press will do by the hotel's rule for this person: nobody decides on their own request. */
function wordsFor({ staff, hotel, date }: FormState) {
  const rule = policyOf(staff, { date, hotelId: hotel.id, policy: hotel.policy, usedToday: 0 })?.redeem
  if (rule === 'allowed') return { submit: 'submitNow', note: 'noteHere' } as const
  if (rule !== 'approval')
    return {
      submit: 'submitNow',
      note: 'noteHere',
      hint: staff.isManager ? 'managersMayNot' : 'mayNot',
    } as const
  return staff.isManager
    ? ({ submit: 'submitToOther', note: 'noteToOther', hint: 'otherDecides' } as const)
    : ({ submit: 'submit', note: 'note', hint: 'needsApproval' } as const)
}

function productBlocks(form: FormState): KnownBlock[] {
  const { language, status, products, hotel, date, typed } = form
  const say = redeemWords(language)
  if (status.kind !== 'shown') return [context(say('afterGuest'))]
  const nothing = whyNothing(form, status.guest)
  if (nothing !== undefined) return [section(`⚠️ ${nothing}`)]
  const reach = reachOf(products, status.guest, { date, hotelId: hotel.id })
  const count = reach.within.length + reach.beyond.length
  const input = { field: 'product', feature, label: say('product'), placeholder: say('choose') }
  const chosen = typed.product ?? matching(reach, typed.search)
  const groups = productGroups(reach, language)
  const isMissed = typed.search !== undefined && chosen === undefined
  return [
    count > limits.options
      ? searchInput({
          ...input,
          initial: groups.flatMap(({ options }) => options).find(({ value }) => value === chosen),
        })
      : groupedSelectInput({ ...input, groups, initial: chosen }),
    ...(isMissed ? [context(say('searchMissed', { text: safe(typed.search ?? '') }))] : []),
  ]
}

/** Why there is no product to choose for this guest; undefined when there is one. */
function whyNothing({ language, products, hotel, date }: FormState, guest: ShownGuest): string | undefined {
  const say = redeemWords(language)
  if (products.length === 0) return say('notLoaded')
  if (guest.points === 'unknown') return refusalSentence('points-unknown', language)
  const { within, beyond } = reachOf(products, guest, { date, hotelId: hotel.id })
  return within.length + beyond.length === 0 ? say('none') : undefined
}

/** The product that the command's text means, when it means just one. */
function matching(reach: Reach, search: string | undefined): string | undefined {
  if (!search) return undefined
  const wanted = plainLetters(search)
  const offered = [...reach.within, ...reach.beyond.map(({ product }) => product)]
  const found = offered.filter(({ title }) => plainLetters(title).includes(wanted))
  const [only, another] = found
  return only && !another ? offerOf(only) : undefined
}

/** The product at the price that is shown: at another price it is another offer. */
function offerOf({ id, price }: Product): string {
  return `${id}:${price}`
}

/** A long title is cut, never its price. */
function offer(product: Product, priced: (title: string) => string): PlainTextOption {
  const room = limits.optionText - [...priced('')].length
  return option(priced(cut(product.title, room)), offerOf(product))
}

export function productGroups(
  reach: Reach,
  language: Language,
): { label: string; options: PlainTextOption[] }[] {
  const say = redeemWords(language)
  const points = (product: Product) =>
    product.price === 'unknown' ? '?' : formatNumber(product.price, language)
  return [
    {
      label: say('within'),
      options: reach.within.map(product =>
        offer(product, title => say('priced', { title, points: points(product) })),
      ),
    },
    {
      label: say('beyond'),
      options: reach.beyond.map(({ product, short }) =>
        offer(product, title =>
          say('pricedShort', { title, points: points(product), short: formatNumber(short, language) }),
        ),
      ),
    },
  ].filter(group => group.options.length > 0)
}

function read(form: FormState, guest: ShownGuest): ReturnType<GuestForm<RedeemInput>['read']> {
  const { typed, language, products, hotel, date } = form
  const say = redeemWords(language)
  const refuse = (sentence: string) => ({ ok: false as const, errors: { product: sentence } })
  if (products.length === 0) return refuse(say('notLoaded'))
  if (!typed.product) return refuse(whyNothing(form, guest) ?? say('productMissing'))
  const product = products.find(({ id }) => typed.product?.startsWith(`${id}:`))
  if (!product) return refuse(say('productGone'))
  const why = unavailability(product, guest, { date, hotelId: hotel.id })
  if (why || product.price === 'unknown')
    return refuse(refusalSentence(why ?? 'product-without-price', language))
  if (offerOf(product) !== typed.product)
    return refuse(say('priceChanged', { points: formatNumber(product.price, language) }))
  const note = typedNote(typed)
  return {
    ok: true,
    input: {
      productId: product.id,
      title: cut(product.title, longestTitle),
      price: product.price,
      ...(note && { note }),
    },
  }
}
