// Checks of request bodies. Types are taken strictly ("500" is not 500) and the sentences are those of
// Django REST Framework: {"points": ["A valid integer is required."]}.
import * as z from 'zod'
import { type Reply, refused } from './http.ts'

const largestInteger = 2_147_483_647

const say = (wrongType: string) => ({
  error: ({ input }: { readonly input?: unknown }) => {
    if (input === undefined) return 'This field is required.'
    return input === null ? 'This field may not be null.' : wrongType
  },
})

export function whole(least = 0) {
  return z
    .int(say('A valid integer is required.'))
    .min(least, `Ensure this value is greater than or equal to ${least}.`)
    .max(largestInteger, `Ensure this value is less than or equal to ${largestInteger}.`)
}

/** Text that is trimmed and must not be blank. */
export function text(longest: number) {
  return z
    .string(say('Not a valid string.'))
    .trim()
    .min(1, 'This field may not be blank.')
    .max(longest, `Ensure this field has no more than ${longest} characters.`)
}

/** Text that may be empty. */
export const freeText = () => z.string(say('Not a valid string.'))

export const flag = () => z.boolean(say('Must be a valid boolean.'))

/** Spaces count in a password, so it is not trimmed. */
export const password = () =>
  z
    .string(say('Not a valid string.'))
    .min(1, 'This field may not be blank.')
    .min(8, 'This password is too short. It must contain at least 8 characters.')

export const email = () =>
  z.string(say('Not a valid string.')).trim().pipe(z.email('Enter a valid email address.'))

export const day = () =>
  z.iso.date(say('Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'))

export const localTime = () =>
  z.iso.datetime({
    local: true,
    ...say('Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm:ss.'),
  })

export function choice(values: readonly number[]) {
  return z
    .int(say('A valid integer is required.'))
    .refine(value => values.includes(value), { error: issue => `"${issue.input}" is not a valid choice.` })
}

/** The id of a row that must exist. */
export function key(exists: (id: number) => boolean) {
  return z
    .int({
      error: issue =>
        issue.input === undefined || issue.input === null
          ? say('').error(issue)
          : `Incorrect type. Expected pk value, received ${pythonType(issue.input)}.`,
    })
    .refine(exists, { error: issue => `Invalid pk "${issue.input}" - object does not exist.` })
}

/** The body as the schema has it, or the 400 that lists every wrong field at once. */
export function check<Schema extends z.ZodObject>(
  schema: Schema,
  body: unknown,
): { value: z.infer<Schema>; reply?: undefined } | { reply: Reply } {
  const result = schema.safeParse(body)
  if (result.success) return { value: result.data }
  const fields: Record<string, string[]> = {}
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? 'non_field_errors')
    fields[field] ??= [issue.message]
  }
  return { reply: refused(fields) }
}

function pythonType(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  const names: Record<string, string> = { string: 'str', number: 'float', boolean: 'bool', object: 'dict' }
  return names[typeof value] ?? typeof value
}
