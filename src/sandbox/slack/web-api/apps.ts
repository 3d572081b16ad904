// auth.test, apps.connections.open and blocks.validate.
import { objectIn } from '../json.ts'
import { validateMessage, validateView } from '../validate.ts'
import { ApiError, type Method } from './answer.ts'
import { inWords, isError } from './check.ts'

export const appMethods: Record<string, Method> = {
  'auth.test': {
    token: 'bot',
    run(_args, { seed }) {
      const { team, app } = seed
      return {
        url: `https://${team.domain}.slack.com/`,
        team: team.name,
        user: app.botName,
        team_id: team.id,
        user_id: app.botUserId,
        bot_id: app.botId,
        is_enterprise_install: false,
      }
    },
  },
  'apps.connections.open': {
    token: 'app',
    run(_args, { hub, origin, manifest }) {
      if (!manifest.socketMode) throw new ApiError('not_allowed_token_type')
      return { url: origin().replace(/^http/, 'ws') + hub.newLink() }
    },
  },
  'blocks.validate': {
    token: 'none',
    run(args) {
      const given = ['blocks', 'view', 'message'].filter(key => args[key] !== undefined)
      if (given.length !== 1) throw new ApiError('invalid_arguments')
      const problems = args.view
        ? validateView(args.view)
        : validateMessage(args.message ? objectIn(args.message) : { text: '-', blocks: args.blocks }, 'post')
      const errors = problems.filter(isError)
      if (errors.length === 0) return {}
      throw new ApiError('invalid_blocks', {
        errors: errors.map(({ pointer, message }) => ({ pointer, message })),
        response_metadata: { messages: errors.map(inWords) },
      })
    },
  },
}
