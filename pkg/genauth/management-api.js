// @ts-check
// Written by xtask/genauth.mjs.
export const METHODS =
  '<postList@list-post postListBatch@list-post <getPost <getUserPosts <getUserPost getPostById createPost ' +
  'updatePost removePost setUserPosts userConnectionPost listRow@metadata/filter <getRow@metadata/get-row ' +
  '<getRowByValue@metadata/get-row-by-value getRowBatch@/get-row-batch createRow@metadata/create-row ' +
  'updateRow@metadata/update-row removeRow@metadata/remove-row createModel@metadata/create-model ' +
  '<getModel@metadata/get-model <listModel@metadata/list-model removeModel@metadata/remove-model ' +
  'updateModel@metadata/update-model createField@metadata/create-field updateField@metadata/update-field ' +
  'remoteField@metadata/remove-field <listField@metadata/list-field exportMetadata@metadata/export ' +
  'importMetadata@metadata/import <getImportTemplate@metadata/get-import-template ' +
  'createOperate@metadata/create-operate removeOperate@metadata/remove-operate ' +
  'executeOperate@metadata/execute-operate copyOperate@metadata/copy-operate <listOperate@metadata/list-operate ' +
  '<listOperateAll@metadata/all-operate updateOperate@metadata/update-operate ' +
  'getRelationInfo@metadata/get-relation-info createRowRelation@metadata/create-row-relation ' +
  '<getRelationValue@metadata/get-row-relation removeRelationValue@metadata/remove-row-relation ' +
  'exportModel@metadata/export/model importModel@metadata/import/model getAllMetadata@metadata/get-all-metadata ' +
  '<getRelationDetails@metadata/get-row-relation-details relationSearch@metadata/relation-search ' +
  'copyRowRelation@metadata/copy-row-relation getAllMetadataRow@metadata/get-all-row-by-scrollid ' +
  'getMetadataGroupList@metadata/group capture@metadata/ueba/capture deleteDevice@delete-device-by-user ' +
  'suspendDevice@suspend-device-by-user disableDevice@disable-device-by-user enableDevice@enable-device-by-user ' +
  'getDeviceStatus@device-status listPublicAccounts <getPublicAccount <getPublicAccountBatch createPublicAccount ' +
  'createPublicAccountsBatch updatePublicAccount updatePublicAccountBatch deletePublicAccountsBatch ' +
  'kickPublicAccounts changeIntoPublicAccount@transfer-into-public-account <getPublicAccountsOfUser ' +
  '<getUsersOfPublicAccount bindUsersPublicAccount@set-public-account-of-users ' +
  'setuserOfPublicAccount@set-user-of-public-accounts unbindUsersPublicAccount@unbind-public-account-of-user ' +
  '<getOrganization <getOrganizationsBatch@get-organization-batch <listOrganizations createOrganization ' +
  'updateOrganization deleteOrganization <searchOrganizations updateOrganizationStatus <getDepartment ' +
  'getDepartmentAllApp@get-department-available-app createDepartment updateDepartment deleteDepartment ' +
  'searchDepartments searchDepartmentsList <listChildrenDepartments <getAllDepartments <listDepartmentMembers ' +
  '<listDepartmentMemberIds <searchDepartmentMembers addDepartmentMembers removeDepartmentMembers ' +
  '<getParentDepartment <isUserInDepartment <getDepartmentById createDepartmentTree <getDepartmentSyncRelations ' +
  'deleteDepartmentSyncRelations updateNodeStatus@update-department-status listUsers <listUsersLegacy@list-users ' +
  '<getUser <getUserBatch userFieldDecrypt@users/field/decrypt createUser createUsersBatch updateUser ' +
  'updateUserBatch deleteUsersBatch <getUserIdentities <getUserRoles <getUserPrincipalAuthenticationInfo ' +
  'resetUserPrincipalAuthenticationInfo <getUserDepartments setUserDepartments <getUserGroups <getUserMfaInfo ' +
  '<listArchivedUsers kickUsers isUserExists <getUserAccessibleApps <getUserAuthorizedApps hasAnyRole ' +
  '<getUserLoginHistory <getUserLoggedinApps <getUserLoggedinIdentities@get-user-logged-in-identities resignUser ' +
  'resignUserBatch <getUserAuthorizedResources checkSessionStatus importOtp <getOtpSecretByUser ' +
  'getUserPasswordCiphertext linkIdentity unlinkIdentity setUsersMfaStatus@set-mfa-status ' +
  '<getUserMfaStatus@get-mfa-status <getUserSyncRelations deleteUserSyncRelations ' +
  'getUserEncryptPasswordBatch@batch-get-user-encrypt-password <getPublicAccountRoles@get-roles-of-public-account ' +
  '<getPublicAccountsOfRole bindPublicAccountOfRoles@set-public-account-of-roles <getPublicAccountsOfGroup ' +
  '<getGroupsOfPublicAccount getPublicAccountOfGroups@set-public-account-of-groups <getPublicAccountsOfDepartment ' +
  '<getPublicAccountDepartments@get-departments-of-public-account setPublicAccountOfDepartments ' +
  'resignPublicAccountBatch <getPostOfPublicUser@get-post-of-public-account <getPublicAccountsOfPost ' +
  'setPublicAccountOfnPost@set-public-account-of-post unbindPublicAccountOfPost <getSyncTask <listSyncTasks ' +
  'createSyncTask updateSyncTask triggerSyncTask <getSyncJob <listSyncJobs <listSyncJobLogs ' +
  '<listSyncRiskOperations triggerSyncRiskOperations cancelSyncRiskOperation ' +
  '<getUniversalInvitation@get-universal-invitation-settings ' +
  'updateUniversalInvitation@update-universal-invitation-settings ' +
  'generateUniversalInvitation@generate-universal-invitation-link filter@filter-universal-invitation-applicants ' +
  'approval@batch-approval-universal-invitation-applicants reject@batch-reject-universal-invitation-applicant ' +
  'listInvitationPolicies createInvitationPolicy <getPolicyDetailById@get-invitation-policy ' +
  'copyInvitationPolicyById updateInvitationPolicy ' +
  '<listRegisterExtendsFields@list-invitation-policy-extends-fields ' +
  'updateRegisterExtendsFields@update-invitation-policy-extends-fields ' +
  'batchDeleteInvitationPolicies@delete-invitation-policies-batch ' +
  '<getPolicyUserAttributionDetail@get-invitation-policy-user-attribution ' +
  '<listPolicyUserAttributionDetail@list-invitation-policy-user-attributions ' +
  'addPolicyUserAttribution@add-invitation-policy-user-attribution ' +
  'addPolicyUserAttributionsBatch@add-invitation-policy-user-attributions-batch ' +
  'setUserAttributionMainDepartment@set-invitation-policy-user-attribution-main-department ' +
  'removeUserAttributionMainDepartment@remove-invitation-policy-user-attribution-main-department ' +
  '<getUserAttributionMainDepartment@get-invitation-policy-user-attribution-main-department ' +
  'removePolicyUserAttribution@remove-invitation-policy-user-attribution ' +
  'removePolicyUserAttributionsBatch@remove-invitation-policy-user-attributions-batch ' +
  'getInviteEmailTemplate@get-invitation-policy-email-template ' +
  'updateInviteEmailTemplate@update-invitation-policy-email-template listInvitationRoster@list-invitation-rosters ' +
  'listInvitationRostersByPolicyId listInvitationRostersByNonPolicyId@list-invitation-rosters-by-no-policy-id ' +
  '<getInvitationRoster createInvitationRoster batchBindPolicy@update-invitation-roster-batch-bind-policy ' +
  'batchUnbindPolicy@update-invitation-roster-batch-unbind-policy updateInvitationRoster deleteInvitationRoster ' +
  'deleteInvitationRosterBatch@delete-invitation-rosters-batch sendRosterInvitation sendRosterInvitationBatch ' +
  'revertRosterInvitation revertRosterInvitationBatch quickFilterInviteeList@quick-filter-invitees ' +
  'filterUsers@list-invitation-invitees deleteInvitees@batch-delete-invitation-invitees ' +
  '<importTemplate@invitation-invitee/template upload@invitation-invitee/upload ' +
  'importUsers@invitation-invitee/import exportUsers@invitation-invitee/export <getGroup <listGroups <getAllGroups ' +
  'createGroup createOrUpdateGroup createGroupsBatch updateGroup deleteGroupsBatch addGroupMembers ' +
  'removeGroupMembers <listGroupMembers <getGroupAuthorizedResources <getRole assignRole assignRoleBatch ' +
  'revokeRole revokeRoleBatch <getRoleAuthorizedResources <listRoleMembers <listRoleDepartments createRole ' +
  '<listRoles deleteRolesBatch createRolesBatch updateRole deleteRoles@multiple-namespace-delete-roles-batch ' +
  'checkParamsNamespace@check-role-params <listRoleAssignments createAdminRole ' +
  'deleteAdminRolesBatch@delete-admin-roles checkMutualExclusion@check-role-mutual-exclusion <listExtIdp ' +
  '<getExtIdp createExtIdp updateExtIdp deleteExtIdp createExtIdpConn updateExtIdpConn deleteExtIdpConn ' +
  'changeExtIdpConnState changeExtIdpConnAssociationState <listTenantExtIdp ' +
  '<extIdpConnStateByApps@ext-idp-conn-apps getWechatMpAccessTokenInfo@get-weixin-access-token <getUserBaseFields ' +
  '<listUserBaseFields setUserBaseFields <getCustomFields <listCustFields@list-custom-fields setCustomFields ' +
  'deleteCustomFields setCustomData <getCustomData createResource createResourcesBatch <getResource ' +
  '<getResourcesBatch <listCommonResource <listResources updateResource deleteResource deleteResourcesBatch ' +
  'batchDeleteCommonResource@delete-common-resources-batch associateTenantResource createNamespace ' +
  'createNamespacesBatch <getNamespace <getNamespacesBatch updateNamespace deleteNamespace deleteNamespacesBatch ' +
  '<listNamespaces <listNamespaceRoles authorizeResources <getAuthorizedResources isActionAllowed ' +
  'getResourceAuthorizedTargets getUserActionLogs getAdminAuditLogs <getEmailTemplates updateEmailTemplate ' +
  'previewEmailTemplate <getEmailProvider configEmailProvider <getApplication ' +
  '<detailAuthSubject@get-subject-auth-detail listAuthSubject@list-subject-auth ' +
  'listAuthApplication@list-applications-auth enabledAuth@update-auth-enabled !deleteAuth@batch-applications-auth ' +
  '<listApplications <getApplicationSimpleInfo <listApplicationSimpleInfo createApplication updateApplication ' +
  'deleteApplication <getApplicationSecret refreshApplicationSecret listApplicationActiveUsers ' +
  '<getApplicationPermissionStrategy updateApplicationPermissionStrategy authorizeApplicationAccess ' +
  'revokeApplicationAccess checkDomainAvailable <listTenantApplications updateLoginPageConfig ' +
  '<userpollTenantConfig@userpool-tenant-config updateUserPoolTenantConfig@update-userpool-tenant-config ' +
  'updateTenantQrCodeState@update-userpool-tenant-appqrcode-state ' +
  'changeUserpoolTenanExtIdpConnState@change-userpool-tenant-ext-idp-conn-state updateApplicationMfaSettings ' +
  '<getMfaTriggerData createAsaAccount createAsaAccountBatch@create-asa-accounts-batch updateAsaAccount ' +
  '<listAsaAccount@list-asa-accounts <getAsaAccount getAsaAccountBatch@get-asa-accounts-batch deleteAsaAccount ' +
  'deleteAsaAccountBatch@delete-asa-accounts-batch assignAsaAccount unassignAsaAccount ' +
  '<getAsaAccountAssignedTargets <getAssignedAccount <getSecuritySettings updateSecuritySettings ' +
  '<getGlobalMfaSettings updateGlobalMfaSettings closeGlobalMfaSettings@disable-global-mfa-settings createTenant ' +
  'updateTenant deleteTenant <listTenants <getTenantLittleInfo <getTenant importTenant <importTenantHistory ' +
  '<importTenantNotifyUser sendEmailBatch sendSmsBatch listTenantAdmin setTenantAdmin deleteTenantAdmin ' +
  'deleteTenantUser generateInviteTenantUserLink <listInviteTennatUserRecords@list-invite-tenant-user-records ' +
  '<listMultipleTenantAdmin@list-multiple-tenant-admins createMultipleTenantAdmin <getMultipleTenantAdmin ' +
  '<listTenantCooperators <getTenantCooperator <getTenantCooperatorMenu createTenantCooperator <getTenantByCode ' +
  'createTenantEnterpriseCertification updateTenantEnterpriseCertification reviewTenantEnterpriseCertification ' +
  '<getTenantEnterpriseCertification sendInviteTenantUserEmail addTenantUsers removeTenantUsers updateTenantUser ' +
  'createTenantUser listTenantUsers <getTenantUser addTenantDepartmentMembers removeTenantDepartmentMembers ' +
  'createPermissionNamespace createPermissionNamespacesBatch <getPermissionNamespace <getPermissionNamespacesBatch ' +
  '<listPermissionNamespaces updatePermissionNamespace deletePermissionNamespace deletePermissionNamespacesBatch ' +
  'checkPermissionNamespaceExists <listPermissionNamespaceRoles createDataResource ' +
  'createDataResourceByString@create-string-data-resource createDataResourceByArray@create-array-data-resource ' +
  'createDataResourceByTree@create-tree-data-resource <listDataResources <getDataResource updateDataResource ' +
  'deleteDataResource <checkDataResourceExists createDnef batchCreateDnef deleteDnef updateDnef <listDnef ' +
  'createDataPolicy <listDataPolices@list-data-policies <listSimpleDataPolices@list-simple-data-policies ' +
  '<getDataPolicy updateDataPolicy deleteDataPolicy <checkDataPolicyExists <listDataPolicyTargets ' +
  'authorizeDataPolicies revokeDataPolicy getUserPermissionList checkPermission checkExternalUserPermission ' +
  'getUserResourcePermissionList listResourceTargets getUserResourceStruct getExternalUserResourceStruct ' +
  'checkUserSameLevelPermission listPermissionView@list-permission-view/data <getCurrentPackageInfo <getUsageInfo ' +
  '<getMauPeriodUsageHistory <getAllRightsItem@get-all-rights-items <getOrders <getOrderDetail <getOrderPayDetail ' +
  'createEventApp <listEventApps <listEvents defineEvent verifyEvent@pub-event pubUserEvent@pub-userEvent ' +
  'addWhitelistOfApp <listWhitelistsOfApp@list-whitelist-of-app deleteWhitelistOfApp addWhitelist ' +
  '<listWhitelists@list-whitelist deleteWhitelist <findIpList@ip-list add@ip-list !deleteById@ip-list/{id} ' +
  '<findUserList@user-list addUser@user-list !deleteUserListById@user-list/{id} ' +
  '<findRiskListPolicy@risk-list-policy addRiskListPolicy@risk-list-policy ' +
  '!deleteRiskListPolicyById@risk-list-policy/{id} <getRuleSettings@get-device-exclusive-rule-settings ' +
  'updateRuleSettings@update-device-exclusive-rule-settings ' +
  '<getAllValidScopeSettings@get-device-exclusive-valid-scope-settings ' +
  '<findAppLists@get-supported-device-exclusive-apps ' +
  'saveInvitationPolicies@save-device-exclusive-valid-scope-settings ' +
  'remove@remove-device-exclusive-valid-scope-settings ' +
  '<getAllWhiteListSettings@get-device-exclusive-white-list-settings =processApproval@approval-process ' +
  '=batchProcessApproval@approval-batch-process <getDetail@approval <pendList@approval-pending-list ' +
  '<closedList@approval-closed-list <logList@approval-log-list createDevice addDevice ' +
  'findLastLoginAppsByDeviceIds@get-last-login-apps-by-deviceIds ' +
  'findLastLoginAppsByDeviceIdsV2@get-last-login-apps-by-device-ids ' +
  'createVerifyDevice@authing-verify/create-device createPipelineFunction <getPipelineFunction ' +
  'reuploadPipelineFunction updatePipelineFunction updatePipelineOrder deletePipelineFunction ' +
  '<listPipelineFunctions <getPipelineLogs createWebhook <listWebhooks updateWebhook deleteWebhook getWebhookLogs ' +
  'triggerWebhook <getWebhook <getWebhookEventList <getBindPwd@get-ldap-server-random-pwd ' +
  '<queryLdapConfigInfo@get-ldap-server-config updateLdapConfigInfo@update-ldap-server-config ' +
  'saveLdapConfigInfo@enable-ldap-server disableLdapServer <queryLdapLog@get-ldap-server-log ' +
  '<queryLdapSubEntries@get-ldap-sub-entries <getAccessKeyList@list-access-key <getAccessKey createAccessKey ' +
  'deleteAccessKey updateAccessKey <getVerifyConfigApp@verify-config-app pub@pub-event';

// The lists that come in pages, by where the page is said.
/** @type {Record<string, string>} */
export const PAGED = {
  page:
    'postList postListBatch listRow listOperate getRelationValue relationSearch getMetadataGroupList ' +
    'listOrganizations searchOrganizations searchDepartmentsList listDepartmentMembers searchDepartmentMembers ' +
    'listUsersLegacy getUserDepartments listArchivedUsers getUserLoginHistory getPublicAccountDepartments ' +
    'listSyncTasks listSyncJobs listSyncJobLogs listSyncRiskOperations filter listInvitationPolicies ' +
    'listPolicyUserAttributionDetail listInvitationRoster listInvitationRostersByPolicyId listInvitationRostersByNonPolicyId ' +
    'quickFilterInviteeList filterUsers listGroups listGroupMembers listRoleMembers listRoleDepartments ' +
    'listRoles listRoleAssignments listTenantExtIdp listUserBaseFields listCustFields listCommonResource ' +
    'listResources listNamespaces listNamespaceRoles getResourceAuthorizedTargets listAuthApplication ' +
    'listApplications listApplicationSimpleInfo listTenantApplications listAsaAccount getAsaAccountAssignedTargets ' +
    'listTenants importTenantHistory importTenantNotifyUser listTenantAdmin listInviteTennatUserRecords ' +
    'listMultipleTenantAdmin listTenantCooperators listPermissionNamespaces listPermissionNamespaceRoles ' +
    'listDataResources listDataPolices listSimpleDataPolices listDataPolicyTargets listPermissionView ' +
    'getOrders listEvents findIpList findUserList findRiskListPolicy getPipelineLogs listWebhooks ' +
    'getWebhookLogs queryLdapLog queryLdapSubEntries',
  pageNo:
    'pendList closedList logList',
  pagination:
    'getUserActionLogs getAdminAuditLogs',
  options:
    'listPublicAccounts listUsers listApplicationActiveUsers listTenantUsers',
};
