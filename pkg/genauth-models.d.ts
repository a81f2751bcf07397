/**
 * What GenAuth's APIs take and answer, as far as it is written down. A member that is not listed is kept and untyped.
 *
 * @module
 */
import type { CallOptions } from './index.js'

/**
 * The answer of an API call. It arrives with HTTP status 200 whether the call succeeded or not: `statusCode` says which.
 */
export interface Envelope<Data> {
  /** 200 on success; otherwise the class of the error, for example 400, 401, 403, 409, 429, 500. */
  statusCode: number
  /** For a reader, in the language of `lang`. */
  message: string
  /** Which error exactly, where there is more to know than its class: 2333 is a wrong account or password. */
  apiCode?: number
  /** For the vendor's support; with an error. */
  requestId?: string
  /** There on success. */
  data: Data
}

/** Limits and exceptions of one API call. */
export interface ApiCallOptions extends CallOptions {
  /** Reject with an `OAuthError` where `statusCode` is not 200. Default: the client's `throwOnError`. */
  throwOnError?: boolean | undefined
  /** The language of messages for this call. Default: the client's `lang`. */
  lang?: string | undefined
}

/** One page of a list. */
export interface Page<Item> {
  totalCount: number
  list: Item[]
}

/** A language of messages. */
export type Language = 'zh-CN' | 'en-US' | 'ja-JP' | 'zh-TW'

/** Tokens of a sign-in: a `TokenSet`, beside the name that GenAuth itself has for their life. */
export interface SignInTokens {
  access_token: string
  token_type: string
  id_token?: string
  refresh_token?: string
  scope?: string
  /** Seconds, as the server spells it. */
  expire_in?: number
  /** The same, as OAuth 2.0 spells it. */
  expires_in?: number
  /** Seconds since the epoch, by this client's clock. */
  expires_at?: number
}

/** How a sign-in is to be done. */
export interface SignInOptions {
  scope?: string | undefined
  clientIp?: string | undefined
  context?: unknown
  tenantId?: string | undefined
  customData?: Record<string, unknown> | undefined
  autoRegister?: boolean | undefined
  captchaCode?: string | undefined
  captchaToken?: string | undefined
  /** How the password is encrypted; the keys are those of `getSystemInfo`. Default: `none`. */
  passwordEncryptType?: 'none' | 'rsa' | 'sm2' | undefined
  [other: string]: unknown
}

/** How a sign-up is to be done. */
export interface SignUpOptions {
  clientIp?: string | undefined
  phonePassCodeForInformationCompletion?: string | undefined
  emailPassCodeForInformationCompletion?: string | undefined
  passwordForPhonePassCode?: string | undefined
  context?: unknown
  passwordEncryptType?: 'none' | 'rsa' | 'sm2' | undefined
  [other: string]: unknown
}

/** What a new user says about themselves. */
export interface SignUpProfile {
  nickname?: string | undefined
  company?: string | undefined
  photo?: string | undefined
  device?: string | undefined
  browser?: string | undefined
  name?: string | undefined
  givenName?: string | undefined
  familyName?: string | undefined
  middleName?: string | undefined
  profile?: string | undefined
  preferredUsername?: string | undefined
  website?: string | undefined
  gender?: 'M' | 'F' | 'U' | undefined
  birthdate?: string | undefined
  zoneinfo?: string | undefined
  locale?: string | undefined
  address?: string | undefined
  formatted?: string | undefined
  streetAddress?: string | undefined
  locality?: string | undefined
  region?: string | undefined
  postalCode?: string | undefined
  country?: string | undefined
  email?: string | undefined
  phone?: string | undefined
  phoneCountryCode?: string | undefined
  customData?: Record<string, unknown> | undefined
  [other: string]: unknown
}

/** A password, and whose it is. */
export interface PasswordPayload {
  password: string
  email?: string | undefined
  phone?: string | undefined
  username?: string | undefined
  account?: string | undefined
}

/** A pass code, and where it was sent. */
export interface PassCodePayload {
  passCode: string
  email?: string | undefined
  phone?: string | undefined
  phoneCountryCode?: string | undefined
}

/** An account of AD or LDAP. */
export interface DirectoryPayload {
  sAMAccountName: string
  password: string
}

/** What a text message is for. */
export type SmsChannel =
  | 'CHANNEL_LOGIN'
  | 'CHANNEL_REGISTER'
  | 'CHANNEL_RESET_PASSWORD'
  | 'CHANNEL_BIND_PHONE'
  | 'CHANNEL_UNBIND_PHONE'
  | 'CHANNEL_BIND_MFA'
  | 'CHANNEL_VERIFY_MFA'
  | 'CHANNEL_UNBIND_MFA'
  | 'CHANNEL_COMPLETE_PHONE'
  | 'CHANNEL_IDENTITY_VERIFICATION'
  | 'CHANNEL_DELETE_ACCOUNT'

/** What an e-mail is for. */
export type EmailChannel =
  | 'CHANNEL_LOGIN'
  | 'CHANNEL_REGISTER'
  | 'CHANNEL_RESET_PASSWORD'
  | 'CHANNEL_VERIFY_EMAIL_LINK'
  | 'CHANNEL_UPDATE_EMAIL'
  | 'CHANNEL_BIND_EMAIL'
  | 'CHANNEL_UNBIND_EMAIL'
  | 'CHANNEL_VERIFY_MFA'
  | 'CHANNEL_UNLOCK_ACCOUNT'
  | 'CHANNEL_COMPLETE_EMAIL'
  | 'CHANNEL_DELETE_ACCOUNT'

/** A user of the pool. */
export interface User {
  userId: string
  createdAt?: string
  updatedAt?: string
  status?: 'Suspended' | 'Resigned' | 'Activated' | 'Archived' | 'Deactivated'
  workStatus?: 'Closed' | 'Active'
  externalId?: string | null
  email?: string | null
  phone?: string | null
  phoneCountryCode?: string | null
  username?: string | null
  name?: string | null
  nickname?: string | null
  photo?: string | null
  gender?: 'M' | 'F' | 'U'
  emailVerified?: boolean
  phoneVerified?: boolean
  userSourceType?: 'excel' | 'register' | 'adminCreated' | 'sync'
  customData?: Record<string, unknown>
  [other: string]: unknown
}

/** A role. */
export interface Role {
  id: string
  code: string
  name?: string
  description?: string
  namespace?: string
  namespaceName?: string
  status?: string
  disableTime?: string | null
  enablePermissionApply?: boolean
  [other: string]: unknown
}

/** A condition on users. */
export interface UserFilter {
  field: string
  operator: 'EQUAL' | 'NOT_EQUAL' | 'CONTAINS' | 'NOT_CONTAINS' | 'IS_NULL' | 'NOT_NULL' | 'IN' | 'GREATER' | 'LESSER' | 'BETWEEN'
  value?: unknown
}

/** Which users are listed, and what of them. */
export interface ListUsersOptions {
  /** `page` from 1, `limit` at most 50; default 1 and 10. */
  pagination?: { page?: number | undefined; limit?: number | undefined } | undefined
  sort?: readonly { field: string; order: string }[] | undefined
  fuzzySearchOn?: readonly string[] | undefined
  withCustomData?: boolean | undefined
  withPost?: boolean | undefined
  withIdentities?: boolean | undefined
  withDepartmentIds?: boolean | undefined
  flatCustomData?: boolean | undefined
  [other: string]: unknown
}

/** A group of users: what the calls about groups name of it. */
export interface Group {
  code: string
  name?: string
  description?: string
  type?: string
  customData?: Record<string, unknown>
  [other: string]: unknown
}

/** A department: what the calls about departments name of it. */
export interface Department {
  departmentId?: string
  organizationCode?: string
  parentDepartmentId?: string
  openDepartmentId?: string
  name?: string
  code?: string
  description?: string
  isVirtualNode?: boolean
  customData?: Record<string, unknown>
  [other: string]: unknown
}

/** An organization: what the calls about organizations name of it. */
export interface Organization {
  organizationCode?: string
  organizationName?: string
  openDepartmentId?: string
  description?: string
  tenantId?: string
  [other: string]: unknown
}

/** A tenant: what the calls about tenants name of it. */
export interface Tenant {
  tenantId?: string
  name?: string
  description?: string
  logo?: unknown
  appIds?: string[]
  sourceAppId?: string
  [other: string]: unknown
}

/** An app: what the calls about apps name of it. */
export interface App {
  appId?: string
  appName?: string
  [other: string]: unknown
}

/** A QR code to sign in with. */
export interface QrCode {
  qrcodeId: string
  url: string
  customLogoUrl?: string
  [other: string]: unknown
}

/** How far the sign-in with a QR code has come. */
export interface QrCodeStatus {
  status: string
  /** For `exchangeTokenSetWithQrCodeTicket`. */
  ticket?: string
  briefUserInfo?: Record<string, unknown>
  tokenSet?: SignInTokens
  [other: string]: unknown
}

/** The keys to encrypt passwords with, among much else. */
export interface SystemInfo {
  rsa?: { publicKey: string; [other: string]: unknown }
  sm2?: { publicKey: string; [other: string]: unknown }
  [other: string]: unknown
}

/** The new address and its pass code; those of the old one, where there is one. */
export interface UpdateEmailPayload {
  newEmail: string
  newEmailPassCode: string
  oldEmail?: string | undefined
  oldEmailPassCode?: string | undefined
}

/** Where a second factor is to be found. */
export interface FactorProfile {
  phoneNumber?: string | undefined
  phoneCountryCode?: string | undefined
  email?: string | undefined
}

/** What shows that a second factor is the user's own. */
export interface EnrollmentData {
  passCode?: string | undefined
  photo?: string | undefined
  isExternalPhoto?: boolean | undefined
}

/** With whom `signInByMobile` signs in. */
export type MobileConnection =
  | 'apple'
  | 'wechat'
  | 'alipay'
  | 'wechatwork'
  | 'wechatwork_agency'
  | 'lark_internal'
  | 'lark_public'
  | 'lark_block'
  | 'yidun'
  | 'wechat_mini_program_code'
  | 'wechat_mini_program_phone'
  | 'wechat_mini_program_code_and_phone'
  | 'google'
  | 'facebook'
  | 'qq'
  | 'weibo'
  | 'baidu'
  | 'linkedin'
  | 'dingtalk'
  | 'github'
  | 'gitee'
  | 'gitlab'
  | 'douyin'
  | 'kuaishou'
  | 'xiaomi'
  | 'line'
  | 'slack'
  | 'oppo'
  | 'huawei'
  | 'amazon'
  | 'douyin_mini_program_code'
  | 'douyin_mini_program_code_and_phone'
