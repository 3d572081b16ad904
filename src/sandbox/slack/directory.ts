// The workspace as everybody in it knows it.
import type { Directory } from './people/screen-types.ts'
import type { Workspace } from './workspace.ts'

export function directoryOf({ store, seed, manifest }: Workspace): Directory {
  return {
    team: seed.team.name,
    app: {
      name: seed.app.botName,
      userId: seed.app.botUserId,
      hasHome: manifest.homeTab,
      canWriteTo: manifest.messagesTab && !manifest.messagesTabReadOnly,
    },
    users: [...store.users.values()]
      .filter(user => !user.isBot)
      .map(({ id, name, realName }) => ({ id, name, realName })),
    channels: [...store.channels.values()]
      .filter(channel => !channel.dmWith)
      .map(({ id, name }) => ({ id, name })),
    groups: [...store.groups.values()].map(({ id, handle, name }) => ({ id, handle, name })),
    commands: manifest.commands.map(({ command, description, usageHint = '' }) => ({
      command,
      description,
      usageHint,
    })),
  }
}
