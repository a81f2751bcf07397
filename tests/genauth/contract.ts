// What users write, and what must not compile.
import { AuthenticationClient, ManagementClient, OAuthError, ProtocolClient, init, signRequest } from 'keyward/genauth'
import type { App, Department, Envelope, Group, Page, QrCodeStatus, Role, SignInTokens, Subscription, TicketValidation, User } from 'keyward/genauth'
import type { AuthorizationRequest, Claims, Introspection, TokenSet } from 'keyward'

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false
const holds = <Condition extends true>(_?: Condition) => {}

holds<Same<ReturnType<typeof init>, Promise<void>>>()
const genauth = new AuthenticationClient({ appId: 'a', appHost: 'https://example.genauth.ai', protocol: 'oidc', brand: 'authing', lang: 'ja-JP' })
// @ts-expect-error: the host is required
new AuthenticationClient({ appId: 'a' })
// @ts-expect-error: no such method
new AuthenticationClient({ appId: 'a', appHost: 'b', tokenEndPointAuthMethod: 'private_key_jwt' })

holds<Same<ReturnType<AuthenticationClient['buildAuthorizeUrl']>, string>>()
holds<Same<ReturnType<AuthenticationClient['createAuthorizationRequest']>, AuthorizationRequest>>()
holds<Same<ReturnType<AuthenticationClient['getAccessTokenByCode']>, Promise<TokenSet>>>()
holds<Same<ReturnType<AuthenticationClient['revokeToken']>, Promise<true>>>()
holds<Same<ReturnType<AuthenticationClient['introspectToken']>, Promise<Introspection>>>()
holds<Same<ReturnType<AuthenticationClient['validateToken']>, Promise<Claims>>>()
holds<Same<ReturnType<AuthenticationClient['validateTicketV2']>, Promise<TicketValidation>>>()
holds<Same<ReturnType<AuthenticationClient['signInByEmailPassword']>, Promise<Envelope<SignInTokens>>>>()
genauth.getAccessTokenByCode('code', genauth.createAuthorizationRequest({ responseMode: 'form_post' }))
genauth.validateToken({ idToken: 'x', nonce: 'n', remote: true })
genauth.signInByEmailPassword({ email: 'e', password: 'p', options: { scope: 'openid', passwordEncryptType: 'rsa' } }, { throwOnError: true })
genauth.sendSms({ channel: 'CHANNEL_LOGIN', phoneNumber: '1' })
genauth.getProfile()
genauth.getLoginHistory({ page: 1, limit: 10 })
holds<Same<ReturnType<AuthenticationClient['checkQrCodeStatus']>, Promise<Envelope<QrCodeStatus>>>>()
holds<Same<ReturnType<AuthenticationClient['getRoleList']>, Promise<Envelope<Role[]>>>>()
holds<Same<ReturnType<AuthenticationClient['getDepartmentList']>, Promise<Envelope<Page<Department>>>>>()
genauth.signInByMobile({ extIdpConnidentifier: 'x', connection: 'wechat', wechatPayload: { code: 'c' } })
genauth.verifyUpdateEmailRequest({ verifyMethod: 'EMAIL_PASSCODE', emailPassCodePayload: { newEmail: 'e', newEmailPassCode: 'c' } })
genauth.sendEnrollFactorRequest({ factorType: 'SMS', profile: { phoneNumber: '1' } })
genauth.getNewAccessTokenByRefreshToken('r', { previousClaims: { sub: 'u' } })
// @ts-expect-error: no such kind
genauth.geneQrCode({ type: 'PAPER' })
// @ts-expect-error: no such connection
genauth.signInByMobile({ extIdpConnidentifier: 'x', connection: 'fax' })
// @ts-expect-error: either of them
genauth.validateToken({ idToken: 'x', accessToken: 'y' })
// @ts-expect-error: the password is missing
genauth.signInByEmailPassword({ email: 'e' })
// @ts-expect-error: no such channel
genauth.sendSms({ channel: 'LOGIN', phoneNumber: '1' })
// @ts-expect-error: the API is no part of the protocol
new ProtocolClient({ appId: 'a', appHost: 'b' }).getProfile
// @ts-expect-error: nor are calls of it by their path
new ProtocolClient({ appId: 'a', appHost: 'b' }).request
holds<Same<ReturnType<ProtocolClient['validateTicketV1']>, Promise<TicketValidation>>>()

const management = new ManagementClient({ accessKeyId: 'a', accessKeySecret: 'b', auth: 'token' })
holds<Same<ReturnType<ManagementClient['listUsers']>, Promise<Envelope<Page<User>>>>>()
holds<Same<ReturnType<ManagementClient['createRole']>, Promise<Envelope<Role>>>>()
holds<Same<ReturnType<ManagementClient['createGroup']>, Promise<Envelope<Group>>>>()
holds<Same<ReturnType<ManagementClient['listApplications']>, Promise<Envelope<Page<App>>>>>()
management.listUsers({ options: { pagination: { page: 1, limit: 10 } }, advancedFilter: [{ field: 'email', operator: 'CONTAINS', value: 'x' }] })
// @ts-expect-error: the code is missing
management.createRole({ description: 'x' })
// @ts-expect-error: no such list
management.paginate('nothing')
export const users = async () => {
  for await (const user of management.paginate('listUsers', { keywords: 'x' })) user.userId.toUpperCase()
}
const subscription: Subscription = management.sub('event', (text) => text.length, { retryTimes: 1 })
subscription.close()
holds<Same<ReturnType<typeof signRequest>, string>>()
signRequest({ accessKeySecret: 's', method: 'websocket' })
export const failed = (error: unknown) => error instanceof OAuthError && error.apiCode === 2333 && error.requestId
