// @ts-check
// Written by xtask/genauth.mjs.
export const METHODS =
  'signInByEmailPassword@signin:PASSWORD:passwordPayload signInByPhonePassword@signin:PASSWORD:passwordPayload ' +
  'signInByUsernamePassword@signin:PASSWORD:passwordPayload ' +
  'signInByAccountPassword@signin:PASSWORD:passwordPayload signInByEmailPassCode@signin:PASSCODE:passCodePayload ' +
  'signInByPhonePassCode@signin:PASSCODE:passCodePayload signInByAD@signin:AD:adPayload ' +
  'signInByLDAP@signin:LDAP:ldapPayload signUpByEmailPassword@signup:PASSWORD:passwordPayload ' +
  'signUpByUsernamePassword@signup:PASSWORD:passwordPayload signUpByEmailCode@signup:PASSCODE:passCodePayload ' +
  'signUpByPhoneCode@signup:PASSCODE:passCodePayload signUp@signup <generateLinkExtIdpUrl@generate-link-extidp-url ' +
  'unlinkExtIdp@unlink-extidp <getIdentities <getApplicationEnabledExtIdps@get-application-enabled-extidps ' +
  'signInByCredentials@signin signInByMobile@signin-by-mobile switchLoginByUser ' +
  '<getAlipayAuthInfo@get-alipay-authinfo geneQrCode@gene-qrcode <getQrCodeStatus@get-qrcode-status ' +
  '<checkQrCodeStatus@check-qrcode-status exchangeTokenSetWithQrCodeTicket@exchange-tokenset-with-qrcode-ticket ' +
  '<geneCatchaCodeAndToken@get-captcha-code changeQrCodeStatus@change-qrcode-status ' +
  'setQrCodeStatus@set-qrcode-status signInByPush@signin-by-push <checkPushCodeStatus@check-pushcode-status ' +
  'setPushCodeStatus@set-pushcode-status changePushCodeStatus@change-pushcode-status sendSms sendEmail ' +
  'decryptWechatMiniProgramData@decrypt-wechat-miniprogram-data getWechatMpAccessToken@get-wechat-access-token ' +
  'getWechatMpAccessTokenInfo@get-wechat-access-token-info <getLoginHistory@get-my-login-history ' +
  '<getLoggedInApps@get-my-logged-in-apps <getAccessibleApps@get-my-accessible-apps ' +
  '<getTenantList@get-my-tenant-list <getRoleList@get-my-role-list <getGroupList@get-my-group-list ' +
  '<getDepartmentList@get-my-department-list <getAuthorizedResources@get-my-authorized-resources <getProfile ' +
  'updateProfile bindEmail unbindEmail bindPhone unbindPhone <getSecurityLevel@get-security-info updatePassword ' +
  'verifyUpdateEmailRequest updateEmail verifyUpdatePhoneRequest updatePhone verifyResetPasswordRequest ' +
  'resetPassword verifyDeleteAccountRequest deleteAccount ' +
  '<listPublicAccountsForSwitchLoggedIn@get-user-select-login-public-accounts <getSystemInfo@system ' +
  '<getCountryList checkPermissionByStringResource@check-permission-string-resource ' +
  'checkPermissionByArrayResource@check-permission-array-resource ' +
  'checkPermissionByTreeResource@check-permission-tree-resource ' +
  '<getUserAuthorizedResourcesList@get-user-auth-resource-list getUserAuthResourcePermissionList ' +
  'getUserAuthResourceStruct <initAuthenticationOptions@webauthn/authentication ' +
  'verifyAuthentication@webauthn/authentication <initRegisterOptions@webauthn/registration ' +
  'verifyRegister@webauthn/registration <list@mydevices/list unbind@mydevices/unbind ' +
  'revoke@mydevices/revoke-session validatePassword decryptDouyinMiniProgramData@decrypt-douyin-miniprogram-data ' +
  '<getEnablePermissionApplyApplicationList@applications-permission-applicable ' +
  '<getEnablePermissionApplyRoleList@roles-permission-applicable createApproval@approval <getDetail@approval ' +
  'batchCreateApproval@approval-batch <initiatedList@approval-initiated-list <getUniversalInvitationPublicConfig ' +
  'signupByUniversal@signup-by-invitation generateInviteToken@generate-policy-invitation-token ' +
  '<getInviteCodeContext@get-policy-invitation-context verifyInviteCode signupByPolicy@join-by-invitation ' +
  'generateUniversalInvitationByMember@generate-universal-invitation-link-by-member ' +
  'clearMyAllUniversalInvitationLinks@clear-my-all-invitation-links ' +
  'authByCodeIdentity@/api/v2/ecConn/wechatMobile/authByCodeIdentity ' +
  'registerNewUser@/api/v2/ecConn/wechatMobile/register bindByEmailCode@/api/v2/ecConn/wechatMobile/byEmailCode ' +
  'bindByPhoneCode@/api/v2/ecConn/wechatMobile/byPhoneCode bindByAccount@/api/v2/ecConn/wechatMobile/byAccount ' +
  'selectAccount@/api/v2/ecConn/wechatMobile/select bindByAccountId@/api/v2/ecConn/wechatMobile/byAccountId ' +
  'getPushLoginRelationApps@get-pushlogin-relation-apps geneFastpassQrcodeInfo ' +
  '<getFastpassParams@get-fastpass-client-apps <getAppLoginQrCodeStatus@get-app-login-qrcode-status ' +
  'qrCodeAppLogin@qrcode-app-login preCheckCode listCredentialsByPage@webauthn/page-authenticator-device ' +
  'checkValidCredentialsByCredIds@webauthn/check-valid-credentials-by-credIds ' +
  'removeAllCredentials@webauthn/remove-credentials-by-authenticator-code ' +
  'removeCredential@webauthn/remove-credential/{credentialID} webAuthnAdminInitialize@webauthn/admin/initialize ' +
  'webAuthnAdminRegisterFinalize@webauthn/admin/registration/finalize ' +
  '=updateWebAuthnAdminCredential@webauthn/admin/credentials/{credentialId} ' +
  '!deleteWebAuthnAdminCredential@webauthn/admin/credentials/{credentialId}/{userId}/{appId} ' +
  'listSubjectAuth@/api/v2/applications/subject/person/list ' +
  '<listWebAuthnPersonCredentials@webauthn/person/credentials verifyMfaToken@/mfa/token/introspection ' +
  'sendEnrollFactorRequest enrollFactor resetFactor <listEnrolledFactors <getFactor <listFactorsToEnroll ' +
  'mfaOtpVerify@mfa-totp-verify webAuthnLoginInitalize@webauthn/login/initialize ' +
  'webAuthnLoginFinalize@webauthn/login/finalize webAuthnRegisterInitalize@webauthn/registration/initialize ' +
  'webAuthnMfaBindInitialize@webauthn/mfa-bind/initialize ' +
  'webAuthnMfaVerifyInitalize@webauthn/mfa-verify/initialize ' +
  'webAuthnRegisterFinalize@webauthn/registration/finalize <listWebAuthnCredentials@webauthn/credentials ' +
  '=updateWebAuthnCredential@webauthn/credentials/{credentialId} ' +
  '!deleteWebAuthnCredential@webauthn/credentials/{credentialId} pub@pub-userEvent';
