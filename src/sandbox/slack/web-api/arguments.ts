// Reading a Web API request: JSON or form bodies, and the token from the header or the arguments.
import { parse } from 'node:querystring'
import { isJson, type Json, parsedOr, textIn } from '../json.ts'
import { ApiError } from './answer.ts'

/** Arguments that carry JSON when they come in a form. */
const structured = new Set(['blocks', 'attachments', 'view', 'metadata', 'message', 'unfurls'])

export function readArguments(body: string, contentType: string): Json {
  if (contentType.startsWith('application/json')) {
    const parsed = parsedOr(body || '{}', undefined)
    if (!isJson(parsed)) throw new ApiError('invalid_json')
    return parsed
  }
  if (body && !contentType.startsWith('application/x-www-form-urlencoded')) {
    throw new ApiError('invalid_post_type')
  }
  const args: Json = {}
  for (const [key, value] of Object.entries(parse(body))) {
    const text = Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? '')
    args[key] = structured.has(key) ? parseArgument(key, text) : text
  }
  return args
}

function parseArgument(key: string, text: string): unknown {
  const parsed = parsedOr(text, undefined)
  if (parsed === undefined)
    throw new ApiError(key === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments')
  return parsed
}

export function readToken(header: string | undefined, args: Json): string {
  return header?.replace(/^Bearer /, '') ?? textIn(args.token)
}
