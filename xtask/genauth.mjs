// Writes the methods of GenAuth's two APIs, and their types, from the tables in xtask/genauth:
//   node xtask/genauth.mjs
// What it writes is committed, so that the package can be read and packed as it stands; a test says when it
// is out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../', import.meta.url)
const SIGNS = { GET: '<', PUT: '=', DELETE: '!', POST: '' }

// The helpers that speak of a sign-in or sign-up in words of their own (see pkg/genauth/methods.js).
const KINDS = [
  [/^sign(In|Up)By\w*(PassCode|Code)$/, 'PASSCODE', 'passCodePayload'],
  [/^sign(In|Up)By\w*Password$/, 'PASSWORD', 'passwordPayload'],
  [/^signInByAD$/, 'AD', 'adPayload'],
  [/^signInByLDAP$/, 'LDAP', 'ldapPayload'],
]

/** The rows of a table. */
export function rows(name) {
  const [, ...lines] = readFileSync(new URL(`xtask/genauth/${name}.tsv`, ROOT), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [method, http, path, parameters, reply] = line.split('\t')
    return { method, http, path, parameters: parametersOf(parameters), reply }
  })
}

function parametersOf(text) {
  if (!text || text === '–') return []
  return text.split(',').map((piece) => {
    const [, name, optional, value] = /^\s*(\w+)(\?)?(?:=(\S+))?/.exec(piece)
    return { name, optional: !!optional, value }
  })
}

// --- JavaScript ---

function word({ method, http, path }) {
  const kebab = `/api/v3/${method.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  const kind = KINDS.find(([pattern]) => pattern.test(method) && /\/sign(in|up)$/.test(path))
  const place = path === kebab ? '' : `@${path.startsWith('/api/v3/') ? path.slice('/api/v3/'.length) : path}`
  return `${SIGNS[http]}${method}${place}${kind ? `:${kind[1]}:${kind[2]}` : ''}`
}

const HEAD = '// @ts-check\n// Written by xtask/genauth.mjs.\n'

function table(all) {
  const lines = ['']
  for (const next of all.map(word)) {
    const line = lines.at(-1)
    if (line && line.length + next.length > 110) lines.push(next)
    else lines[lines.length - 1] = line ? `${line} ${next}` : next
  }
  return `export const METHODS =\n${lines.map((line, at) => `  '${line}${at < lines.length - 1 ? " ' +" : "';"}`).join('\n')}\n`
}

// How a list is asked for its next page.
const PAGES = {
  page: ({ parameters }) => has(parameters, 'page') && has(parameters, 'limit'),
  pageNo: ({ parameters }) => has(parameters, 'pageNo') && has(parameters, 'pageSize'),
  pagination: ({ parameters }) => has(parameters, 'pagination'),
  options: ({ parameters, reply }) => has(parameters, 'options') && /Paginated/.test(reply),
}
const has = (parameters, name) => parameters.some((parameter) => parameter.name === name)

function paged(all) {
  const entries = Object.entries(PAGES).map(([style, is]) => {
    const names = all.filter(is).map(({ method }) => method)
    return `  ${style}:\n    '${names.join(' ').replaceAll(/(.{90,110}?) /g, "$1 ' +\n    '")}',`
  })
  return `\n// The lists that come in pages, by where the page is said.\n/** @type {Record<string, string>} */\nexport const PAGED = {\n${entries.join('\n')}\n};\n`
}

// --- types ---

// What is known of a parameter by its name; whatever is not is unknown.
const TYPES = {
  options: { signIn: 'SignInOptions', signUp: 'SignUpOptions', listUsers: 'ListUsersOptions' },
  profile: { signUp: 'SignUpProfile', sendEnrollFactor: 'FactorProfile' },
  passwordPayload: 'PasswordPayload',
  passCodePayload: 'PassCodePayload',
  adPayload: 'DirectoryPayload',
  ldapPayload: 'DirectoryPayload',
  advancedFilter: 'readonly UserFilter[]',
  channel: { sendSms: 'SmsChannel', sendEmail: 'EmailChannel' },
  emailPassCodePayload: { verifyUpdateEmail: 'UpdateEmailPayload' },
  verifyMethod: {
    verifyUpdateEmail: "'EMAIL_PASSCODE'",
    verifyUpdatePhone: "'PHONE_PASSCODE'",
    verifyResetPassword: "'EMAIL_PASSCODE' | 'PHONE_PASSCODE'",
    verifyDeleteAccount: "'EMAIL_PASSCODE' | 'PHONE_PASSCODE' | 'PASSWORD'",
  },
  factorType: "'OTP' | 'SMS' | 'EMAIL' | 'FACE'",
  enrollmentData: 'EnrollmentData',
  type: { geneQrCode: "'MOBILE_APP' | 'WECHAT_MINIPROGRAM' | 'WECHAT_OFFICIAL_ACCOUNT'" },
  action: {
    changeQrCode: "'SCAN' | 'CONFIRM' | 'CANCEL'",
    setQrCode: "'SCAN' | 'CONFIRM' | 'CANCEL'",
    changePushCode: "'CONFIRM' | 'CANCEL'",
    setPushCode: "'CONFIRM' | 'CANCEL'",
  },
  passwordEncryptType: "'none' | 'rsa' | 'sm2'",
  gender: "'M' | 'F' | 'U'",
  connection: { signInByMobile: 'MobileConnection', signIn: "'PASSWORD' | 'PASSCODE' | 'AD' | 'LDAP'", signUp: "'PASSWORD' | 'PASSCODE'" },
}
const WORDS = new Set(
  (
    'email phone phoneCountryCode username account password passCode oldPassword newPassword sAMAccountName code name ' +
    'description namespace nickname photo birthdate country province city address streetAddress postalCode company ' +
    'givenName familyName middleName preferredUsername website zoneinfo locale formatted region ticket token ' +
    'keyword keywords clientIp action totp phoneNumber client_id client_secret emailCode verifyMethod eventType source ' +
    'sortBy orderBy targetUrl identityNumber externalId'
  ).split(' '),
)
const LISTS = new Set(
  'userIds appIds roleIds groupIds departmentIds postIds publicAccountIds memberIds tenantIds policyIds codeList authIds'.split(' '),
)

function typeOf({ method, http }, { name, value }) {
  const known = TYPES[name]
  if (typeof known === 'string') return known
  const key = Object.keys(known ?? {}).find((start) => method.startsWith(start))
  if (key) return known[key]
  if (LISTS.has(name)) return http === 'GET' ? 'string | readonly string[]' : 'readonly string[]'
  if (value === 'true' || value === 'false' || /^(with|flat|include|exclude|only|need)[A-Z]/.test(name)) return 'boolean'
  if (['page', 'limit', 'pageNo', 'pageSize'].includes(name) || /^\d+$/.test(value ?? '')) return 'number'
  if (name === 'customData') return 'Record<string, unknown>'
  if (WORDS.has(name) || value !== undefined || /(Id|Code|Token|Identifier|IdType)$/.test(name)) return 'string'
  return 'unknown'
}

const REPLIES = {
  LoginTokenRespDto: 'SignInTokens',
  UserSingleRespDto: 'User',
  UserListRespDto: 'User[]',
  UserPaginatedRespDto: 'Page<User>',
  RoleSingleRespDto: 'Role',
  RolePaginatedRespDto: 'Page<Role>',
  IsSuccessRespDto: '{ success: boolean }',
  CommonResponseDto: 'undefined',
  RoleListRespDto: 'Role[]',
  GroupSingleRespDto: 'Group',
  GroupListRespDto: 'Group[]',
  GroupPaginatedRespDto: 'Page<Group>',
  DepartmentSingleRespDto: 'Department',
  DepartmentListRespDto: 'Department[]',
  DepartmentPaginatedRespDto: 'Page<Department>',
  UserDepartmentPaginatedRespDto: 'Page<Department>',
  OrganizationSingleRespDto: 'Organization',
  OrganizationPaginatedRespDto: 'Page<Organization>',
  TenantSingleRespDto: 'Tenant',
  ApplicationSingleRespDto: 'App',
  ApplicationPaginatedRespDto: 'Page<App>',
  GeneQRCodeRespDto: 'QrCode',
  CheckQRCodeStatusRespDto: 'QrCodeStatus',
  GenePushCodeRespDto: '{ pushCodeId: string }',
  VerifyUpdateEmailRequestRespDto: '{ updateEmailToken: string }',
  VerifyUpdatePhoneRequestRespDto: '{ updatePhoneToken: string }',
  PasswordResetVerifyResp: '{ passwordResetToken: string }',
  VerifyDeleteAccountRequestRespDto: '{ deleteAccountToken: string }',
  SendEnrollFactorRequestRespDto: '{ enrollmentToken: string }',
  SystemInfoResp: 'SystemInfo',
}

const replyOf = (reply) => REPLIES[reply] ?? (/PaginatedRespDto$/.test(reply ?? '') ? 'Page<unknown>' : 'unknown')

function member(row) {
  const { method, http, path, parameters, reply } = row
  const required = parameters.filter(({ optional }) => !optional)
  const fields = parameters.map((parameter) => {
    const type = typeOf(row, parameter)
    const standard = parameter.value === undefined ? '' : `    /** Default: \`${parameter.value}\`. */\n`
    return `${standard}    ${parameter.name}${parameter.optional ? '?' : ''}: ${type}${parameter.optional && type !== 'unknown' ? ' | undefined' : ''}`
  })
  const params = parameters.length
    ? `params${required.length ? '' : '?'}: {\n${fields.join('\n')}\n  }`
    : 'params?: Record<string, unknown>'
  const said = reply && reply !== '?' && reply !== '–' && reply !== 'any' ? `: \`${reply}\`` : ''
  return `  /** \`${http} ${path}\`${said} */\n  ${method}(${params}, options?: ApiCallOptions): Promise<Envelope<${replyOf(reply)}>>`
}

function declarations(name, all) {
  const body = all.map(member).join('\n')
  const models = MODELS.filter((model) => new RegExp(`[ <]${model}[\\s[<>|,)]`).test(body))
  const about = name === 'Authentication' ? 'application' : 'management'
  return `// Written by xtask/genauth.mjs.\nimport type {\n${models.map((model) => `  ${model},\n`).join('')}} from './genauth-models.js'\n\n/** The methods of the ${about} API, one for each row of its table. */\nexport interface ${name}Methods {\n${body}\n}\n`
}

const MODELS = (
  'ApiCallOptions App Department DirectoryPayload EmailChannel EnrollmentData Envelope FactorProfile Group ListUsersOptions ' +
  'MobileConnection Organization Page PassCodePayload PasswordPayload QrCode QrCodeStatus Role SignInOptions SignInTokens ' +
  'SignUpOptions SignUpProfile SmsChannel SystemInfo Tenant UpdateEmailPayload User UserFilter'
).split(' ')

/** Every file that is written, by its path. */
export function generate() {
  const authentication = rows('authentication-api')
  const management = rows('management-api')
  return {
    'pkg/genauth/authentication-api.js': HEAD + table(authentication),
    'pkg/genauth/management-api.js': HEAD + table(management) + paged(management),
    'pkg/genauth-authentication.d.ts': declarations('Authentication', authentication),
    'pkg/genauth-management.d.ts': declarations('Management', management),
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(generate())) writeFileSync(new URL(path, ROOT), text)
}
