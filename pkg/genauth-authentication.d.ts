// Written by xtask/genauth.mjs.
import type {
  ApiCallOptions,
  Department,
  DirectoryPayload,
  EmailChannel,
  EnrollmentData,
  Envelope,
  FactorProfile,
  Group,
  MobileConnection,
  Page,
  PassCodePayload,
  PasswordPayload,
  QrCode,
  QrCodeStatus,
  Role,
  SignInOptions,
  SignInTokens,
  SignUpOptions,
  SignUpProfile,
  SmsChannel,
  SystemInfo,
  UpdateEmailPayload,
  User,
} from './genauth-models.js'

/** The methods of the application API, one for each row of its table. */
export interface AuthenticationMethods {
  /** `POST /api/v3/signin`: `LoginTokenRespDto` */
  signInByEmailPassword(params: {
    email: string
    password: string
    options?: SignInOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/signin`: `LoginTokenRespDto` */
  signInByPhonePassword(params: {
    phone: string
    password: string
    options?: SignInOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/signin`: `LoginTokenRespDto` */
  signInByUsernamePassword(params: {
    username: string
    password: string
    options?: SignInOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/signin`: `LoginTokenRespDto` */
  signInByAccountPassword(params: {
    account: string
    password: string
    options?: SignInOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/signin`: `LoginTokenRespDto` */
  signInByEmailPassCode(params: {
    email: string
    passCode: string
    options?: SignInOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/signin`: `LoginTokenRespDto` */
  signInByPhonePassCode(params: {
    phone: string
    phoneCountryCode?: string | undefined
    passCode: string
    options?: SignInOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/signin`: `LoginTokenRespDto` */
  signInByAD(params: {
    sAMAccountName: string
    password: string
    options?: SignInOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/signin`: `LoginTokenRespDto` */
  signInByLDAP(params: {
    sAMAccountName: string
    password: string
    options?: SignInOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/signup`: `UserSingleRespDto` */
  signUpByEmailPassword(params: {
    email: string
    password: string
    profile?: SignUpProfile | undefined
    options?: SignUpOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `POST /api/v3/signup`: `UserSingleRespDto` */
  signUpByUsernamePassword(params: {
    username: string
    password: string
    profile?: SignUpProfile | undefined
    options?: SignUpOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `POST /api/v3/signup`: `UserSingleRespDto` */
  signUpByEmailCode(params: {
    email: string
    passCode: string
    profile?: SignUpProfile | undefined
    options?: SignUpOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `POST /api/v3/signup`: `UserSingleRespDto` */
  signUpByPhoneCode(params: {
    phone: string
    phoneCountryCode?: string | undefined
    passCode: string
    profile?: SignUpProfile | undefined
    options?: SignUpOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `POST /api/v3/signup`: `UserSingleRespDto` */
  signUp(params: {
    connection: 'PASSWORD' | 'PASSCODE'
    passwordPayload?: PasswordPayload | undefined
    passCodePayload?: PassCodePayload | undefined
    profile?: SignUpProfile | undefined
    options?: SignUpOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `GET /api/v3/generate-link-extidp-url`: `GenerateBindExtIdpLinkRespDto` */
  generateLinkExtIdpUrl(params: {
    extIdpConnIdentifier: string
    appId: string
    idToken: string
    needUrlRedirect?: boolean | undefined
    onlyRedirectToken?: boolean | undefined
    needFormPost?: boolean | undefined
    targetUrl?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/unlink-extidp`: `CommonResponseDto` */
  unlinkExtIdp(params: {
    extIdpId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/get-identities`: `GetIdentitiesRespDto` */
  getIdentities(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-application-enabled-extidps`: `GetExtIdpsRespDto` */
  getApplicationEnabledExtIdps(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/signin`: `LoginTokenRespDto` */
  signInByCredentials(params: {
    connection: 'PASSWORD' | 'PASSCODE' | 'AD' | 'LDAP'
    passwordPayload?: PasswordPayload | undefined
    passCodePayload?: PassCodePayload | undefined
    adPayload?: DirectoryPayload | undefined
    ldapPayload?: DirectoryPayload | undefined
    options?: SignInOptions | undefined
    client_id?: string | undefined
    client_secret?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/signin-by-mobile`: `LoginTokenRespDto` */
  signInByMobile(params: {
    extIdpConnidentifier: unknown
    connection: MobileConnection
    wechatPayload?: unknown
    applePayload?: unknown
    alipayPayload?: unknown
    wechatworkPayload?: unknown
    wechatworkAgencyPayload?: unknown
    larkPublicPayload?: unknown
    larkInternalPayload?: unknown
    larkBlockPayload?: unknown
    yidunPayload?: unknown
    wechatMiniProgramCodePayload?: unknown
    wechatMiniProgramPhonePayload?: unknown
    wechatMiniProgramCodeAndPhonePayload?: unknown
    douyinMiniProgramCodePayload?: unknown
    douyinMiniProgramCodeAndPhonePayload?: unknown
    googlePayload?: unknown
    facebookPayload?: unknown
    qqPayload?: unknown
    weiboPayload?: unknown
    baiduPayload?: unknown
    linkedInPayload?: unknown
    dingTalkPayload?: unknown
    githubPayload?: unknown
    giteePayload?: unknown
    gitlabPayload?: unknown
    douyinPayload?: unknown
    kuaishouPayload?: unknown
    xiaomiPayload?: unknown
    linePayload?: unknown
    slackPayload?: unknown
    oppoPayload?: unknown
    huaweiPayload?: unknown
    amazonPayload?: unknown
    options?: SignInOptions | undefined
    client_id?: string | undefined
    client_secret?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/switch-login-by-user`: `LoginTokenRespDto` */
  switchLoginByUser(params: {
    targetUserId: string
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `GET /api/v3/get-alipay-authinfo`: `GetAlipayAuthInfoRespDto` */
  getAlipayAuthInfo(params: {
    extIdpConnidentifier: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/gene-qrcode`: `GeneQRCodeRespDto` */
  geneQrCode(params: {
    type: 'MOBILE_APP' | 'WECHAT_MINIPROGRAM' | 'WECHAT_OFFICIAL_ACCOUNT'
    extIdpConnId?: string | undefined
    customData?: Record<string, unknown> | undefined
    context?: unknown
    autoMergeQrCode?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<QrCode>>
  /** `GET /api/v3/get-qrcode-status`: `CheckQRCodeStatusRespDto` */
  getQrCodeStatus(params: {
    qrcodeId: string
  }, options?: ApiCallOptions): Promise<Envelope<QrCodeStatus>>
  /** `GET /api/v3/check-qrcode-status`: `CheckQRCodeStatusRespDto` */
  checkQrCodeStatus(params: {
    qrcodeId: string
  }, options?: ApiCallOptions): Promise<Envelope<QrCodeStatus>>
  /** `POST /api/v3/exchange-tokenset-with-qrcode-ticket`: `LoginTokenRespDto` */
  exchangeTokenSetWithQrCodeTicket(params: {
    ticket: string
    client_id?: string | undefined
    client_secret?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `GET /api/v3/get-captcha-code`: `GetCaptchaCodeRespDto` */
  geneCatchaCodeAndToken(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/change-qrcode-status`: `CommonResponseDto` */
  changeQrCodeStatus(params: {
    qrcodeId: string
    action: 'SCAN' | 'CONFIRM' | 'CANCEL'
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/set-qrcode-status`: `IsSuccessRespDto` */
  setQrCodeStatus(params: {
    qrcodeId: string
    action: 'SCAN' | 'CONFIRM' | 'CANCEL'
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/signin-by-push`: `GenePushCodeRespDto` */
  signInByPush(params: {
    account: string
    options?: SignInOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ pushCodeId: string }>>
  /** `GET /api/v3/check-pushcode-status`: `CheckPushCodeStatusRespDto` */
  checkPushCodeStatus(params: {
    pushCodeId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/set-pushcode-status`: `IsSuccessRespDto` */
  setPushCodeStatus(params: {
    pushCodeId: string
    action: 'CONFIRM' | 'CANCEL'
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/change-pushcode-status`: `CommonResponseDto` */
  changePushCodeStatus(params: {
    pushCodeId: string
    action: 'CONFIRM' | 'CANCEL'
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/send-sms`: `SendSMSRespDto` */
  sendSms(params: {
    channel: SmsChannel
    phoneNumber: string
    phoneCountryCode?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/send-email`: `SendEmailRespDto` */
  sendEmail(params: {
    channel: EmailChannel
    email: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/decrypt-wechat-miniprogram-data`: `DecryptWechatMiniProgramDataRespDto` */
  decryptWechatMiniProgramData(params: {
    code: string
    iv: unknown
    encryptedData: unknown
    extIdpConnidentifier: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-wechat-access-token`: `GetWechatAccessTokenRespDto` */
  getWechatMpAccessToken(params: {
    appId: string
    appSecret: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-wechat-access-token-info`: `GetWechatAccessTokenInfoRespDto` */
  getWechatMpAccessTokenInfo(params: {
    appId: string
    appSecret: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-my-login-history`: `GetLoginHistoryRespDto` */
  getLoginHistory(params?: {
    appId?: string | undefined
    clientIp?: string | undefined
    success?: unknown
    start?: unknown
    end?: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-my-logged-in-apps`: `GetLoggedInAppsRespDto` */
  getLoggedInApps(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-my-accessible-apps`: `GetAccessibleAppsRespDto` */
  getAccessibleApps(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-my-tenant-list`: `GetTenantListRespDto` */
  getTenantList(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-my-role-list`: `RoleListRespDto` */
  getRoleList(params?: {
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Role[]>>
  /** `GET /api/v3/get-my-group-list`: `GroupListRespDto` */
  getGroupList(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<Group[]>>
  /** `GET /api/v3/get-my-department-list`: `UserDepartmentPaginatedRespDto` */
  getDepartmentList(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `JoinDepartmentAt`. */
    sortBy?: string | undefined
    /** Default: `Desc`. */
    orderBy?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Department>>>
  /** `GET /api/v3/get-my-authorized-resources`: `AuthorizedResourcePaginatedRespDto` */
  getAuthorizedResources(params?: {
    namespace?: string | undefined
    resourceType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-profile`: `UserSingleRespDto` */
  getProfile(params?: {
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withIdentities?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `POST /api/v3/update-profile`: `UserSingleRespDto` */
  updateProfile(params?: {
    name?: string | undefined
    nickname?: string | undefined
    photo?: string | undefined
    externalId?: string | undefined
    birthdate?: string | undefined
    country?: string | undefined
    province?: string | undefined
    city?: string | undefined
    address?: string | undefined
    streetAddress?: string | undefined
    postalCode?: string | undefined
    gender?: 'M' | 'F' | 'U' | undefined
    username?: string | undefined
    company?: string | undefined
    customData?: Record<string, unknown> | undefined
    identityNumber?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `POST /api/v3/bind-email`: `CommonResponseDto` */
  bindEmail(params: {
    passCode: string
    email: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/unbind-email`: `CommonResponseDto` */
  unbindEmail(params: {
    passCode: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/bind-phone`: `CommonResponseDto` */
  bindPhone(params: {
    passCode: string
    phoneNumber: string
    phoneCountryCode?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/unbind-phone`: `CommonResponseDto` */
  unbindPhone(params: {
    passCode: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/get-security-info`: `GetSecurityInfoRespDto` */
  getSecurityLevel(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-password`: `CommonResponseDto` */
  updatePassword(params: {
    newPassword: string
    oldPassword?: string | undefined
    passwordEncryptType?: 'none' | 'rsa' | 'sm2' | undefined
    passwordResetToken?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/verify-update-email-request`: `VerifyUpdateEmailRequestRespDto` */
  verifyUpdateEmailRequest(params: {
    emailPassCodePayload: UpdateEmailPayload
    verifyMethod: 'EMAIL_PASSCODE'
  }, options?: ApiCallOptions): Promise<Envelope<{ updateEmailToken: string }>>
  /** `POST /api/v3/update-email`: `IsSuccessRespDto` */
  updateEmail(params: {
    updateEmailToken: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/verify-update-phone-request`: `VerifyUpdatePhoneRequestRespDto` */
  verifyUpdatePhoneRequest(params: {
    phonePassCodePayload: unknown
    verifyMethod: 'PHONE_PASSCODE'
  }, options?: ApiCallOptions): Promise<Envelope<{ updatePhoneToken: string }>>
  /** `POST /api/v3/update-phone`: `IsSuccessRespDto` */
  updatePhone(params: {
    updatePhoneToken: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/verify-reset-password-request`: `PasswordResetVerifyResp` */
  verifyResetPasswordRequest(params: {
    verifyMethod: 'EMAIL_PASSCODE' | 'PHONE_PASSCODE'
    phonePassCodePayload?: unknown
    emailPassCodePayload?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ passwordResetToken: string }>>
  /** `POST /api/v3/reset-password`: `IsSuccessRespDto` */
  resetPassword(params: {
    password: string
    passwordResetToken: string
    passwordEncryptType?: 'none' | 'rsa' | 'sm2' | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/verify-delete-account-request`: `VerifyDeleteAccountRequestRespDto` */
  verifyDeleteAccountRequest(params: {
    verifyMethod: 'EMAIL_PASSCODE' | 'PHONE_PASSCODE' | 'PASSWORD'
    phonePassCodePayload?: unknown
    emailPassCodePayload?: unknown
    passwordPayload?: PasswordPayload | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ deleteAccountToken: string }>>
  /** `POST /api/v3/delete-account`: `IsSuccessRespDto` */
  deleteAccount(params: {
    deleteAccountToken: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-user-select-login-public-accounts`: `GetPublicAccountDataRespDto` */
  listPublicAccountsForSwitchLoggedIn(params?: {
    /** Default: `false`. */
    withOriginUser?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/system`: `SystemInfoResp` */
  getSystemInfo(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<SystemInfo>>
  /** `GET /api/v3/get-country-list`: `GetCountryListRespDto` */
  getCountryList(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/check-permission-string-resource`: `CheckResourcePermissionsRespDto` */
  checkPermissionByStringResource(params: {
    resources: unknown
    action: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/check-permission-array-resource`: `CheckResourcePermissionsRespDto` */
  checkPermissionByArrayResource(params: {
    resources: unknown
    action: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/check-permission-tree-resource`: `CheckResourcePermissionsRespDto` */
  checkPermissionByTreeResource(params: {
    resources: unknown
    action: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-auth-resource-list`: `GetUserAuthResourceListRespDto` */
  getUserAuthorizedResourcesList(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-user-auth-resource-permission-list`: `GetUserAuthResourcePermissionListRespDto` */
  getUserAuthResourcePermissionList(params: {
    resources: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-user-auth-resource-struct`: `GetUserAuthResourceStructRespDto` */
  getUserAuthResourceStruct(params: {
    resource: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/webauthn/authentication`: `GetAuthenticationOptionsRespDto` */
  initAuthenticationOptions(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/authentication`: `VerifyAuthenticationResultRespDto` */
  verifyAuthentication(params: {
    ticket: string
    authenticationCredential: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/webauthn/registration`: `GetRegistrationOptionsRespDto` */
  initRegisterOptions(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/registration`: `VerifyRegistrationResultRespDto` */
  verifyRegister(params: {
    ticket: string
    registrationCredential: unknown
    authenticatorCode?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/mydevices/list`: `TerminalSessionRespDto` */
  list(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/mydevices/unbind`: `CommonResponseDto` */
  unbind(params: {
    deviceId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/mydevices/revoke-session`: `CommonResponseDto` */
  revoke(params: {
    deviceId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/validate-password`: `ValidatePasswordRespDto` */
  validatePassword(params?: {
    phone?: string | undefined
    email?: string | undefined
    username?: string | undefined
    phoneCountryCode?: string | undefined
    password?: string | undefined
    passwordEncryptType?: 'none' | 'rsa' | 'sm2' | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/decrypt-douyin-miniprogram-data`: `DecryptDouyinMiniProgramDataRespDto` */
  decryptDouyinMiniProgramData(params: {
    code: string
    iv: unknown
    encryptedData: unknown
    extIdpConnidentifier: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/applications-permission-applicable`: `EnablePermissionApplyApplicationListRes` */
  getEnablePermissionApplyApplicationList(params?: {
    appName?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/roles-permission-applicable`: `EnablePermissionApplyRoleListRes` */
  getEnablePermissionApplyRoleList(params: {
    appId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    keyword?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/approval`: `CreateApprovalRes` */
  createApproval(params: {
    objectType: unknown
    objectId: string
    extraParams?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/approval`: `ApprovalDetailRes` */
  getDetail(params: {
    number: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/approval-batch`: `IsSuccessRespDto` */
  batchCreateApproval(params: {
    objectType: unknown
    objectIds: unknown
    extraParams?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/approval-initiated-list`: `InitiatedApprovalListRes` */
  initiatedList(params?: {
    /** Default: `1`. */
    pageNo?: number | undefined
    /** Default: `10`. */
    pageSize?: number | undefined
    objectType?: unknown
    keyword?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-universal-invitation-public-config`: `GetUniversalInvitationPublicConfigRespDto` */
  getUniversalInvitationPublicConfig(params: {
    identifier: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/signup-by-invitation`: `GetUniversalInvitationJoinRespDto` */
  signupByUniversal(params: {
    emailCode: string
    identifier: unknown
    profile?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/generate-policy-invitation-token`: `GenerateInviteeTokenRespDto` */
  generateInviteToken(params: {
    signature: unknown
    identifier: unknown
    withInviteeInfo?: boolean | undefined
    withInvitationSettings?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-policy-invitation-context`: `GetInviteeContextRespDto` */
  getInviteCodeContext(params: {
    token: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/verify-invite-code`: `IsSuccessRespDto` */
  verifyInviteCode(params: {
    receiverType: unknown
    code: string
    token: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/join-by-invitation`: `IsSuccessRespDto` */
  signupByPolicy(params: {
    token: string
    code?: string | undefined
    receiverType?: unknown
    profile?: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/generate-universal-invitation-link-by-member`: `GenerateInvitationLinkRespDto` */
  generateUniversalInvitationByMember(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/clear-my-all-invitation-links`: `IsSuccessRespDto` */
  clearMyAllUniversalInvitationLinks(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v2/ecConn/wechatMobile/authByCodeIdentity`: `LoginTokenResponseDataDto` */
  authByCodeIdentity(params: {
    code: string
    appId?: string | undefined
    connId?: string | undefined
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v2/ecConn/wechatMobile/register`: `WechatLoginTokenRespDto` */
  registerNewUser(params: {
    key: unknown
    action: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v2/ecConn/wechatMobile/byEmailCode`: `WechatLoginTokenRespDto` */
  bindByEmailCode(params: {
    key: unknown
    action: string
    code: string
    email: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v2/ecConn/wechatMobile/byPhoneCode`: `WechatLoginTokenRespDto` */
  bindByPhoneCode(params: {
    key: unknown
    action: string
    code: string
    phone: string
    phoneCountryCode?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v2/ecConn/wechatMobile/byAccount`: `WechatLoginTokenRespDto` */
  bindByAccount(params: {
    key: unknown
    action: string
    password: string
    account: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v2/ecConn/wechatMobile/select`: `WechatLoginTokenRespDto` */
  selectAccount(params: {
    key: unknown
    action: string
    account: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v2/ecConn/wechatMobile/byAccountId`: `WechatLoginTokenRespDto` */
  bindByAccountId(params: {
    key: unknown
    action: string
    accountId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-pushlogin-relation-apps`: `GetPushCodeRelationAppsRespDto` */
  getPushLoginRelationApps(params: {
    appId: string
    pushCodeId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/gene-fastpass-qrcode-info`: `GeneFastpassQRCodeRespDto` */
  geneFastpassQrcodeInfo(params?: {
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-fastpass-client-apps`: `GetFastpassQRCodeRelationAppsRespDto` */
  getFastpassParams(params: {
    qrcodeId: string
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-app-login-qrcode-status`: `CheckQRCodeStatusRespDto` */
  getAppLoginQrCodeStatus(params: {
    qrcodeId: string
  }, options?: ApiCallOptions): Promise<Envelope<QrCodeStatus>>
  /** `POST /api/v3/qrcode-app-login`: `LoginTokenRespDto` */
  qrCodeAppLogin(params: {
    action: string
    qrcodeId: string
  }, options?: ApiCallOptions): Promise<Envelope<SignInTokens>>
  /** `POST /api/v3/pre-check-code`: `PreCheckCodeRespDto` */
  preCheckCode(params: {
    codeType: unknown
    smsCodePayload?: unknown
    emailCodePayload?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/page-authenticator-device`: `ListWebAuthnAuthenticatorDeviceDataDto` */
  listCredentialsByPage(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/check-valid-credentials-by-credIds`: `WebAuthnCheckValidCredentialsByCredIdsRespDto` */
  checkValidCredentialsByCredIds(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/remove-credentials-by-authenticator-code`: `IsSuccessRespDto` */
  removeAllCredentials(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/webauthn/remove-credential/{credentialID}`: `IsSuccessRespDto` */
  removeCredential(params: {
    credentialId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/webauthn/admin/initialize` */
  webAuthnAdminInitialize(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/admin/registration/finalize` */
  webAuthnAdminRegisterFinalize(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `PUT /api/v3/webauthn/admin/credentials/{credentialId}` */
  updateWebAuthnAdminCredential(params: {
    credentialId: string
    name: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `DELETE /api/v3/webauthn/admin/credentials/{credentialId}/{userId}/{appId}` */
  deleteWebAuthnAdminCredential(params: {
    credentialId: string
    userId: string
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v2/applications/subject/person/list` */
  listSubjectAuth(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/webauthn/person/credentials` */
  listWebAuthnPersonCredentials(params: {
    userId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    appId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /mfa/token/introspection`: `MfaTokenIntrospectResponse` */
  verifyMfaToken(params: {
    token: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/send-enroll-factor-request`: `SendEnrollFactorRequestRespDto` */
  sendEnrollFactorRequest(params: {
    profile: FactorProfile
    factorType: 'OTP' | 'SMS' | 'EMAIL' | 'FACE'
  }, options?: ApiCallOptions): Promise<Envelope<{ enrollmentToken: string }>>
  /** `POST /api/v3/enroll-factor`: `EnrollFactorRespDto` */
  enrollFactor(params: {
    enrollmentData: EnrollmentData
    enrollmentToken: string
    factorType: 'OTP' | 'SMS' | 'EMAIL' | 'FACE'
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/reset-factor`: `ResetFactorRespDto` */
  resetFactor(params: {
    factorId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-enrolled-factors`: `ListEnrolledFactorsRespDto` */
  listEnrolledFactors(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-factor`: `GetFactorRespDto` */
  getFactor(params: {
    factorId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-factors-to-enroll`: `ListFactorsToEnrollRespDto` */
  listFactorsToEnroll(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/mfa-totp-verify`: `MfaOtpVerityRespDto` */
  mfaOtpVerify(params: {
    totp: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/login/initialize` */
  webAuthnLoginInitalize(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/login/finalize` */
  webAuthnLoginFinalize(params: {
    ticket: string
    credential: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/registration/initialize` */
  webAuthnRegisterInitalize(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/mfa-bind/initialize` */
  webAuthnMfaBindInitialize(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/mfa-verify/initialize` */
  webAuthnMfaVerifyInitalize(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/webauthn/registration/finalize` */
  webAuthnRegisterFinalize(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/webauthn/credentials` */
  listWebAuthnCredentials(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `PUT /api/v3/webauthn/credentials/{credentialId}`: `IsSuccessRespDto` */
  updateWebAuthnCredential(params: {
    credentialId: string
    name: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `DELETE /api/v3/webauthn/credentials/{credentialId}` */
  deleteWebAuthnCredential(params: {
    credentialId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/pub-userEvent` */
  pub(params: {
    eventType: string
    source: string
    eventData: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
}
