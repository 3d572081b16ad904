// The reference and the concept that carries it into the ledger.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  carriesReference,
  endsLikeReference,
  maxConceptLength,
  type Reference,
  readReference,
  splitConcept,
  toConcept,
  toReference,
} from '../../src/domain/reference.ts'

const reference = toReference(Uint8Array.of(7, 15, 3, 19, 2, 23))

describe('the reference', () => {
  test('has six characters that cannot be mistaken for one another', () => {
    expect(reference).toBe('LD-7F3K2Q')
    const all = Array.from({ length: 256 }, (_, byte) => toReference(new Uint8Array(6).fill(byte)))
    expect([...new Set(all.join('').replaceAll('LD-', ''))].toSorted().join('')).toBe(
      '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
    )
  })

  test('takes no more than six bytes', () => {
    expect(toReference(new Uint8Array(9))).toBe('LD-000000')
  })

  it.each([
    ['LD-7F3K2Q', 'LD-7F3K2Q'],
    ['ld-7f3k2q', 'LD-7F3K2Q'],
    ['7f3k2q', 'LD-7F3K2Q'],
    ['  LD-7F3K2Q ', 'LD-7F3K2Q'],
    ['LD-7F3K2', undefined],
    ['LD-7F3K2QQ', undefined],
    ['LD-7F3KIQ', undefined],
    ['XLD-7F3K2Q', undefined],
    ['LD 7F3K2Q', undefined],
    ['', undefined],
  ])('typed as “%s” is read as %s', (typed, read) => {
    expect(readReference(typed)).toBe(read)
  })

  it.each([
    ['Stay 12–14 Nov LD-7F3K2Q', true],
    ['Stay · LD-000000 ', true],
    ['stay ld-7f3k2q', true],
    ['stay (LD-7F3K2Q)', false],
    ['LD-7F3K2Q late check-out', false],
    ['LD-7F3K2', false],
    ['three nights', false],
    ['', false],
  ])('a reason such as “%s” ends like one: %s', (text, isLike) => {
    expect(endsLikeReference(text)).toBe(isLike)
  })
})

describe('the concept', () => {
  it.each([
    ['Stay 12–14 Nov, 3 nights', 'Stay 12–14 Nov, 3 nights · LD-7F3K2Q'],
    ['  late\n check-out\t ', 'late check-out · LD-7F3K2Q'],
    ['x'.repeat(88), `${'x'.repeat(88)} · LD-7F3K2Q`],
    ['x'.repeat(89), `${'x'.repeat(87)}… · LD-7F3K2Q`],
    ['🎁'.repeat(88), `${'🎁'.repeat(88)} · LD-7F3K2Q`],
    ['🎁'.repeat(89), `${'🎁'.repeat(87)}… · LD-7F3K2Q`],
    [`${'x'.repeat(86)} yz`, `${'x'.repeat(86)}… · LD-7F3K2Q`],
  ])('of “%s” is “%s”', (reason, concept) => {
    expect(toConcept(reason, reference)).toBe(concept)
  })

  test('is never longer than 100 code points and always ends with its whole reference', () => {
    const references = fc.uint8Array({ minLength: 6, maxLength: 6 }).map(toReference)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 250 }), references, (reason, own) => {
        const concept = toConcept(reason, own)
        expect([...concept].length).toBeLessThanOrEqual(maxConceptLength)
        expect(concept.endsWith(` · ${own}`)).toBe(true)
        expect(carriesReference(concept, own)).toBe(true)
      }),
    )
  })

  it.each([
    ['Stay · LD-7F3K2Q', true],
    ['Stay · ld-7f3k2q ', true],
    [' · LD-7F3K2Q', true],
    ['Stay · LD-7F3K2R', false],
    ['Undo of LD-7F3K2Q · LD-000000', false],
    ['StayLD-7F3K2Q', false],
    ['LD-7F3K2Q and more', false],
    ['', false],
  ])('“%s” carries LD-7F3K2Q: %s', (concept, isCarried) => {
    expect(carriesReference(concept, 'LD-7F3K2Q' as Reference)).toBe(isCarried)
  })

  it.each([
    ['Stay · LD-7F3K2Q', 'Stay', 'LD-7F3K2Q'],
    [' Stay · ld-7f3k2q ', 'Stay', 'LD-7F3K2Q'],
    ['Stay LD-7F3K2Q', 'Stay', 'LD-7F3K2Q'],
    ['Undo of LD-000000 · LD-7F3K2Q', 'Undo of LD-000000', 'LD-7F3K2Q'],
    ['StayLD-7F3K2Q', 'StayLD-7F3K2Q', undefined],
    ['LD-7F3K2Q and more', 'LD-7F3K2Q and more', undefined],
    ['Stay · LD-7F3K2U', 'Stay · LD-7F3K2U', undefined],
    ['', '', undefined],
  ])('“%s” is the reason “%s” with the reference %s', (concept, reason, reference) => {
    expect(splitConcept(concept)).toEqual({ reason, reference })
  })
})
