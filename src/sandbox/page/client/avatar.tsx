// A picture for people without pictures: their initials, or the desk's bell.

export function Avatar({ name, isApp }: { name: string; isApp: boolean }) {
  const words = name.split(/\s+/)
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map(word => word?.[0] ?? '')
    .join('')
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={isApp ? undefined : { backgroundColor: `hsl(${hue} 45% 32%)` }}
    >
      {isApp ? '🛎️' : initials}
    </span>
  )
}
