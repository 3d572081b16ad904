// What a file may look like: read where it has one meaning, refused with a sentence where it has none.
import { afterEach, describe, expect, test } from 'vitest'
import { readBytes, readText } from '../../src/features/bulk-grants/read-file.ts'
import type { TestApp } from '../support/app.ts'
import { askFor, bulkIn, rehearseFile, rehearseText } from '../support/bulk.ts'
import { agents, closeDesk, openDesk } from '../support/counter.ts'

const rowsOf = (content: string | Uint8Array) => {
  const read = typeof content === 'string' ? readText(content) : readBytes(content)
  return read.ok
    ? read.rows.map(({ line, points, text, problem }) => [line, points, text, problem])
    : read.problem
}
const latin1 = (text: string) => Uint8Array.from(text, char => char.charCodeAt(0))
const utf8 = (text: string) => new TextEncoder().encode(text)
const many = (count: number) => Array.from({ length: count }, (_, index) => `#${index + 1},100`).join('\n')

describe('a file', () => {
  test.each([
    ['with semicolons', 'a@b.es;300;three, nights', [[1, 300, 'three, nights', undefined]]],
    ['with commas', 'a@b.es,300,"three, nights"', [[1, 300, 'three, nights', undefined]]],
    ['with tabs, as a spreadsheet copies it', 'a@b.es\t300\tstay', [[1, 300, 'stay', undefined]]],
    ['with a grouped number between semicolons', 'a@b.es;1,500;stay', [[1, 1500, 'stay', undefined]]],
    [
      'with a line break inside quotation marks',
      'a@b.es;300;"three\nnights"\n#7;5;x',
      [
        [1, 300, 'three nights', undefined],
        [2, 5, 'x', undefined],
      ],
    ],
    [
      'with Spanish names of columns in another order',
      'Puntos;Correo electrónico\n300;a@b.es',
      [[2, 300, '', undefined]],
    ],
    [
      'with English names of columns',
      'id,email,points,reason\n,a@b.es,300,stay\n7,,5,x',
      [
        [2, 300, 'stay', undefined],
        [3, 5, 'x', undefined],
      ],
    ],
    [
      'with empty lines, which still count',
      'a@b.es;300\n\n;;\n#7;5',
      [
        [1, 300, '', undefined],
        [4, 5, '', undefined],
      ],
    ],
    [
      'in UTF-8 with a mark',
      utf8('\ufeffcorreo;puntos;motivo\na@b.es;300;Habitación'),
      [[2, 300, 'Habitación', undefined]],
    ],
    ['in UTF-8 without one', utf8('a@b.es;300;Habitación'), [[1, 300, 'Habitación', undefined]]],
    ['in Latin-1', latin1('a@b.es;300;Habitaci\u00f3n'), [[1, 300, 'Habitación', undefined]]],
    [
      'with a column of names beside the one of e-mails',
      'Cliente;Correo;Puntos\nMaría García;a@b.es;300',
      [[2, 300, '', undefined]],
    ],
    [
      'with columns that nobody asked for, where the first line names them',
      'email;points;reason;room\na@b.es;300;stay;204',
      [[2, 300, 'stay', undefined]],
    ],
    ['with 2,000 lines', many(2000), expect.objectContaining({ length: 2000 })],
  ])('%s is read', (_, content, rows) => {
    expect(rowsOf(content)).toEqual(rows)
  })

  test.each([
    ['', 'no-rows'],
    ['correo;puntos;motivo\n', 'no-rows'],
    ['correo;motivo\na@b.es;stay', 'no-columns'],
    [many(2001), 'too-many-rows'],
    ['a@b.es;300;"three nights\n#7;5;x', 'quotes'],
    [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13), 'not-text'],
    [latin1('\u00ff\u00fea\u0000@\u0000b\u0000'), 'not-text'],
  ])('is refused as a whole: %#', (content, problem) => {
    expect(rowsOf(content)).toBe(problem)
  })

  test.each([
    ['a@b.es', 'columns'],
    [';300;x', 'guest-empty'],
    ['room 204;300;x', 'guest-unreadable'],
    ['a@b.es and b@b.es;300;x', 'guest-unreadable'],
    ['a@b.es;;x', 'points-empty'],
    ['a@b.es;-5;x', 'points-negative'],
    ['a@b.es;0;x', 'points-zero'],
    ['a@b.es;1.5;x', 'points-decimal'],
    ['a@b.es;1.500,25;x', 'points-ambiguous'],
    ['a@b.es;abc;x', 'points-not-a-number'],
    ['a@b.es;2000000;x', 'points-too-many'],
    ['a@b.es;300;three;nights', 'too-many-columns'],
    ['a@b.es;300;Stay LD-7F3K2Q', 'reason-like-reference'],
    [`a@b.es;300;${'x'.repeat(501)}`, 'reason-too-long'],
  ])('leaves a line out and says why: %s', (line, problem) => {
    const rows = rowsOf(`#7;5;x\n${line}`)
    expect(rows[0]).toEqual([1, 5, 'x', undefined])
    expect(rows[1]?.slice(2)).toEqual(['', problem])
  })
})

test.each([
  ['a@b.es,1,500,three nights', 'too-many-columns'],
  ['a@b.es,300,three, nights', 'too-many-columns'],
  ['a@b.es,1,500', 'points-ambiguous'],
  ['a@b.es,1,5', 'points-ambiguous'],
])('a comma that may be one of the number or of the reason is not guessed: %s', (line, problem) => {
  expect(rowsOf(`#7,5,x\n#8,5,x\n${line}`)[2]?.[3]).toBe(problem)
})

describe.each(agents)('the form of $name, in $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const words = bulkIn(language)
  const open = async () => {
    desk = await openDesk(language)
    return desk.slack.person(name)
  }

  test('names what is wrong beside the field: nothing, both, 5 MB, an empty file, no lines', async () => {
    const person = await open()
    expect((await rehearseText(person, language, '')).errors).toEqual({
      [words.text]: say('Adjunta un archivo o pega las líneas.', 'Attach a file or paste the lines.'),
    })
    expect((await person.submits({ [words.text]: 'correo;puntos' })).errors[words.text]).toContain(
      say('No contiene ninguna línea', 'There are no lines'),
    )
    await person.attaches(words.file, { name: 'a.csv', content: 'a@b.es;3' })
    expect((await person.submits()).errors[words.text]).toContain(say('Deja solo uno', 'Leave one'))
    await person.fills({ [words.text]: '' })
    await person.attaches(words.file, { name: 'a.csv', content: new Uint8Array(5_000_000) })
    expect((await person.submits()).errors[words.file]).toContain(say('más de 1 MB', 'larger than 1 MB'))
    await person.attaches(words.file, { name: 'a.csv', content: '' })
    expect((await person.submits()).errors[words.file]).toContain(say('ninguna línea', 'no lines'))
    expect(await desk.app.database.db.selectFrom('batches').selectAll().execute()).toEqual([])
  })

  test('a picture with another name is told in the form and in direct messages', async () => {
    const person = await open()
    await rehearseFile(person, language, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0))
    await person.waitsForModal(say('no es un archivo de texto', 'not a text file'))
    await person.waitsToSee(say('no es un archivo de texto', 'not a text file'), 'dm')
  })

  test('a file that Slack does not give is told too', async () => {
    const person = await open()
    desk.slack.faults.fail('files.info', 'file_not_found')
    await rehearseFile(person, language, '#11656601;5')
    await person.waitsForModal(say('Slack no nos da este archivo', 'Slack does not give us this file'))
  })

  test('a name and a telephone in the place of the e-mail are shown to nobody, and kept nowhere', async () => {
    const person = await open()
    await askFor(desk, person, language, '#11656601;5;x\nRosa Campos Vidal +34 612 345 678;5;x\n')
    const everything = ['approvals', '@ana', '@ben'].flatMap(channel =>
      desk.slack.store.messagesIn(channel).map(message => JSON.stringify(message)),
    )
    const rows = await desk.app.database.db.selectFrom('batch_rows').selectAll().execute()
    const files = desk.slack.store.files().filter(({ user }) => user === desk.slack.botUserId)
    const shown = [...everything, JSON.stringify(rows), ...files.map(({ content }) => content.toString())]
    expect(shown.join()).not.toMatch(/Campos|612 345/)
    expect(desk.slack.person('carla').sees('approvals')).toContain(
      say(
        'Línea 2 · no es un correo ni un número de cliente',
        'Line 2 · neither an e-mail nor a number of a guest',
      ),
    )
  })

  test('a reason that would ping everybody stays harmless, and pressing twice begins one batch', async () => {
    const person = await open()
    await person.types(words.command)
    await person.waitsForModal(words.file)
    await person.fills({ [words.text]: '#11656601;5;<!channel> *hola* a@b.es' })
    await Promise.all([person.submits(), person.submits()])
    const { text } = await person.waitsForModal(words.ready)
    expect(text).toContain('<!channel>')
    expect(text).toContain('a•••@b.es')
    await person.submits()
    await desk.jobs.idle()
    expect(desk.slack.person('carla').sees('approvals')).toContain('a•••@b.es')
    expect(await desk.app.database.db.selectFrom('batches').selectAll().execute()).toHaveLength(1)
  })
})
