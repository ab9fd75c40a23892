import { type AgentRole, EVERYBODY, LEADS } from './roles.js';

/**
 * What a route of the desk's API asks of its caller, and what the audit log says of it.
 * `roles`: who may. `audit`: the action that is written down when it is done; `byTurn`: the turn writes it, with what
 * became of it; `none`: it does nothing to anybody. `isUse`: `false` where the page asks by itself, also when nobody is there.
 */
type RouteRule = {
  readonly roles: readonly AgentRole[];
  readonly audit: 'none' | 'byTurn' | 'signOut' | 'signOutEverywhere' | 'fileSent' | 'fileOpened';
  readonly isUse?: false;
};

/** Every route of /desk/api: one that does not stand here cannot be mounted. */
export const DESK_ROUTES = {
  'GET /desk/api/me': { roles: EVERYBODY, audit: 'none' },
  'GET /desk/api/session': { roles: EVERYBODY, audit: 'none', isUse: false },
  'GET /desk/api/agents': { roles: EVERYBODY, audit: 'none' },
  'GET /desk/api/conversations': { roles: EVERYBODY, audit: 'none' },
  'GET /desk/api/conversations/:conversationId/thread': { roles: EVERYBODY, audit: 'none' },
  'GET /desk/api/conversations/:conversationId/context': { roles: EVERYBODY, audit: 'none' },
  'GET /desk/api/conversations/:conversationId/replies': { roles: EVERYBODY, audit: 'none' },
  'GET /desk/api/conversations/:conversationId/files/:fileId': { roles: EVERYBODY, audit: 'fileOpened' },
  'GET /desk/api/stats': { roles: LEADS, audit: 'none' },
  'GET /desk/api/audit': { roles: LEADS, audit: 'none' },
  'GET /desk/api/stream': { roles: EVERYBODY, audit: 'none', isUse: false },
  'POST /desk/api/conversations/:conversationId/commands': { roles: EVERYBODY, audit: 'byTurn' },
  'POST /desk/api/conversations/:conversationId/files': { roles: EVERYBODY, audit: 'fileSent' },
  'POST /desk/api/heartbeat': { roles: EVERYBODY, audit: 'none', isUse: false },
  'POST /desk/api/signOut': { roles: EVERYBODY, audit: 'signOut' },
  'POST /desk/api/signOutEverywhere': { roles: EVERYBODY, audit: 'signOutEverywhere' },
} as const satisfies Readonly<Record<`${'GET' | 'POST'} ${string}`, RouteRule>>;

export type DeskRoute = keyof typeof DESK_ROUTES;
/** The paths that take this method. */
export type DeskPath<Method extends 'GET' | 'POST'> = DeskRoute extends infer Route
  ? Route extends `${Method} ${infer Path}`
    ? Path
    : never
  : never;

export function ruleOf(route: DeskRoute): RouteRule {
  return DESK_ROUTES[route];
}
