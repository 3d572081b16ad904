// The files that a message shares, each to be saved.
import type { ScreenFile } from '../../slack/people/screen-types.ts'
import { useActing } from './acting.ts'
import { save, sizeOf } from './files.ts'

export function SharedFiles({ files }: { files: ScreenFile[] }) {
  const { screen, perform, say } = useActing()
  const fetch = async ({ id, name }: ScreenFile) => {
    const answer = await perform({ do: 'download', file: id })
    if (answer.ok && answer.content !== undefined) save(name, answer.content)
  }
  return files.map(file => (
    <button key={file.id} type="button" className="file" onClick={() => void fetch(file)}>
      <span aria-hidden="true">📄</span>
      <span>
        <strong>{file.title || file.name}</strong>
        <span className="describes">
          {say('download')} · {file.name} · {sizeOf(file.size, screen.locale)}
        </span>
      </span>
    </button>
  ))
}
