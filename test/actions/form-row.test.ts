// What a form's row keeps of the typed guest: enough to see that it is still the same one, nothing to know them by.
import { expect, test } from 'vitest'
import { hashOf } from '../../src/actions/form-row.ts'

const maria = { by: 'email', email: 'maria.garcia@example.com' } as const

test('the same guest in one form is the same, in any case; another guest, hotel or form is not', () => {
  const hash = hashOf('form-1', maria, 101)
  expect(hashOf('form-1', { ...maria, email: 'Maria.Garcia@Example.com' }, 101)).toBe(hash)
  const others = [
    hashOf('form-1', { by: 'email', email: 'ana@example.com' }, 101),
    hashOf('form-1', maria, 102),
    hashOf('form-2', maria, 101),
  ]
  expect(new Set([hash, ...others]).size).toBe(4)
  expect(hash).not.toContain('maria')
})
