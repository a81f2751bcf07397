// Written by xtask/genauth.mjs.
import type {
  ApiCallOptions,
  App,
  Department,
  Envelope,
  Group,
  ListUsersOptions,
  Organization,
  Page,
  Role,
  Tenant,
  User,
  UserFilter,
} from './genauth-models.js'

/** The methods of the management API, one for each row of its table. */
export interface ManagementMethods {
  /** `GET /api/v3/list-post`: `PostPaginatedRespDto` */
  postList(params?: {
    keywords?: string | undefined
    skipCount?: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    withMetadata?: boolean | undefined
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    flatCustomData?: boolean | undefined
    /** Default: `false`. */
    metadataNoFieldId?: boolean | undefined
    createdAfter?: unknown
    createdBefore?: unknown
    updatedAfter?: unknown
    updatedBefore?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/list-post`: `PostPaginatedRespDto` */
  postListBatch(params?: {
    keywords?: string | undefined
    skipCount?: unknown
    page?: number | undefined
    limit?: number | undefined
    withMetadata?: boolean | undefined
    withCustomData?: boolean | undefined
    flatCustomData?: boolean | undefined
    metadataNoFieldId?: string | undefined
    createdAfter?: unknown
    createdBefore?: unknown
    updatedAfter?: unknown
    updatedBefore?: unknown
    postCodes?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-post`: `CreatePostDto` */
  getPost(params: {
    code: string
    withCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-posts`: `PostListRespDto` */
  getUserPosts(params: {
    userId: string
    withCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-post`: `CreatePostDto` */
  getUserPost(params: {
    userId: string
    withCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-post-by-id`: `PostRespDto` */
  getPostById(params?: {
    idList?: unknown
    withCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-post`: `CreatePostRespDto` */
  createPost(params: {
    code: string
    name: string
    id?: unknown
    description?: string | undefined
    departmentIdList?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-post`: `CreatePostRespDto` */
  updatePost(params: {
    code: string
    name: string
    id?: unknown
    description?: string | undefined
    departmentIdList?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/remove-post`: `CommonResponseDto` */
  removePost(params: {
    code: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/set-user-posts`: `CommonResponseDto` */
  setUserPosts(params: {
    postIds: readonly string[]
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/user-connection-post`: `CommonResponseDto` */
  userConnectionPost(params: {
    userId: string
    postId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/filter`: `FunctionModelValueListResDto` */
  listRow(params: {
    modelId: string
    keywords?: string | undefined
    conjunction?: unknown
    conditions?: unknown
    sort?: unknown
    page?: number | undefined
    limit?: number | undefined
    fetchAll?: unknown
    withPath?: boolean | undefined
    showFieldId?: string | undefined
    previewRelation?: unknown
    getRelationFieldDetail?: unknown
    scope?: unknown
    filterRelation?: unknown
    expand?: unknown
    getNestData?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/metadata/get-row`: `FunctionModelValueResDto` */
  getRow(params: {
    modelId: string
    rowId: string
    /** Default: `false`. */
    showFieldId?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/metadata/get-row-by-value`: `FunctionModelValueResDto` */
  getRowByValue(params: {
    modelId: string
    key: unknown
    value: unknown
    /** Default: `false`. */
    showFieldId?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /get-row-batch`: `MetadataListResDto` */
  getRowBatch(params: {
    rowIds: unknown
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/create-row`: `FunctionModelValueResDto` */
  createRow(params: {
    data: unknown
    modelId: string
    rowId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/update-row`: `FunctionModelValueResDto` */
  updateRow(params: {
    data: unknown
    rowId: string
    modelId: string
    showFieldId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/remove-row`: `CommonResponseDto` */
  removeRow(params: {
    rowIdList: unknown
    modelId: string
    recursive?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/create-model`: `FunctionModelResDto` */
  createModel(params: {
    parentKey: unknown
    enable: unknown
    type: unknown
    description: string
    name: string
    dataType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/metadata/get-model`: `FunctionModelResDto` */
  getModel(params: {
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/metadata/list-model`: `FunctionModelListDto` */
  listModel(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/remove-model`: `CommonResponseDto` */
  removeModel(params: {
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/update-model`: `FunctionModelResDto` */
  updateModel(params: {
    showFieldKey: unknown
    config: unknown
    fieldOrder: unknown
    type: unknown
    parentKey: unknown
    enable: unknown
    description: string
    name: string
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/create-field`: `FunctionModelFieldResDto` */
  createField(params: {
    userVisible: unknown
    relationOptionalRange: unknown
    relationShowKey: unknown
    relationMultiple: unknown
    relationType: unknown
    forLogin: unknown
    fuzzySearch: unknown
    dropDown: unknown
    format: unknown
    regexp: unknown
    min: unknown
    max: unknown
    maxLength: unknown
    unique: unknown
    require: unknown
    default: unknown
    help: unknown
    editable: unknown
    show: unknown
    type: unknown
    key: unknown
    name: string
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/update-field`: `FunctionModelFieldResDto` */
  updateField(params: {
    userVisible: unknown
    relationOptionalRange: unknown
    relationShowKey: unknown
    forLogin: unknown
    fuzzySearch: unknown
    dropDown: unknown
    format: unknown
    regexp: unknown
    min: unknown
    max: unknown
    maxLength: unknown
    unique: unknown
    require: unknown
    default: unknown
    help: unknown
    editable: unknown
    show: unknown
    name: string
    modelId: string
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/remove-field`: `CommonResponseDto` */
  remoteField(params: {
    modelId: string
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/metadata/list-field`: `FunctionFieldListResDto` */
  listField(params: {
    modelId: string
    from: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/export`: `CommonResponseDto` */
  exportMetadata(params: {
    idList: unknown
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/import`: `CommonResponseDto` */
  importMetadata(params: {
    file: unknown
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/metadata/get-import-template`: `GetImportTemplateResDto` */
  getImportTemplate(params: {
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/create-operate`: `CommonResponseDto` */
  createOperate(params: {
    show: unknown
    icon: unknown
    config: unknown
    operateName: unknown
    operateKey: unknown
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/remove-operate`: `CommonResponseDto` */
  removeOperate(params: {
    customConfig: unknown
    modelId: string
    id: unknown
    fieldId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/execute-operate`: `CommonResponseDto` */
  executeOperate(params: {
    customConfig: unknown
    modelId: string
    id: unknown
    fieldId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/copy-operate`: `CommonResponseDto` */
  copyOperate(params: {
    customConfig: unknown
    modelId: string
    id: unknown
    fieldId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/metadata/list-operate`: `OperateModelDto` */
  listOperate(params: {
    modelId: string
    keywords?: string | undefined
    fieldId?: string | undefined
    showCreated?: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/metadata/all-operate`: `OperateModelDto` */
  listOperateAll(params: {
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/update-operate`: `CommonResponseDto` */
  updateOperate(params: {
    icon: unknown
    config: unknown
    operateName: unknown
    operateKey: unknown
    show: unknown
    modelId: string
    id: unknown
    fieldId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/get-relation-info`: `CommonResponseDto` */
  getRelationInfo(params: {
    idList: unknown
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/create-row-relation`: `CommonResponseDto` */
  createRowRelation(params: {
    valueList: unknown
    rowId: string
    fieldId: string
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/metadata/get-row-relation`: `RelationValueListResDto` */
  getRelationValue(params: {
    modelId: string
    fieldId: string
    rowId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/remove-row-relation`: `CommonResponseDto` */
  removeRelationValue(params: {
    value: unknown
    fieldIds: unknown
    rowId: string
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/export/model`: `CommonResponseDto` */
  exportModel(params: {
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/import/model`: `CommonResponseDto` */
  importModel(params: {
    file: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/metadata/get-all-metadata`: `FunctionModelValueListResDto` */
  getAllMetadata(params: {
    modelId: string
    conjunction?: unknown
    conditions?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/metadata/get-row-relation-details`: `RelationValueListResDto` */
  getRelationDetails(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/relation-search`: `RelationValueListResDto` */
  relationSearch(params: {
    fieldId: string
    modelId: string
    keywords?: string | undefined
    page?: number | undefined
    limit?: number | undefined
    showFieldId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/copy-row-relation`: `RelationValueListResDto` */
  copyRowRelation(params: {
    relationRowId: string
    rowId: string
    modelId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/get-all-row-by-scrollid`: `GetAllRowByScrollidResDto` */
  getAllMetadataRow(params: {
    size: unknown
    modelId: string
    scrollId?: string | undefined
    id?: unknown
    query?: unknown
    getRelationDetails?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/group`: `FunctionModelValueListResDto` */
  getMetadataGroupList(params: {
    groupId: string
    keyword?: string | undefined
    sort?: unknown
    page?: number | undefined
    limit?: number | undefined
    getNestData?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/metadata/ueba/capture`: `CreateUEBARespDto` */
  capture(params: {
    data: unknown
    modelId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-device-by-user`: `CommonResponseDto` */
  deleteDevice(params: {
    userId: string
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/suspend-device-by-user`: `CommonResponseDto` */
  suspendDevice(params: {
    endTime: unknown
    userId: string
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/disable-device-by-user`: `CommonResponseDto` */
  disableDevice(params: {
    id: unknown
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/enable-device-by-user`: `CommonResponseDto` */
  enableDevice(params: {
    id: unknown
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/device-status`: `DeviceStatusRespDto` */
  getDeviceStatus(params: {
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-public-accounts`: `PublicAccountPaginatedRespDto` */
  listPublicAccounts(params?: {
    keywords?: string | undefined
    advancedFilter?: readonly UserFilter[] | undefined
    searchQuery?: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-public-account`: `PublicAccountSingleRespDto` */
  getPublicAccount(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-public-account-batch`: `PublicAccountListRespDto` */
  getPublicAccountBatch(params: {
    userIds: string | readonly string[]
    /** Default: `user_id`. */
    userIdType?: string | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-public-account`: `PublicAccountSingleRespDto` */
  createPublicAccount(params?: {
    status?: unknown
    email?: string | undefined
    phone?: string | undefined
    phoneCountryCode?: string | undefined
    username?: string | undefined
    externalId?: string | undefined
    name?: string | undefined
    nickname?: string | undefined
    photo?: string | undefined
    gender?: 'M' | 'F' | 'U' | undefined
    emailVerified?: unknown
    phoneVerified?: unknown
    birthdate?: string | undefined
    country?: string | undefined
    province?: string | undefined
    city?: string | undefined
    address?: string | undefined
    streetAddress?: string | undefined
    postalCode?: string | undefined
    company?: string | undefined
    browser?: unknown
    device?: unknown
    givenName?: string | undefined
    familyName?: string | undefined
    middleName?: string | undefined
    profile?: unknown
    preferredUsername?: string | undefined
    website?: string | undefined
    zoneinfo?: string | undefined
    locale?: string | undefined
    formatted?: string | undefined
    region?: string | undefined
    password?: string | undefined
    salt?: unknown
    otp?: unknown
    departmentIds?: readonly string[] | undefined
    customData?: Record<string, unknown> | undefined
    identityNumber?: string | undefined
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-public-accounts-batch`: `PublicAccountListRespDto` */
  createPublicAccountsBatch(params: {
    list: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-public-account`: `PublicAccountSingleRespDto` */
  updatePublicAccount(params: {
    userId: string
    phoneCountryCode?: string | undefined
    name?: string | undefined
    nickname?: string | undefined
    photo?: string | undefined
    externalId?: string | undefined
    status?: unknown
    emailVerified?: unknown
    phoneVerified?: unknown
    birthdate?: string | undefined
    country?: string | undefined
    province?: string | undefined
    city?: string | undefined
    address?: string | undefined
    streetAddress?: string | undefined
    postalCode?: string | undefined
    gender?: 'M' | 'F' | 'U' | undefined
    username?: string | undefined
    email?: string | undefined
    phone?: string | undefined
    password?: string | undefined
    company?: string | undefined
    browser?: unknown
    device?: unknown
    givenName?: string | undefined
    familyName?: string | undefined
    middleName?: string | undefined
    profile?: unknown
    preferredUsername?: string | undefined
    website?: string | undefined
    zoneinfo?: string | undefined
    locale?: string | undefined
    formatted?: string | undefined
    region?: string | undefined
    identityNumber?: string | undefined
    customData?: Record<string, unknown> | undefined
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-public-account-batch`: `PublicAccountListRespDto` */
  updatePublicAccountBatch(params: {
    list: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-public-accounts-batch`: `IsSuccessRespDto` */
  deletePublicAccountsBatch(params: {
    userIds: readonly string[]
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/kick-public-accounts`: `IsSuccessRespDto` */
  kickPublicAccounts(params: {
    appIds: readonly string[]
    userId: string
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/transfer-into-public-account`: `IsSuccessRespDto` */
  changeIntoPublicAccount(params: {
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-public-accounts-of-user`: `PublicAccountPaginatedRespDto` */
  getPublicAccountsOfUser(params: {
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-users-of-public-account`: `PublicAccountPaginatedRespDto` */
  getUsersOfPublicAccount(params: {
    publicAccountId: string
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/set-public-account-of-users`: `IsSuccessRespDto` */
  bindUsersPublicAccount(params: {
    publicAccountId: string
    userIds: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/set-user-of-public-accounts`: `IsSuccessRespDto` */
  setuserOfPublicAccount(params: {
    userId: string
    publicAccountIds: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/unbind-public-account-of-user`: `IsSuccessRespDto` */
  unbindUsersPublicAccount(params: {
    userId: string
    publicAccountId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-organization`: `OrganizationSingleRespDto` */
  getOrganization(params: {
    organizationCode: string
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withPost?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Organization>>
  /** `GET /api/v3/get-organization-batch`: `OrganizationListRespDto` */
  getOrganizationsBatch(params: {
    organizationCodeList: unknown
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withPost?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-organizations`: `OrganizationPaginatedRespDto` */
  listOrganizations(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    fetchAll?: boolean | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withPost?: boolean | undefined
    tenantId?: string | undefined
    status?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<Organization>>>
  /** `POST /api/v3/create-organization`: `OrganizationSingleRespDto` */
  createOrganization(params: {
    metadata: unknown
    organizationName: unknown
    organizationCode: string
    description?: string | undefined
    openDepartmentId?: string | undefined
    i18n?: unknown
    tenantId?: string | undefined
    postIdList?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Organization>>
  /** `POST /api/v3/update-organization`: `OrganizationSingleRespDto` */
  updateOrganization(params: {
    organizationCode: string
    description?: string | undefined
    openDepartmentId?: string | undefined
    leaderUserIds?: unknown
    i18n?: unknown
    tenantId?: string | undefined
    organizationNewCode?: string | undefined
    organizationName?: unknown
    postIdList?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Organization>>
  /** `POST /api/v3/delete-organization`: `IsSuccessRespDto` */
  deleteOrganization(params: {
    organizationCode: string
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/search-organizations`: `OrganizationPaginatedRespDto` */
  searchOrganizations(params: {
    keywords: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Organization>>>
  /** `POST /api/v3/update-organization-status`: `IsSuccessRespDto` */
  updateOrganizationStatus(params: {
    rootNodeId: string
    status?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-department`: `DepartmentSingleRespDto` */
  getDepartment(params?: {
    organizationCode?: string | undefined
    departmentId?: string | undefined
    departmentCode?: string | undefined
    /** Default: `department_id`. */
    departmentIdType?: string | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    flatCustomData?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Department>>
  /** `POST /api/v3/get-department-available-app`: `DepartmentSingleRespDto` */
  getDepartmentAllApp(params: {
    departmentId: string
    tenantId?: string | undefined
    appTypeList?: unknown
    withCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Department>>
  /** `POST /api/v3/create-department`: `DepartmentSingleRespDto` */
  createDepartment(params: {
    organizationCode: string
    name: string
    parentDepartmentId: string
    metadata: unknown
    openDepartmentId?: string | undefined
    description?: string | undefined
    code?: string | undefined
    isVirtualNode?: unknown
    i18n?: unknown
    customData?: Record<string, unknown> | undefined
    departmentIdType?: string | undefined
    postIdList?: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Department>>
  /** `POST /api/v3/update-department`: `DepartmentSingleRespDto` */
  updateDepartment(params: {
    organizationCode: string
    departmentId: string
    metadata: unknown
    leaderUserIds?: unknown
    description?: string | undefined
    code?: string | undefined
    i18n?: unknown
    status?: unknown
    name?: string | undefined
    departmentIdType?: string | undefined
    parentDepartmentId?: string | undefined
    customData?: Record<string, unknown> | undefined
    postIdList?: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Department>>
  /** `POST /api/v3/delete-department`: `IsSuccessRespDto` */
  deleteDepartment(params: {
    organizationCode: string
    departmentId: string
    departmentIdType?: string | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/search-departments`: `DepartmentListRespDto` */
  searchDepartments(params: {
    keywords: string
    organizationCode: string
    withCustomData?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Department[]>>
  /** `POST /api/v3/search-departments-list`: `DepartmentListRespDto` */
  searchDepartmentsList(params: {
    organizationCode: string
    withCustomData?: boolean | undefined
    withPost?: boolean | undefined
    page?: number | undefined
    limit?: number | undefined
    advancedFilter?: readonly UserFilter[] | undefined
    sortBy?: string | undefined
    orderBy?: string | undefined
    sort?: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Department[]>>
  /** `GET /api/v3/list-children-departments`: `DepartmentPaginatedRespDto` */
  listChildrenDepartments(params: {
    organizationCode: string
    departmentId: string
    status?: unknown
    /** Default: `department_id`. */
    departmentIdType?: string | undefined
    /** Default: `false`. */
    excludeVirtualNode?: boolean | undefined
    /** Default: `false`. */
    onlyVirtualNode?: boolean | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Department>>>
  /** `GET /api/v3/get-all-departments`: `DepartmentPaginatedRespDto` */
  getAllDepartments(params: {
    organizationCode: string
    /** Default: `root`. */
    departmentId?: string | undefined
    /** Default: `department_id`. */
    departmentIdType?: string | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Department>>>
  /** `GET /api/v3/list-department-members`: `UserPaginatedRespDto` */
  listDepartmentMembers(params: {
    organizationCode: string
    departmentId: string
    /** Default: `JoinDepartmentAt`. */
    sortBy?: string | undefined
    /** Default: `Desc`. */
    orderBy?: string | undefined
    /** Default: `department_id`. */
    departmentIdType?: string | undefined
    /** Default: `false`. */
    includeChildrenDepartments?: boolean | undefined
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withIdentities?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<User>>>
  /** `GET /api/v3/list-department-member-ids`: `UserIdListRespDto` */
  listDepartmentMemberIds(params: {
    organizationCode: string
    departmentId: string
    /** Default: `department_id`. */
    departmentIdType?: string | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/search-department-members`: `UserPaginatedRespDto` */
  searchDepartmentMembers(params: {
    organizationCode: string
    departmentId: string
    keywords: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `department_id`. */
    departmentIdType?: string | undefined
    /** Default: `false`. */
    includeChildrenDepartments?: boolean | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withIdentities?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<User>>>
  /** `POST /api/v3/add-department-members`: `IsSuccessRespDto` */
  addDepartmentMembers(params: {
    userIds: readonly string[]
    organizationCode: string
    departmentId: string
    departmentIdType?: string | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/remove-department-members`: `IsSuccessRespDto` */
  removeDepartmentMembers(params: {
    userIds: readonly string[]
    organizationCode: string
    departmentId: string
    departmentIdType?: string | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-parent-department`: `DepartmentSingleRespDto` */
  getParentDepartment(params: {
    organizationCode: string
    departmentId: string
    /** Default: `department_id`. */
    departmentIdType?: string | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Department>>
  /** `GET /api/v3/is-user-in-department`: `IsUserInDepartmentRespDto` */
  isUserInDepartment(params: {
    userId: string
    organizationCode: string
    departmentId: string
    /** Default: `department_id`. */
    departmentIdType?: string | undefined
    /** Default: `false`. */
    includeChildrenDepartments?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-department-by-id`: `DepartmentSingleRespDto` */
  getDepartmentById(params: {
    departmentId: string
    tenantId?: string | undefined
    appTypeList?: unknown
    /** Default: `false`. */
    withCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Department>>
  /** `POST /api/v3/create-department-tree`: `CreateDepartmentTreeRespDto` */
  createDepartmentTree(params: {
    name: string
    children?: unknown
    members?: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-department-sync-relations`: `SyncRelationListRespDto` */
  getDepartmentSyncRelations(params: {
    organizationCode: string
    departmentId?: string | undefined
    /** Default: `department_id`. */
    departmentIdType?: string | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-department-sync-relations`: `IsSuccessRespDto` */
  deleteDepartmentSyncRelations(params: {
    provider: unknown
    departmentId: string
    organizationCode: string
    departmentIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-department-status`: `Node` */
  updateNodeStatus(params: {
    status: unknown
    departmentId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-users`: `UserPaginatedRespDto` */
  listUsers(params?: {
    keywords?: string | undefined
    advancedFilter?: readonly UserFilter[] | undefined
    searchQuery?: unknown
    options?: ListUsersOptions | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<User>>>
  /** `GET /api/v3/list-users`: `UserPaginatedRespDto` */
  listUsersLegacy(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    status?: unknown
    updatedAtStart?: unknown
    updatedAtEnd?: unknown
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withPost?: boolean | undefined
    /** Default: `false`. */
    withIdentities?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
    /** Default: `false`. */
    withUserPasswordExpireTime?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<User>>>
  /** `GET /api/v3/get-user`: `UserSingleRespDto` */
  getUser(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
    /** Default: `false`. */
    flatCustomData?: boolean | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withPost?: boolean | undefined
    /** Default: `false`. */
    withIdentities?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `GET /api/v3/get-user-batch`: `UserListRespDto` */
  getUserBatch(params: {
    userIds: string | readonly string[]
    /** Default: `user_id`. */
    userIdType?: string | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    flatCustomData?: boolean | undefined
    /** Default: `false`. */
    withIdentities?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<User[]>>
  /** `POST /api/v3/users/field/decrypt`: `UserFieldDecryptRespDto` */
  userFieldDecrypt(params: {
    data: unknown
    privateKey: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-user`: `UserSingleRespDto` */
  createUser(params?: {
    status?: unknown
    email?: string | undefined
    phone?: string | undefined
    phoneCountryCode?: string | undefined
    username?: string | undefined
    externalId?: string | undefined
    name?: string | undefined
    nickname?: string | undefined
    photo?: string | undefined
    gender?: 'M' | 'F' | 'U' | undefined
    emailVerified?: unknown
    phoneVerified?: unknown
    birthdate?: string | undefined
    country?: string | undefined
    province?: string | undefined
    city?: string | undefined
    address?: string | undefined
    streetAddress?: string | undefined
    postalCode?: string | undefined
    company?: string | undefined
    browser?: unknown
    device?: unknown
    givenName?: string | undefined
    familyName?: string | undefined
    middleName?: string | undefined
    profile?: unknown
    preferredUsername?: string | undefined
    website?: string | undefined
    zoneinfo?: string | undefined
    locale?: string | undefined
    formatted?: string | undefined
    region?: string | undefined
    password?: string | undefined
    salt?: unknown
    tenantIds?: readonly string[] | undefined
    otp?: unknown
    departmentIds?: readonly string[] | undefined
    customData?: Record<string, unknown> | undefined
    metadataSource?: unknown
    identities?: unknown
    identityNumber?: string | undefined
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `POST /api/v3/create-users-batch`: `UserListRespDto` */
  createUsersBatch(params: {
    list: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<User[]>>
  /** `POST /api/v3/update-user`: `UserSingleRespDto` */
  updateUser(params: {
    userId: string
    phoneCountryCode?: string | undefined
    name?: string | undefined
    nickname?: string | undefined
    photo?: string | undefined
    externalId?: string | undefined
    status?: unknown
    emailVerified?: unknown
    phoneVerified?: unknown
    birthdate?: string | undefined
    country?: string | undefined
    province?: string | undefined
    city?: string | undefined
    address?: string | undefined
    streetAddress?: string | undefined
    postalCode?: string | undefined
    gender?: 'M' | 'F' | 'U' | undefined
    username?: string | undefined
    email?: string | undefined
    phone?: string | undefined
    password?: string | undefined
    company?: string | undefined
    browser?: unknown
    device?: unknown
    givenName?: string | undefined
    familyName?: string | undefined
    middleName?: string | undefined
    profile?: unknown
    preferredUsername?: string | undefined
    website?: string | undefined
    zoneinfo?: string | undefined
    locale?: string | undefined
    formatted?: string | undefined
    region?: string | undefined
    identityNumber?: string | undefined
    customData?: Record<string, unknown> | undefined
    metadata?: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<User>>
  /** `POST /api/v3/update-user-batch`: `UserListRespDto` */
  updateUserBatch(params: {
    list: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<User[]>>
  /** `POST /api/v3/delete-users-batch`: `IsSuccessRespDto` */
  deleteUsersBatch(params: {
    userIds: readonly string[]
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-user-identities`: `IdentityListRespDto` */
  getUserIdentities(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-roles`: `RolePaginatedRespDto` */
  getUserRoles(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Role>>>
  /** `GET /api/v3/get-user-principal-authentication-info`: `PrincipalAuthenticationInfoPaginatedRespDto` */
  getUserPrincipalAuthenticationInfo(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/reset-user-principal-authentication-info`: `IsSuccessRespDto` */
  resetUserPrincipalAuthenticationInfo(params: {
    userId: string
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-user-departments`: `UserDepartmentPaginatedRespDto` */
  getUserDepartments(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withDepartmentPaths?: boolean | undefined
    /** Default: `JoinDepartmentAt`. */
    sortBy?: string | undefined
    /** Default: `Desc`. */
    orderBy?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Department>>>
  /** `POST /api/v3/set-user-departments`: `IsSuccessRespDto` */
  setUserDepartments(params: {
    userId: string
    departments: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-user-groups`: `GroupPaginatedRespDto` */
  getUserGroups(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Group>>>
  /** `GET /api/v3/get-user-mfa-info`: `UserMfaSingleRespDto` */
  getUserMfaInfo(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-archived-users`: `ListArchivedUsersSingleRespDto` */
  listArchivedUsers(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    startAt?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/kick-users`: `IsSuccessRespDto` */
  kickUsers(params: {
    appIds: readonly string[]
    userId: string
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/is-user-exists`: `IsUserExistsRespDto` */
  isUserExists(params?: {
    username?: string | undefined
    email?: string | undefined
    phone?: string | undefined
    externalId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-accessible-apps`: `AppListRespDto` */
  getUserAccessibleApps(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-authorized-apps`: `AppListRespDto` */
  getUserAuthorizedApps(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/has-any-role`: `HasAnyRoleRespDto` */
  hasAnyRole(params: {
    roles: unknown
    userId: string
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-login-history`: `UserLoginHistoryPaginatedRespDto` */
  getUserLoginHistory(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
    appId?: string | undefined
    clientIp?: string | undefined
    start?: unknown
    end?: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-user-loggedin-apps`: `UserLoggedInAppsListRespDto` */
  getUserLoggedinApps(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-logged-in-identities`: `UserLoggedInIdentitiesRespDto` */
  getUserLoggedinIdentities(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/resign-user`: `ResignUserRespDto` */
  resignUser(params: {
    userId: string
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/resign-user-batch`: `ResignUserRespDto` */
  resignUserBatch(params: {
    userIds: readonly string[]
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-authorized-resources`: `AuthorizedResourcePaginatedRespDto` */
  getUserAuthorizedResources(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
    namespace?: string | undefined
    resourceType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/check-session-status`: `CheckSessionStatusRespDto` */
  checkSessionStatus(params: {
    appId: string
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/import-otp`: `CommonResponseDto` */
  importOtp(params: {
    list: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/get-otp-secret-by-user`: `GetOtpSecretRespDto` */
  getOtpSecretByUser(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-user-password-ciphertext`: `GetUserPasswordCiphertextRespDto` */
  getUserPasswordCiphertext(params: {
    userId: string
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/link-identity`: `LinkIdentityResDto` */
  linkIdentity(params: {
    userIdInIdp: unknown
    userId: string
    extIdpId: string
    type?: unknown
    isSocial?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/unlink-identity`: `UnlinkIdentityResDto` */
  unlinkIdentity(params: {
    userId: string
    extIdpId: string
    type?: unknown
    isSocial?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/set-mfa-status`: `IsSuccessRespDto` */
  setUsersMfaStatus(params: {
    mfaTriggerData: unknown
    userId: string
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-mfa-status`: `GetMapInfoRespDto` */
  getUserMfaStatus(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-sync-relations`: `SyncRelationListRespDto` */
  getUserSyncRelations(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-user-sync-relations`: `IsSuccessRespDto` */
  deleteUserSyncRelations(params: {
    provider: unknown
    userId: string
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/batch-get-user-encrypt-password`: `GetUserEncryptPasswordBatchRespDto` */
  getUserEncryptPasswordBatch(params: {
    userIds: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-roles-of-public-account`: `PublicAccountPaginatedRespDto` */
  getPublicAccountRoles(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
    /** Default: `default`. */
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-public-accounts-of-role`: `PublicAccountPaginatedRespDto` */
  getPublicAccountsOfRole(params: {
    roleId: string
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/set-public-account-of-roles`: `IsSuccessRespDto` */
  bindPublicAccountOfRoles(params: {
    roleIds: readonly string[]
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-public-accounts-of-group`: `PublicAccountPaginatedRespDto` */
  getPublicAccountsOfGroup(params: {
    groupId: string
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-groups-of-public-account`: `GroupPaginatedRespDto` */
  getGroupsOfPublicAccount(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Group>>>
  /** `POST /api/v3/set-public-account-of-groups`: `IsSuccessRespDto` */
  getPublicAccountOfGroups(params: {
    groupIds: readonly string[]
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-public-accounts-of-department`: `PublicAccountPaginatedRespDto` */
  getPublicAccountsOfDepartment(params: {
    departmentId: string
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-departments-of-public-account`: `UserDepartmentPaginatedRespDto` */
  getPublicAccountDepartments(params: {
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withDepartmentPaths?: boolean | undefined
    /** Default: `JoinDepartmentAt`. */
    sortBy?: string | undefined
    /** Default: `Desc`. */
    orderBy?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Department>>>
  /** `POST /api/v3/set-public-account-of-departments`: `IsSuccessRespDto` */
  setPublicAccountOfDepartments(params: {
    userId: string
    departments: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/resign-public-account-batch`: `ResignUserRespDto` */
  resignPublicAccountBatch(params: {
    userIds: readonly string[]
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-post-of-public-account`: `CreatePostDto` */
  getPostOfPublicUser(params: {
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-public-accounts-of-post`: `PublicAccountPaginatedRespDto` */
  getPublicAccountsOfPost(params: {
    postId: string
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/set-public-account-of-post`: `IsSuccessRespDto` */
  setPublicAccountOfnPost(params: {
    userId: string
    postId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/unbind-public-account-of-post`: `IsSuccessRespDto` */
  unbindPublicAccountOfPost(params: {
    userId: string
    postId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-sync-task`: `SyncTaskSingleRespDto` */
  getSyncTask(params: {
    syncTaskId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-sync-tasks`: `SyncTaskPaginatedRespDto` */
  listSyncTasks(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/create-sync-task`: `SyncTaskPaginatedRespDto` */
  createSyncTask(params: {
    fieldMapping: unknown
    syncTaskTrigger: unknown
    syncTaskFlow: unknown
    clientConfig: unknown
    syncTaskType: unknown
    syncTaskName: unknown
    organizationCode?: string | undefined
    provisioningScope?: unknown
    timedScheduler?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/update-sync-task`: `SyncTaskPaginatedRespDto` */
  updateSyncTask(params: {
    syncTaskId: string
    syncTaskName?: unknown
    syncTaskType?: unknown
    clientConfig?: unknown
    syncTaskFlow?: unknown
    syncTaskTrigger?: unknown
    organizationCode?: string | undefined
    provisioningScope?: unknown
    fieldMapping?: unknown
    timedScheduler?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/trigger-sync-task`: `TriggerSyncTaskRespDto` */
  triggerSyncTask(params: {
    syncTaskId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-sync-job`: `SyncJobSingleRespDto` */
  getSyncJob(params: {
    syncJobId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-sync-jobs`: `SyncJobPaginatedRespDto` */
  listSyncJobs(params: {
    syncTaskId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    syncTrigger?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/list-sync-job-logs`: `TriggerSyncTaskRespDto` */
  listSyncJobLogs(params: {
    syncJobId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    success?: unknown
    action?: string | undefined
    objectType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-sync-risk-operations`: `SyncRiskOperationPaginatedRespDto` */
  listSyncRiskOperations(params: {
    syncTaskId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    status?: unknown
    objectType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/trigger-sync-risk-operations`: `TriggerSyncRiskOperationsRespDto` */
  triggerSyncRiskOperations(params: {
    syncRiskOperationIds: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/cancel-sync-risk-operation`: `CancelSyncRiskOperationsRespDto` */
  cancelSyncRiskOperation(params: {
    syncRiskOperationIds: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-universal-invitation-settings`: `GetUniversalInvitationRespDto` */
  getUniversalInvitation(params?: {
    /** Default: `false`. */
    withDepartmentDetail?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-universal-invitation-settings`: `GetUniversalInvitationRespDto` */
  updateUniversalInvitation(params?: {
    adminInvitationConfig?: unknown
    memberInvitationConfig?: unknown
    enabledMemberInvitation?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/generate-universal-invitation-link`: `GenerateInvitationLinkRespDto` */
  generateUniversalInvitation(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/filter-universal-invitation-applicants`: `PaginationUniversalInvitationApplicantRespDto` */
  filter(params?: {
    page?: number | undefined
    limit?: number | undefined
    keywords?: string | undefined
    filter?: unknown
    withInvitorDetail?: boolean | undefined
    withOperatorDetail?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/batch-approval-universal-invitation-applicants`: `IsSuccessRespDto` */
  approval(params: {
    applicantIds: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/batch-reject-universal-invitation-applicant`: `IsSuccessRespDto` */
  reject(params: {
    applicantIds: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/list-invitation-policies`: `PaginationInvitationPolicyRespDto` */
  listInvitationPolicies(params?: {
    page?: number | undefined
    limit?: number | undefined
    keywords?: string | undefined
    filter?: unknown
    withCreatorDetail?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-invitation-policy`: `GetInvitationPolicyRespDto` */
  createInvitationPolicy(params: {
    name: string
    inviteMethod?: unknown
    inviteLinkConfig?: unknown
    defaultPasswordConfig?: unknown
    showPasswordInInviteEmail?: unknown
    enabledIdentifierVerify?: unknown
    sendVerifyCodeMethod?: unknown
    enabledInfoFill?: unknown
    registerInfoFillMsg?: unknown
    enabledExtIdp?: unknown
    allowSkipBindExtIdp?: unknown
    extIdpBindMsg?: unknown
    extIdpConnIds?: unknown
    extendsFields?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-invitation-policy`: `GetInvitationPolicyRespDto` */
  getPolicyDetailById(params: {
    policyId: string
    rosterId?: string | undefined
    /** Default: `false`. */
    withCreatorDetail?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/copy-invitation-policy-by-id`: `GetInvitationPolicyRespDto` */
  copyInvitationPolicyById(params: {
    policyId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-invitation-policy`: `GetInvitationPolicyRespDto` */
  updateInvitationPolicy(params: {
    policyId: string
    name?: string | undefined
    inviteMethod?: unknown
    inviteLinkConfig?: unknown
    defaultPasswordConfig?: unknown
    showPasswordInInviteEmail?: unknown
    enabledIdentifierVerify?: unknown
    sendVerifyCodeMethod?: unknown
    enabledInfoFill?: unknown
    registerInfoFillMsg?: unknown
    enabledExtIdp?: unknown
    allowSkipBindExtIdp?: unknown
    extIdpBindMsg?: unknown
    extIdpConnIds?: unknown
    extendsFields?: unknown
    inviteEmailTemplateType?: unknown
    welcomeEmailTemplateType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-invitation-policy-extends-fields`: `GetExtendsFieldsRespDto` */
  listRegisterExtendsFields(params: {
    policyId: string
    rosterId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-invitation-policy-extends-fields`: `GetExtendsFieldsRespDto` */
  updateRegisterExtendsFields(params: {
    extendsField: unknown
    action: string
    policyId: string
    newOrder?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-invitation-policies-batch`: `IsSuccessRespDto` */
  batchDeleteInvitationPolicies(params: {
    policyIds: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-invitation-policy-user-attribution`: `UserAttributionSingleRespDto` */
  getPolicyUserAttributionDetail(params: {
    id: unknown
    withTargetDetail?: boolean | undefined
    withDepartmentExtInfo?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-invitation-policy-user-attributions`: `UserAttributionPaginationRespDto` */
  listPolicyUserAttributionDetail(params: {
    policyId: string
    targetType: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    withTargetDetail?: boolean | undefined
    withDepartmentExtInfo?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/add-invitation-policy-user-attribution`: `UserAttributionSingleRespDto` */
  addPolicyUserAttribution(params: {
    targetType: unknown
    targetIdentifier: string
    policyId: string
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/add-invitation-policy-user-attributions-batch`: `IsSuccessRespDto` */
  addPolicyUserAttributionsBatch(params: {
    targets: unknown
    policyId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/set-invitation-policy-user-attribution-main-department`: `IsSuccessRespDto` */
  setUserAttributionMainDepartment(params: {
    policyId: string
    departmentId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/remove-invitation-policy-user-attribution-main-department`: `IsSuccessRespDto` */
  removeUserAttributionMainDepartment(params: {
    policyId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-invitation-policy-user-attribution-main-department`: `UserAttributionMainDepartmentRespDto` */
  getUserAttributionMainDepartment(params: {
    policyId: string
    withDepartmentDetail?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/remove-invitation-policy-user-attribution`: `IsSuccessRespDto` */
  removePolicyUserAttribution(params: {
    targetType: unknown
    targetIdentifier: string
    policyId: string
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/remove-invitation-policy-user-attributions-batch`: `IsSuccessRespDto` */
  removePolicyUserAttributionsBatch(params: {
    targets: unknown
    policyId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/get-invitation-policy-email-template`: `GetEmailTemplateRespDto` */
  getInviteEmailTemplate(params: {
    scene: unknown
    policyId: string
    rosterId?: string | undefined
    templateType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-invitation-policy-email-template`: `GetEmailTemplateRespDto` */
  updateInviteEmailTemplate(params: {
    type: unknown
    customizeEnabled: unknown
    name: string
    subject: unknown
    sender: unknown
    content: unknown
    expiresIn?: unknown
    redirectTo?: unknown
    tplEngine?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-invitation-rosters`: `InvitationRosterPaginationRespDto` */
  listInvitationRoster(params?: {
    page?: number | undefined
    limit?: number | undefined
    keywords?: string | undefined
    filter?: unknown
    withCreatorDetail?: boolean | undefined
    withUserCount?: boolean | undefined
    withAssignedPolicy?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-invitation-rosters-by-policy-id`: `InvitationRosterPaginationRespDto` */
  listInvitationRostersByPolicyId(params: {
    policyId: string
    page?: number | undefined
    limit?: number | undefined
    keywords?: string | undefined
    filter?: unknown
    withCreatorDetail?: boolean | undefined
    withUserCount?: boolean | undefined
    withAssignedPolicy?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-invitation-rosters-by-no-policy-id`: `InvitationRosterPaginationRespDto` */
  listInvitationRostersByNonPolicyId(params?: {
    page?: number | undefined
    limit?: number | undefined
    keywords?: string | undefined
    filter?: unknown
    withCreatorDetail?: boolean | undefined
    withUserCount?: boolean | undefined
    withAssignedPolicy?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-invitation-roster`: `InvitationRosterSingleRespDto` */
  getInvitationRoster(params: {
    rosterId: string
    /** Default: `false`. */
    withCreatorDetail?: boolean | undefined
    /** Default: `false`. */
    withUserCount?: boolean | undefined
    /** Default: `false`. */
    withAssignedPolicy?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-invitation-roster`: `InvitationRosterSingleRespDto` */
  createInvitationRoster(params: {
    name: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-invitation-roster-batch-bind-policy`: `IsSuccessRespDto` */
  batchBindPolicy(params: {
    rosterIds: unknown
    policyId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-invitation-roster-batch-unbind-policy`: `IsSuccessRespDto` */
  batchUnbindPolicy(params: {
    rosterIds: unknown
    policyId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-invitation-roster`: `InvitationRosterSingleRespDto` */
  updateInvitationRoster(params: {
    rosterId: string
    name?: string | undefined
    policyId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-invitation-roster`: `IsSuccessRespDto` */
  deleteInvitationRoster(params: {
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/delete-invitation-rosters-batch`: `IsSuccessRespDto` */
  deleteInvitationRosterBatch(params: {
    ids: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/send-roster-invitation`: `IsSuccessRespDto` */
  sendRosterInvitation(params: {
    rosterId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/send-roster-invitation-batch`: `IsSuccessRespDto` */
  sendRosterInvitationBatch(params: {
    inviteeIds: unknown
    rosterId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/revert-roster-invitation`: `IsSuccessRespDto` */
  revertRosterInvitation(params: {
    inviteeId: string
    rosterId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/revert-roster-invitation-batch`: `IsSuccessRespDto` */
  revertRosterInvitationBatch(params: {
    inviteeIds: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/quick-filter-invitees`: `QuickFilterInviteePaginationRespDto` */
  quickFilterInviteeList(params?: {
    page?: number | undefined
    limit?: number | undefined
    keywords?: string | undefined
    filter?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-invitation-invitees`: `InvitationUserPaginationRespDto` */
  filterUsers(params: {
    rosterId: string
    page?: number | undefined
    limit?: number | undefined
    keywords?: string | undefined
    filter?: unknown
    withCreatorDetail?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/batch-delete-invitation-invitees`: `IsSuccessRespDto` */
  deleteInvitees(params: {
    inviteeIds: unknown
    rosterId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/invitation-invitee/template`: `GetImportExportTemplateRespDto` */
  importTemplate(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/invitation-invitee/upload`: `GetImportExportTemplateRespDto` */
  upload(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/invitation-invitee/import`: `GetImportInviteeRespDto` */
  importUsers(params: {
    rosterId: string
    file: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/invitation-invitee/export`: `GetImportExportTemplateRespDto` */
  exportUsers(params: {
    rosterId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-group`: `GroupSingleRespDto` */
  getGroup(params: {
    code: string
    withCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Group>>
  /** `GET /api/v3/list-groups`: `GroupPaginatedRespDto` */
  listGroups(params?: {
    keywords?: string | undefined
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    withMetadata?: boolean | undefined
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    flatCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Group>>>
  /** `GET /api/v3/get-all-groups`: `GroupListRespDto` */
  getAllGroups(params?: {
    /** Default: `false`. */
    fetchMembers?: boolean | undefined
    withCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Group[]>>
  /** `POST /api/v3/create-group`: `GroupSingleRespDto` */
  createGroup(params: {
    type: unknown
    description: string
    name: string
    code: string
    customData?: Record<string, unknown> | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Group>>
  /** `POST /api/v3/create-or-update-group`: `CreateOrUpdateGroupRespDto` */
  createOrUpdateGroup(params: {
    type: unknown
    description: string
    name: string
    code: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-groups-batch`: `GroupListRespDto` */
  createGroupsBatch(params: {
    list: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Group[]>>
  /** `POST /api/v3/update-group`: `GroupSingleRespDto` */
  updateGroup(params: {
    description: string
    code: string
    name?: string | undefined
    newCode?: string | undefined
    customData?: Record<string, unknown> | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Group>>
  /** `POST /api/v3/delete-groups-batch`: `IsSuccessRespDto` */
  deleteGroupsBatch(params: {
    codeList: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/add-group-members`: `IsSuccessRespDto` */
  addGroupMembers(params: {
    userIds: readonly string[]
    code: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/remove-group-members`: `IsSuccessRespDto` */
  removeGroupMembers(params: {
    userIds: readonly string[]
    code: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/list-group-members`: `UserPaginatedRespDto` */
  listGroupMembers(params: {
    code: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withIdentities?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
    /** Default: `false`. */
    flatCustomData?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<User>>>
  /** `GET /api/v3/get-group-authorized-resources`: `AuthorizedResourceListRespDto` */
  getGroupAuthorizedResources(params: {
    code: string
    namespace?: string | undefined
    resourceType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-role`: `RoleSingleRespDto` */
  getRole(params: {
    code: string
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Role>>
  /** `POST /api/v3/assign-role`: `IsSuccessRespDto` */
  assignRole(params: {
    targets: unknown
    code: string
    endTime?: unknown
    enableTime?: unknown
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/assign-role-batch`: `IsSuccessRespDto` */
  assignRoleBatch(params: {
    targets: unknown
    roles: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/revoke-role`: `IsSuccessRespDto` */
  revokeRole(params: {
    targets: unknown
    code: string
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/revoke-role-batch`: `IsSuccessRespDto` */
  revokeRoleBatch(params: {
    targets: unknown
    roles: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-role-authorized-resources`: `RoleAuthorizedResourcePaginatedRespDto` */
  getRoleAuthorizedResources(params: {
    code: string
    namespace?: string | undefined
    resourceType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/list-role-members`: `UserPaginatedRespDto` */
  listRoleMembers(params: {
    code: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    withCustomData?: boolean | undefined
    /** Default: `false`. */
    withIdentities?: boolean | undefined
    /** Default: `false`. */
    withDepartmentIds?: boolean | undefined
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<User>>>
  /** `GET /api/v3/list-role-departments`: `RoleDepartmentListPaginatedRespDto` */
  listRoleDepartments(params: {
    code: string
    namespace?: string | undefined
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/create-role`: `RoleSingleRespDto` */
  createRole(params: {
    code: string
    name?: string | undefined
    namespace?: string | undefined
    description?: string | undefined
    disableTime?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Role>>
  /** `GET /api/v3/list-roles`: `RolePaginatedRespDto` */
  listRoles(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    keywords?: string | undefined
    /** Default: `default`. */
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<Role>>>
  /** `POST /api/v3/delete-roles-batch`: `IsSuccessRespDto` */
  deleteRolesBatch(params: {
    codeList: readonly string[]
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/create-roles-batch`: `IsSuccessRespDto` */
  createRolesBatch(params: {
    list: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-role`: `IsSuccessRespDto` */
  updateRole(params: {
    name: string
    newCode: string
    code: string
    namespace?: string | undefined
    description?: string | undefined
    status?: unknown
    disableTime?: unknown
    enablePermissionApply?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/multiple-namespace-delete-roles-batch`: `IsSuccessRespDto` */
  deleteRoles(params: {
    roleList: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/check-role-params`: `RoleCheckParamsRespDto` */
  checkParamsNamespace(params: {
    code: string
    namespace: string
    name?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-role-assignments`: `RoleListPageRespDto` */
  listRoleAssignments(params: {
    roleCode: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    query?: unknown
    namespaceCode?: string | undefined
    targetType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-admin-role`: `RoleCheckParamsRespDto` */
  createAdminRole(params: {
    name: string
    code: string
    description?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-admin-roles`: `IsSuccessRespDto` */
  deleteAdminRolesBatch(params: {
    codeList: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/check-role-mutual-exclusion`: `CheckRoleMutualExclusionRespDto` */
  checkMutualExclusion(params: {
    roles: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-ext-idp`: `ExtIdpListPaginatedRespDto` */
  listExtIdp(params?: {
    tenantId?: string | undefined
    appId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-ext-idp`: `ExtIdpDetailSingleRespDto` */
  getExtIdp(params: {
    id: unknown
    tenantId?: string | undefined
    appId?: string | undefined
    type?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-ext-idp`: `ExtIdpSingleRespDto` */
  createExtIdp(params: {
    name: string
    type: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-ext-idp`: `ExtIdpSingleRespDto` */
  updateExtIdp(params: {
    name: string
    id: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-ext-idp`: `IsSuccessRespDto` */
  deleteExtIdp(params: {
    id: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/create-ext-idp-conn`: `ExtIdpConnDetailSingleRespDto` */
  createExtIdpConn(params: {
    extIdpId: string
    type: unknown
    identifier: unknown
    displayName: unknown
    fields: unknown
    loginOnly?: unknown
    logo?: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-ext-idp-conn`: `ExtIdpConnDetailSingleRespDto` */
  updateExtIdpConn(params: {
    id: unknown
    displayName: unknown
    fields: unknown
    logo?: unknown
    loginOnly?: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-ext-idp-conn`: `IsSuccessRespDto` */
  deleteExtIdpConn(params: {
    id: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/change-ext-idp-conn-state`: `IsSuccessRespDto` */
  changeExtIdpConnState(params: {
    id: unknown
    enabled: unknown
    appId: string
    tenantId?: string | undefined
    appIds?: readonly string[] | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/change-ext-idp-conn-association-state`: `IsSuccessRespDto` */
  changeExtIdpConnAssociationState(params: {
    id: unknown
    association: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/list-tenant-ext-idp`: `ExtIdpListPaginatedRespDto` */
  listTenantExtIdp(params?: {
    tenantId?: string | undefined
    appId?: string | undefined
    type?: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/ext-idp-conn-apps`: `ExtIdpListPaginatedRespDto` */
  extIdpConnStateByApps(params: {
    id: unknown
    tenantId?: string | undefined
    appId?: string | undefined
    type?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/get-weixin-access-token`: `GetWechatAccessTokenInfoRespDto` */
  getWechatMpAccessTokenInfo(params: {
    appId: string
    appSecret: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-user-base-fields`: `CustomFieldListRespDto` */
  getUserBaseFields(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-user-base-fields`: `ListCistomFieldsResDto` */
  listUserBaseFields(params: {
    targetType: unknown
    dataType: unknown
    tenantId?: string | undefined
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    userVisible?: unknown
    adminVisible?: unknown
    accessControl?: unknown
    keyword?: string | undefined
    lang?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/set-user-base-fields`: `CustomFieldListRespDto` */
  setUserBaseFields(params: {
    list: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-custom-fields`: `CustomFieldListRespDto` */
  getCustomFields(params: {
    targetType: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-custom-fields`: `ListCistomFieldsResDto` */
  listCustFields(params: {
    targetType: unknown
    dataType: unknown
    tenantId?: string | undefined
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    userVisible?: unknown
    adminVisible?: unknown
    accessControl?: unknown
    keyword?: string | undefined
    lang?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/set-custom-fields`: `CustomFieldListRespDto` */
  setCustomFields(params: {
    list: unknown
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-custom-fields`: `IsSuccessRespDto` */
  deleteCustomFields(params: {
    tenantId: string
    list: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/set-custom-data`: `IsSuccessRespDto` */
  setCustomData(params: {
    list: unknown
    targetIdentifier: string
    targetType: unknown
    tenantId?: string | undefined
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-custom-data`: `GetCustomDataRespDto` */
  getCustomData(params: {
    tenantId: string
    targetType: unknown
    targetIdentifier: string
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-resource`: `ResourceRespDto` */
  createResource(params: {
    type: unknown
    code: string
    description?: string | undefined
    name?: string | undefined
    actions?: unknown
    apiIdentifier?: string | undefined
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-resources-batch`: `IsSuccessRespDto` */
  createResourcesBatch(params: {
    list: unknown
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-resource`: `ResourceRespDto` */
  getResource(params: {
    code: string
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-resources-batch`: `ResourceListRespDto` */
  getResourcesBatch(params: {
    codeList: string | readonly string[]
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-common-resource`: `CommonResourcePaginatedRespDto` */
  listCommonResource(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    keyword?: string | undefined
    namespaceCodeList?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/list-resources`: `ResourcePaginatedRespDto` */
  listResources(params?: {
    namespace?: string | undefined
    type?: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/update-resource`: `ResourceRespDto` */
  updateResource(params: {
    code: string
    description?: string | undefined
    name?: string | undefined
    actions?: unknown
    apiIdentifier?: string | undefined
    namespace?: string | undefined
    type?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-resource`: `IsSuccessRespDto` */
  deleteResource(params: {
    code: string
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/delete-resources-batch`: `IsSuccessRespDto` */
  deleteResourcesBatch(params?: {
    namespace?: string | undefined
    codeList?: readonly string[] | undefined
    ids?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/delete-common-resources-batch`: `IsSuccessRespDto` */
  batchDeleteCommonResource(params: {
    ids: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/associate-tenant-resource`: `IsSuccessRespDto` */
  associateTenantResource(params: {
    code: string
    association: unknown
    appId: string
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/create-namespace`: `NamespaceRespDto` */
  createNamespace(params: {
    code: string
    name?: string | undefined
    description?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-namespaces-batch`: `IsSuccessRespDto` */
  createNamespacesBatch(params: {
    list: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-namespace`: `NamespaceRespDto` */
  getNamespace(params: {
    code: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-namespaces-batch`: `NamespaceListRespDto` */
  getNamespacesBatch(params: {
    codeList: string | readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-namespace`: `UpdateNamespaceRespDto` */
  updateNamespace(params: {
    code: string
    description?: string | undefined
    name?: string | undefined
    newCode?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-namespace`: `IsSuccessRespDto` */
  deleteNamespace(params: {
    code: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/delete-namespaces-batch`: `IsSuccessRespDto` */
  deleteNamespacesBatch(params: {
    codeList: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/list-namespaces`: `NamespaceListPaginatedRespDto` */
  listNamespaces(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    keywords?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/list-namespace-roles`: `NamespaceRolesListPaginatedRespDto` */
  listNamespaceRoles(params: {
    code: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    keywords?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/authorize-resources`: `IsSuccessRespDto` */
  authorizeResources(params: {
    list: unknown
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-authorized-resources`: `AuthorizedResourcePaginatedRespDto` */
  getAuthorizedResources(params: {
    targetType: unknown
    targetIdentifier: string
    namespace?: string | undefined
    resourceType?: unknown
    resourceList?: unknown
    /** Default: `false`. */
    withDenied?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/is-action-allowed`: `IsActionAllowedRespDtp` */
  isActionAllowed(params: {
    userId: string
    action: string
    resource: unknown
    namespace?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-resource-authorized-targets`: `GetResourceAuthorizedTargetRespDto` */
  getResourceAuthorizedTargets(params: {
    resource: unknown
    namespace?: string | undefined
    targetType?: unknown
    page?: number | undefined
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-user-action-logs`: `UserActionLogRespDto` */
  getUserActionLogs(params?: {
    requestId?: string | undefined
    clientIp?: string | undefined
    eventType?: string | undefined
    userId?: string | undefined
    appId?: string | undefined
    start?: unknown
    end?: unknown
    success?: unknown
    pagination?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-admin-audit-logs`: `AdminAuditLogRespDto` */
  getAdminAuditLogs(params?: {
    requestId?: string | undefined
    clientIp?: string | undefined
    operationType?: unknown
    resourceType?: unknown
    userId?: string | undefined
    success?: unknown
    start?: unknown
    end?: unknown
    pagination?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-email-templates`: `GetEmailTemplatesRespDto` */
  getEmailTemplates(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-email-template`: `EmailTemplateSingleItemRespDto` */
  updateEmailTemplate(params: {
    type: unknown
    customizeEnabled: unknown
    name: string
    subject: unknown
    sender: unknown
    content: unknown
    expiresIn?: unknown
    redirectTo?: unknown
    tplEngine?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/preview-email-template`: `PreviewEmailTemplateRespDto` */
  previewEmailTemplate(params: {
    type: unknown
    content?: unknown
    subject?: unknown
    sender?: unknown
    expiresIn?: unknown
    tplEngine?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-email-provider`: `EmailProviderRespDto` */
  getEmailProvider(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/config-email-provider`: `EmailProviderRespDto` */
  configEmailProvider(params: {
    type: unknown
    enabled: unknown
    smtpConfig?: unknown
    sendGridConfig?: unknown
    aliExmailConfig?: unknown
    tencentExmailConfig?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-application`: `ApplicationSingleRespDto` */
  getApplication(params: {
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<App>>
  /** `GET /api/v3/get-subject-auth-detail`: `GetSubjectAuthRespDto` */
  detailAuthSubject(params: {
    targetId: string
    targetType: unknown
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-subject-auth`: `ListApplicationSubjectRespDto` */
  listAuthSubject(params: {
    targetType: unknown
    targetId: string
    appName?: unknown
    appTypeList?: unknown
    effect?: unknown
    enabled?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-applications-auth`: `ListApplicationAuthPaginatedRespDto` */
  listAuthApplication(params: {
    appId: string
    page?: number | undefined
    limit?: number | undefined
    targetName?: unknown
    targetTypeList?: unknown
    effect?: unknown
    enabled?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/update-auth-enabled`: `IsSuccessRespDto` */
  enabledAuth(params: {
    enabled: unknown
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `DELETE /api/v3/batch-applications-auth`: `IsSuccessRespDto` */
  deleteAuth(params: {
    authIds: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/list-applications`: `ApplicationPaginatedRespDto` */
  listApplications(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    isIntegrateApp?: boolean | undefined
    /** Default: `false`. */
    isSelfBuiltApp?: boolean | undefined
    /** Default: `false`. */
    ssoEnabled?: boolean | undefined
    keywords?: string | undefined
    all?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<App>>>
  /** `GET /api/v3/get-application-simple-info`: `ApplicationSimpleInfoSingleRespDto` */
  getApplicationSimpleInfo(params: {
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-application-simple-info`: `ApplicationSimpleInfoPaginatedRespDto` */
  listApplicationSimpleInfo(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    /** Default: `false`. */
    isIntegrateApp?: boolean | undefined
    /** Default: `false`. */
    isSelfBuiltApp?: boolean | undefined
    /** Default: `false`. */
    ssoEnabled?: boolean | undefined
    keywords?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/create-application`: `CreateApplicationRespDto` */
  createApplication(params: {
    appName: unknown
    template?: unknown
    templateData?: unknown
    appIdentifier?: string | undefined
    appLogo?: unknown
    appDescription?: unknown
    appType?: unknown
    defaultProtocol?: unknown
    redirectUris?: unknown
    logoutRedirectUris?: unknown
    initLoginUri?: unknown
    ssoEnabled?: unknown
    oidcConfig?: unknown
    samlProviderEnabled?: unknown
    samlConfig?: unknown
    oauthProviderEnabled?: unknown
    oauthConfig?: unknown
    casProviderEnabled?: unknown
    casConfig?: unknown
    loginConfig?: unknown
    registerConfig?: unknown
    brandingConfig?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-application`: `IsSuccessRespDto` */
  updateApplication(params: {
    appId: string
    appName?: unknown
    templateData?: unknown
    appIdentifier?: string | undefined
    appLogo?: unknown
    appDescription?: unknown
    defaultProtocol?: unknown
    redirectUris?: unknown
    logoutRedirectUris?: unknown
    initLoginUri?: unknown
    ssoEnabled?: unknown
    oidcConfig?: unknown
    samlProviderEnabled?: unknown
    samlConfig?: unknown
    oauthProviderEnabled?: unknown
    oauthConfig?: unknown
    casProviderEnabled?: unknown
    casConfig?: unknown
    loginConfig?: unknown
    registerConfig?: unknown
    brandingConfig?: unknown
    ssoShowLaunchpad?: unknown
    enablePermissionApply?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/delete-application`: `IsSuccessRespDto` */
  deleteApplication(params: {
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-application-secret`: `GetApplicationSecretRespDto` */
  getApplicationSecret(params: {
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/refresh-application-secret`: `RefreshApplicationSecretRespDto` */
  refreshApplicationSecret(params: {
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-application-active-users`: `UserPaginatedRespDto` */
  listApplicationActiveUsers(params: {
    appId: string
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<User>>>
  /** `GET /api/v3/get-application-permission-strategy`: `GetApplicationPermissionStrategyRespDto` */
  getApplicationPermissionStrategy(params: {
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-application-permission-strategy`: `IsSuccessRespDto` */
  updateApplicationPermissionStrategy(params: {
    permissionStrategy: unknown
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/authorize-application-access`: `IsSuccessRespDto` */
  authorizeApplicationAccess(params: {
    appId: string
    list: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/revoke-application-access`: `IsSuccessRespDto` */
  revokeApplicationAccess(params: {
    appId: string
    list: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/check-domain-available`: `CheckDomainAvailableSecretRespDto` */
  checkDomainAvailable(params: {
    domain: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-tenant-applications`: `TenantApplicationListPaginatedRespDto` */
  listTenantApplications(params: {
    page: number
    limit: number
    keywords: string
    ssoEnabled: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/update-login-page-config`: `IsSuccessRespDto` */
  updateLoginPageConfig(params: {
    update: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/userpool-tenant-config`: `UserPoolTenantConfigDtoRespDto` */
  userpollTenantConfig(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-userpool-tenant-config`: `IsSuccessRespDto` */
  updateUserPoolTenantConfig(params: {
    update: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-userpool-tenant-appqrcode-state`: `IsSuccessRespDto` */
  updateTenantQrCodeState(params: {
    enabled: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/change-userpool-tenant-ext-idp-conn-state`: `IsSuccessRespDto` */
  changeUserpoolTenanExtIdpConnState(params: {
    enabled: unknown
    connIds: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-application-mfa-settings`: `MFASettingsRespDto` */
  updateApplicationMfaSettings(params: {
    appId: string
    enabledFactors?: unknown
    disabledFactors?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-mfa-trigger-data`: `GetMapInfoRespDto` */
  getMfaTriggerData(params: {
    appId: string
    userId: string
    /** Default: `user_id`. */
    userIdType?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-asa-account`: `AsaAccountSingleRespDto` */
  createAsaAccount(params: {
    accountInfo: unknown
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-asa-accounts-batch`: `IsSuccessRespDto` */
  createAsaAccountBatch(params: {
    list: unknown
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-asa-account`: `AsaAccountSingleRespDto` */
  updateAsaAccount(params: {
    accountInfo: unknown
    accountId: string
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-asa-accounts`: `AsaAccountPaginatedRespDto` */
  listAsaAccount(params: {
    appId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-asa-account`: `AsaAccountSingleRespDto` */
  getAsaAccount(params: {
    appId: string
    accountId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-asa-accounts-batch`: `AsaAccountListRespDto` */
  getAsaAccountBatch(params: {
    accountIds: unknown
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-asa-account`: `IsSuccessRespDto` */
  deleteAsaAccount(params: {
    accountId: string
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/delete-asa-accounts-batch`: `IsSuccessRespDto` */
  deleteAsaAccountBatch(params: {
    accountIds: unknown
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/assign-asa-account`: `IsSuccessRespDto` */
  assignAsaAccount(params: {
    appId: string
    accountId: string
    targets: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/unassign-asa-account`: `IsSuccessRespDto` */
  unassignAsaAccount(params: {
    appId: string
    accountId: string
    targets: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-asa-account-assigned-targets`: `GetAsaAccountAssignedTargetRespDto` */
  getAsaAccountAssignedTargets(params: {
    appId: string
    accountId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-assigned-account`: `AsaAccountSingleNullableRespDto` */
  getAssignedAccount(params: {
    appId: string
    targetType: unknown
    targetIdentifier: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-security-settings`: `SecuritySettingsRespDto` */
  getSecuritySettings(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-security-settings`: `SecuritySettingsRespDto` */
  updateSecuritySettings(params?: {
    allowedOrigins?: unknown
    authingTokenExpiresIn?: unknown
    verifyCodeLength?: unknown
    verifyCodeMaxAttempts?: unknown
    changeEmailStrategy?: unknown
    changePhoneStrategy?: unknown
    cookieSettings?: unknown
    registerDisabled?: unknown
    registerAnomalyDetection?: unknown
    completePasswordAfterPassCodeLogin?: unknown
    loginAnomalyDetection?: unknown
    loginRequireEmailVerified?: unknown
    selfUnlockAccount?: unknown
    enableLoginAccountSwitch?: unknown
    qrcodeLoginStrategy?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-global-mfa-settings`: `MFASettingsRespDto` */
  getGlobalMfaSettings(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-global-mfa-settings`: `MFASettingsRespDto` */
  updateGlobalMfaSettings(params: {
    enabledFactors: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/disable-global-mfa-settings`: `MFASettingsRespDto` */
  closeGlobalMfaSettings(params: {
    disableFactors: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-tenant`: `CreateTenantRespDto` */
  createTenant(params: {
    name: string
    appIds: readonly string[]
    logo?: unknown
    description?: string | undefined
    rejectHint?: unknown
    sourceAppId?: string | undefined
    enterpriseDomains?: unknown
    expireTime?: unknown
    mauAmount?: unknown
    memberAmount?: unknown
    adminAmount?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-tenant`: `IsSuccessRespDto` */
  updateTenant(params: {
    tenantId: string
    name?: string | undefined
    appIds?: readonly string[] | undefined
    logo?: unknown
    description?: string | undefined
    rejectHint?: unknown
    sourceAppId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/delete-tenant`: `IsSuccessRespDto` */
  deleteTenant(params: {
    tenantId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/list-tenants`: `TenantListPaginatedRespDto` */
  listTenants(params?: {
    keywords?: string | undefined
    withMembersCount?: boolean | undefined
    withAppDetail?: boolean | undefined
    withCreatorDetail?: boolean | undefined
    withSourceAppDetail?: boolean | undefined
    page?: number | undefined
    limit?: number | undefined
    source?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-tenant-little-info`: `TenantSingleRespDto` */
  getTenantLittleInfo(params: {
    tenantId: string
    withMembersCount?: boolean | undefined
    withAppDetail?: boolean | undefined
    withCreatorDetail?: boolean | undefined
    withSourceAppDetail?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Tenant>>
  /** `GET /api/v3/get-tenant`: `TenantSingleRespDto` */
  getTenant(params: {
    tenantId: string
    withMembersCount?: boolean | undefined
    withAppDetail?: boolean | undefined
    withCreatorDetail?: boolean | undefined
    withSourceAppDetail?: boolean | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Tenant>>
  /** `POST /api/v3/import-tenant`: `ImportTenantRespDto` */
  importTenant(params: {
    excelUrl: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/import-tenant-history`: `ImportTenantHistoryRespDto` */
  importTenantHistory(params?: {
    page?: number | undefined
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/import-tenant-notify-user`: `ImportTenantNotifyUserRespDto` */
  importTenantNotifyUser(params: {
    importId: string
    page?: number | undefined
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/send-email-batch`: `SendEmailBatchDataDto` */
  sendEmailBatch(params: {
    adminName: unknown
    importId: string
    users: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/send-sms-batch`: `SendSmsBatchRespDto` */
  sendSmsBatch(params: {
    adminName: unknown
    importId: string
    users: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-tenant-admin`: `TenantUserListPaginatedRespDto` */
  listTenantAdmin(params: {
    tenantId: string
    keywords?: string | undefined
    page?: number | undefined
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/set-tenant-admin`: `CommonResponseDto` */
  setTenantAdmin(params: {
    tenantId: string
    linkUserIds?: unknown
    memberIds?: readonly string[] | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/delete-tenant-admin`: `CommonResponseDto` */
  deleteTenantAdmin(params?: {
    tenantId?: string | undefined
    linkUserId?: string | undefined
    memberId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/delete-tenant-user`: `CommonResponseDto` */
  deleteTenantUser(params: {
    tenantId: string
    linkUserIds?: unknown
    memberIds?: readonly string[] | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/generate-invite-tenant-user-link`: `InviteTenantUsersRespDto` */
  generateInviteTenantUserLink(params: {
    validityTerm: unknown
    emails: unknown
    appId: string
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-invite-tenant-user-records`: `InviteTenantUserRecordListRespDto` */
  listInviteTennatUserRecords(params: {
    keywords: string
    page: number
    limit: number
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-multiple-tenant-admins`: `MultipleTenantAdminPaginatedRespDto` */
  listMultipleTenantAdmin(params?: {
    keywords?: string | undefined
    page?: number | undefined
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/create-multiple-tenant-admin`: `CommonResponseDto` */
  createMultipleTenantAdmin(params: {
    tenantIds: readonly string[]
    userId: string
    apiAuthorized?: unknown
    sendPhoneNotification?: unknown
    sendEmailNotification?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/get-multiple-tenant-admin`: `MultipleTenantAdminPaginatedRespDto` */
  getMultipleTenantAdmin(params: {
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/list-tenant-cooperators`: `TenantCooperatorPaginatedRespDto` */
  listTenantCooperators(params?: {
    keywords?: string | undefined
    external?: unknown
    page?: number | undefined
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-tenant-cooperator`: `TenantCooperatorSingleRespDto` */
  getTenantCooperator(params: {
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-tenant-cooperator-menu`: `TenantCooperatorSingleRespDto` */
  getTenantCooperatorMenu(params: {
    userId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-tenant-cooperator`: `CommonResponseDto` */
  createTenantCooperator(params: {
    policies: unknown
    userId: string
    apiAuthorized?: unknown
    sendPhoneNotification?: unknown
    sendEmailNotification?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/get-tenant-by-code`: `TenantSingleRespDto` */
  getTenantByCode(params: {
    code: string
  }, options?: ApiCallOptions): Promise<Envelope<Tenant>>
  /** `POST /api/v3/create-tenant-enterprise-certification`: `IsSuccessRespDto` */
  createTenantEnterpriseCertification(params: {
    businessName: unknown
    businessLicense: unknown
    businessRegistrationName: unknown
    unifiedSocialCredit: unknown
    legalRepresentativeName: unknown
    nationalIdentificationNumber: unknown
    personalBankCardNumber: unknown
    bankReservedPhone: unknown
    tenantId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-tenant-enterprise-certification`: `IsSuccessRespDto` */
  updateTenantEnterpriseCertification(params: {
    businessName: unknown
    businessLicense: unknown
    businessRegistrationName: unknown
    unifiedSocialCredit: unknown
    legalRepresentativeName: unknown
    nationalIdentificationNumber: unknown
    personalBankCardNumber: unknown
    bankReservedPhone: unknown
    tenantId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/review-tenant-enterprise-certification`: `IsSuccessRespDto` */
  reviewTenantEnterpriseCertification(params: {
    tenantId: string
    enterpriseCertificationStatus: unknown
    reviewReason: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-tenant-enterprise-certification`: `TenantEnterpriseCertificationRespDto` */
  getTenantEnterpriseCertification(params: {
    tenantId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/send-invite-tenant-user-email`: `IsSuccessRespDto` */
  sendInviteTenantUserEmail(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/add-tenant-users`: `IsSuccessRespDto` */
  addTenantUsers(params: {
    linkUserIds: unknown
    tenantId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/remove-tenant-users`: `IsSuccessRespDto` */
  removeTenantUsers(params: {
    tenantId: string
    linkUserIds?: unknown
    memberIds?: readonly string[] | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-tenant-user`: `IsSuccessRespDto` */
  updateTenantUser(params: {
    updates: unknown
    tenantId: string
    linkUserId?: string | undefined
    memberId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/create-tenant-user`: `TenantUserRespDto` */
  createTenantUser(params: {
    tenantId: string
    gender: 'M' | 'F' | 'U'
    email?: string | undefined
    phone?: string | undefined
    phoneCountryCode?: string | undefined
    username?: string | undefined
    name?: string | undefined
    nickname?: string | undefined
    photo?: string | undefined
    birthdate?: string | undefined
    country?: string | undefined
    province?: string | undefined
    city?: string | undefined
    address?: string | undefined
    streetAddress?: string | undefined
    postalCode?: string | undefined
    givenName?: string | undefined
    familyName?: string | undefined
    middleName?: string | undefined
    preferredUsername?: string | undefined
    password?: string | undefined
    salt?: unknown
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-tenant-users`: `TenantUserListPaginatedRespDto` */
  listTenantUsers(params: {
    tenantId: string
    keywords?: string | undefined
    options?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-tenant-user`: `TenantUserSingleRespDto` */
  getTenantUser(params: {
    tenantId: string
    linkUserId?: string | undefined
    memberId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/add-tenant-department-members`: `IsSuccessRespDto` */
  addTenantDepartmentMembers(params: {
    organizationCode: string
    departmentId: string
    departmentIdType?: string | undefined
    linkUserIds?: unknown
    memberIds?: readonly string[] | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/remove-tenant-department-members`: `IsSuccessRespDto` */
  removeTenantDepartmentMembers(params: {
    organizationCode: string
    departmentId: string
    departmentIdType?: string | undefined
    linkUserIds?: unknown
    memberIds?: readonly string[] | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/create-permission-namespace`: `CreatePermissionNamespaceResponseDto` */
  createPermissionNamespace(params: {
    name: string
    code: string
    description?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-permission-namespaces-batch`: `IsSuccessRespDto` */
  createPermissionNamespacesBatch(params: {
    list: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-permission-namespace`: `GetPermissionNamespaceResponseDto` */
  getPermissionNamespace(params: {
    code: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-permission-namespaces-batch`: `GetPermissionNamespaceListResponseDto` */
  getPermissionNamespacesBatch(params: {
    codes: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-permission-namespaces`: `PermissionNamespaceListPaginatedRespDto` */
  listPermissionNamespaces(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    query?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/update-permission-namespace`: `UpdatePermissionNamespaceResponseDto` */
  updatePermissionNamespace(params: {
    code: string
    name?: string | undefined
    newCode?: string | undefined
    description?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-permission-namespace`: `IsSuccessRespDto` */
  deletePermissionNamespace(params: {
    code: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/delete-permission-namespaces-batch`: `IsSuccessRespDto` */
  deletePermissionNamespacesBatch(params: {
    codes: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/check-permission-namespace-exists`: `PermissionNamespaceCheckExistsRespDto` */
  checkPermissionNamespaceExists(params?: {
    code?: string | undefined
    name?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-permission-namespace-roles`: `PermissionNamespaceRolesListPaginatedRespDto` */
  listPermissionNamespaceRoles(params: {
    code: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    query?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/create-data-resource`: `CreateDataResourceResponseDto` */
  createDataResource(params: {
    actions: unknown
    struct: unknown
    type: unknown
    resourceCode: string
    resourceName: unknown
    namespaceCode: string
    description?: string | undefined
    extendFieldList?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-string-data-resource`: `CreateStringDataResourceResponseDto` */
  createDataResourceByString(params: {
    actions: unknown
    struct: unknown
    resourceCode: string
    resourceName: unknown
    namespaceCode: string
    description?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-array-data-resource`: `CreateArrayDataResourceResponseDto` */
  createDataResourceByArray(params: {
    actions: unknown
    struct: unknown
    resourceCode: string
    resourceName: unknown
    namespaceCode: string
    description?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-tree-data-resource`: `CreateTreeDataResourceResponseDto` */
  createDataResourceByTree(params: {
    actions: unknown
    struct: unknown
    resourceCode: string
    resourceName: unknown
    namespaceCode: string
    description?: string | undefined
    extendFieldList?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-data-resources`: `ListDataResourcesPaginatedRespDto` */
  listDataResources(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    query?: unknown
    namespaceCodes?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-data-resource`: `GetDataResourceResponseDto` */
  getDataResource(params: {
    namespaceCode: string
    resourceCode: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-data-resource`: `UpdateDataResourceResponseDto` */
  updateDataResource(params: {
    resourceCode: string
    namespaceCode: string
    resourceName?: unknown
    description?: string | undefined
    struct?: unknown
    actions?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-data-resource`: `CommonResponseDto` */
  deleteDataResource(params: {
    resourceCode: string
    namespaceCode: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/check-data-resource-exists`: `CheckParamsDataResourceResponseDto` */
  checkDataResourceExists(params: {
    namespaceCode: string
    resourceName?: unknown
    resourceCode?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-dnef`: `IsSuccessRespDto` */
  createDnef(params: {
    resourceCode: string
    namespaceCode: string
    label: unknown
    valueType: unknown
    key: unknown
    description?: string | undefined
    config?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/batch-create-dnef`: `IsSuccessRespDto` */
  batchCreateDnef(params: {
    resourceCode: string
    namespaceCode: string
    fieldList: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/delete-dnef`: `IsSuccessRespDto` */
  deleteDnef(params: {
    key: unknown
    resourceCode: string
    namespaceCode: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/update-dnef`: `IsSuccessRespDto` */
  updateDnef(params: {
    key: unknown
    resourceCode: string
    namespaceCode: string
    description?: string | undefined
    label?: unknown
    config?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/list-dnef`: `ListDnefPaginatedRespDto` */
  listDnef(params: {
    namespaceCode: string
    resourceCode: string
    /** Default: `1`. */
    startIndex?: number | undefined
    /** Default: `10`. */
    maxSize?: number | undefined
    query?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/create-data-policy`: `CreateDataPolicyResponseDto` */
  createDataPolicy(params: {
    statementList: unknown
    policyName: unknown
    description?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-data-policies`: `ListDataPoliciesPaginatedRespDto` */
  listDataPolices(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    query?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/list-simple-data-policies`: `ListSimpleDataPoliciesPaginatedRespDto` */
  listSimpleDataPolices(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    query?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-data-policy`: `GetDataPolicyResponseDto` */
  getDataPolicy(params: {
    policyId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-data-policy`: `UpdateDataPolicyResponseDto` */
  updateDataPolicy(params: {
    policyId: string
    policyName?: unknown
    description?: string | undefined
    statementList?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-data-policy`: `CommonResponseDto` */
  deleteDataPolicy(params: {
    policyId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/check-data-policy-exists`: `CheckParamsDataPolicyResponseDto` */
  checkDataPolicyExists(params: {
    policyName: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-data-policy-targets`: `ListDataPolicySubjectPaginatedRespDto` */
  listDataPolicyTargets(params: {
    policyId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    query?: unknown
    targetType?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/authorize-data-policies`: `CommonResponseDto` */
  authorizeDataPolicies(params: {
    targetList: unknown
    policyIds: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/revoke-data-policy`: `CommonResponseDto` */
  revokeDataPolicy(params: {
    targetType: unknown
    targetIdentifier: string
    policyId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/get-user-permission-list`: `GetUserPermissionListRespDto` */
  getUserPermissionList(params: {
    userIds: readonly string[]
    namespaceCodes?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/check-permission`: `CheckPermissionRespDto` */
  checkPermission(params: {
    resources: unknown
    action: string
    userId: string
    namespaceCode: string
    judgeConditionEnabled?: unknown
    authEnvParams?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/check-external-user-permission`: `CheckExternalUserPermissionRespDto` */
  checkExternalUserPermission(params: {
    resources: unknown
    action: string
    externalId: string
    namespaceCode: string
    judgeConditionEnabled?: unknown
    authEnvParams?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-user-resource-permission-list`: `GetUserResourcePermissionListRespDto` */
  getUserResourcePermissionList(params: {
    resources: unknown
    userId: string
    namespaceCode: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-resource-targets`: `ListResourceTargetsRespDto` */
  listResourceTargets(params: {
    resources: unknown
    actions: unknown
    namespaceCode: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-user-resource-struct`: `GetUserResourceStructRespDto` */
  getUserResourceStruct(params: {
    resourceCode: string
    userId: string
    namespaceCode: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-external-user-resource-struct`: `GetExternalUserResourceStructRespDto` */
  getExternalUserResourceStruct(params: {
    resourceCode: string
    externalId: string
    namespaceCode: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/check-user-same-level-permission`: `CheckUserSameLevelPermissionResponseDto` */
  checkUserSameLevelPermission(params: {
    resourceNodeCodes: unknown
    resource: unknown
    action: string
    userId: string
    namespaceCode: string
    judgeConditionEnabled?: unknown
    authEnvParams?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/list-permission-view/data`: `ListPermissionViewResponseDto` */
  listPermissionView(params?: {
    page?: number | undefined
    limit?: number | undefined
    keyword?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-current-package-info`: `CostGetCurrentPackageRespDto` */
  getCurrentPackageInfo(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-usage-info`: `CostGetCurrentUsageRespDto` */
  getUsageInfo(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-mau-period-usage-history`: `CostGetMauPeriodUsageHistoryRespDto` */
  getMauPeriodUsageHistory(params: {
    startTime: unknown
    endTime: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-all-rights-items`: `CostGetAllRightItemRespDto` */
  getAllRightsItem(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-orders`: `CostGetOrdersRespDto` */
  getOrders(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-order-detail`: `CostGetOrderDetailRespDto` */
  getOrderDetail(params: {
    orderNo: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-order-pay-detail`: `CostGetOrderPayDetailRespDto` */
  getOrderPayDetail(params: {
    orderNo: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-event-app`: `CommonResponseDto` */
  createEventApp(params: {
    logo: unknown
    name: string
    identifier: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/list-event-apps`: `EventAppPaginatedRespDto` */
  listEventApps(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/list-events`: `OpenEventPaginatedRespDto` */
  listEvents(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
    app?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/define-event`: `CommonResponseDto` */
  defineEvent(params: {
    eventDescription: unknown
    eventType: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/pub-event`: `PubEventRespDto` */
  verifyEvent(params: {
    eventType: string
    eventData: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/pub-userEvent`: `PubEventRespDto` */
  pubUserEvent(params: {
    eventType: string
    eventData: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/add-whitelist-of-app`: `WhitelistListRespDto` */
  addWhitelistOfApp(params: {
    appId: string
    type: unknown
    list?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-whitelist-of-app`: `WhitelistListRespDto` */
  listWhitelistsOfApp(params: {
    type: unknown
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-whitelist-of-app`: `IsSuccessDto` */
  deleteWhitelistOfApp(params: {
    type: unknown
    appId: string
    list?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/add-whitelist`: `WhitelistListRespDto` */
  addWhitelist(params: {
    type: unknown
    list?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-whitelist`: `WhitelistListRespDto` */
  listWhitelists(params: {
    type: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-whitelist`: `IsSuccessDto` */
  deleteWhitelist(params: {
    type: unknown
    list?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/ip-list`: `IpListPaginatedRespDto` */
  findIpList(params: {
    ipType: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/ip-list`: `CommonResponseDto` */
  add(params: {
    expireAt: unknown
    limitList: unknown
    removeType: unknown
    addType: unknown
    ipType: unknown
    ips: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `DELETE /api/v3/ip-list/{id}`: `CommonResponseDto` */
  deleteById(params: {
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/user-list`: `UserListPaginatedRespDto` */
  findUserList(params: {
    userListType: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/user-list`: `CommonResponseDto` */
  addUser(params: {
    expireAt: unknown
    limitList: unknown
    removeType: unknown
    addType: unknown
    userListType: unknown
    userIds: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `DELETE /api/v3/user-list/{id}`: `CommonResponseDto` */
  deleteUserListById(params: {
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/risk-list-policy`: `UserListPolicyPaginatedRespDto` */
  findRiskListPolicy(params: {
    optObject: unknown
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/risk-list-policy`: `CommonResponseDto` */
  addRiskListPolicy(params: {
    limitList: unknown
    action: string
    removeType: unknown
    eventStateType: unknown
    countThr: unknown
    timeRange: unknown
    userCond: unknown
    ipCond: unknown
    userRange: unknown
    ipRange: unknown
    optObject: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `DELETE /api/v3/risk-list-policy/{id}`: `CommonResponseDto` */
  deleteRiskListPolicyById(params: {
    id: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/get-device-exclusive-rule-settings`: `GetDeviceExclusiveRuleRespDto` */
  getRuleSettings(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-device-exclusive-rule-settings`: `GetDeviceExclusiveRuleRespDto` */
  updateRuleSettings(params: {
    rule: unknown
    deviceRule?: unknown
    ipRule?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-device-exclusive-valid-scope-settings`: `GetDeviceExclusiveValidScopeRespDto` */
  getAllValidScopeSettings(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-supported-device-exclusive-apps`: `GetDeviceExclusiveValidScopeAppRespDto` */
  findAppLists(params: {
    keyword: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/save-device-exclusive-valid-scope-settings`: `IsSuccessRespDto` */
  saveInvitationPolicies(params: {
    appIds: readonly string[]
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/remove-device-exclusive-valid-scope-settings`: `IsSuccessRespDto` */
  remove(params: {
    appId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/get-device-exclusive-white-list-settings`: `GetDeviceExclusiveWhiteListRespDto` */
  getAllWhiteListSettings(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `PUT /api/v3/approval-process`: `IsSuccessRespDto` */
  processApproval(params: {
    number: unknown
    isAgreed?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `PUT /api/v3/approval-batch-process`: `IsSuccessRespDto` */
  batchProcessApproval(params: {
    numbers: unknown
    isAgreed?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/approval`: `ApprovalDetailRes` */
  getDetail(params: {
    number: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/approval-pending-list`: `ApprovalListRes` */
  pendList(params?: {
    /** Default: `1`. */
    pageNo?: number | undefined
    /** Default: `10`. */
    pageSize?: number | undefined
    objectType?: unknown
    keyword?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/approval-closed-list`: `ApprovalListRes` */
  closedList(params?: {
    /** Default: `1`. */
    pageNo?: number | undefined
    /** Default: `10`. */
    pageSize?: number | undefined
    objectType?: unknown
    keyword?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/approval-log-list`: `ApprovalListRes` */
  logList(params?: {
    /** Default: `1`. */
    pageNo?: number | undefined
    /** Default: `10`. */
    pageSize?: number | undefined
    objectType?: unknown
    keyword?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-device`: `TerminalInfoRespDto` */
  createDevice(params: {
    customData: Record<string, unknown>
    type: unknown
    deviceUniqueId: string
    name?: string | undefined
    version?: unknown
    hks?: unknown
    fde?: unknown
    hor?: unknown
    sn?: unknown
    producer?: unknown
    mod?: unknown
    os?: unknown
    imei?: unknown
    meid?: unknown
    description?: string | undefined
    language?: unknown
    cookie?: unknown
    userAgent?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/add-device`: `TerminalInfoRespDto` */
  addDevice(params: {
    customData: Record<string, unknown>
    type: unknown
    deviceUniqueId: string
    name?: string | undefined
    version?: unknown
    hks?: unknown
    fde?: unknown
    hor?: unknown
    sn?: unknown
    producer?: unknown
    mod?: unknown
    os?: unknown
    imei?: unknown
    meid?: unknown
    description?: string | undefined
    language?: unknown
    cookie?: unknown
    userAgent?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/get-last-login-apps-by-deviceIds`: `CommonResponseDto` */
  findLastLoginAppsByDeviceIds(params: {
    deviceIds: unknown
    userId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/get-last-login-apps-by-device-ids`: `CommonResponseDto` */
  findLastLoginAppsByDeviceIdsV2(params: {
    deviceIds: unknown
    userId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/authing-verify/create-device`: `TerminalInfoRespDto` */
  createVerifyDevice(params: {
    customData: Record<string, unknown>
    type: unknown
    deviceUniqueId: string
    name?: string | undefined
    version?: unknown
    hks?: unknown
    fde?: unknown
    hor?: unknown
    sn?: unknown
    producer?: unknown
    mod?: unknown
    os?: unknown
    imei?: unknown
    meid?: unknown
    description?: string | undefined
    language?: unknown
    cookie?: unknown
    userAgent?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-pipeline-function`: `PipelineFunctionSingleRespDto` */
  createPipelineFunction(params: {
    sourceCode: string
    scene: unknown
    funcName: unknown
    funcDescription?: unknown
    isAsynchronous?: unknown
    timeout?: unknown
    terminateOnTimeout?: unknown
    enabled?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-pipeline-function`: `PipelineFunctionSingleRespDto` */
  getPipelineFunction(params: {
    funcId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/reupload-pipeline-function`: `PipelineFunctionSingleRespDto` */
  reuploadPipelineFunction(params: {
    funcId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-pipeline-function`: `PipelineFunctionSingleRespDto` */
  updatePipelineFunction(params: {
    funcId: string
    funcName?: unknown
    funcDescription?: unknown
    sourceCode?: string | undefined
    isAsynchronous?: unknown
    timeout?: unknown
    terminateOnTimeout?: unknown
    enabled?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-pipeline-order`: `CommonResponseDto` */
  updatePipelineOrder(params: {
    order: unknown
    scene: unknown
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/delete-pipeline-function`: `CommonResponseDto` */
  deletePipelineFunction(params: {
    funcId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `GET /api/v3/list-pipeline-functions`: `PipelineFunctionPaginatedRespDto` */
  listPipelineFunctions(params: {
    scene: unknown
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `GET /api/v3/get-pipeline-logs`: `PipelineFunctionPaginatedRespDto` */
  getPipelineLogs(params: {
    funcId: string
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<Page<unknown>>>
  /** `POST /api/v3/create-webhook`: `CreateWebhookRespDto` */
  createWebhook(params: {
    contentType: unknown
    events: unknown
    url: unknown
    name: string
    enabled?: unknown
    secret?: unknown
    retryConfig?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-webhooks`: `GetWebhooksRespDto` */
  listWebhooks(params?: {
    /** Default: `1`. */
    page?: number | undefined
    /** Default: `10`. */
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-webhook`: `UpdateWebhooksRespDto` */
  updateWebhook(params: {
    webhookId: string
    name?: string | undefined
    url?: unknown
    events?: unknown
    contentType?: unknown
    enabled?: unknown
    secret?: unknown
    retryConfig?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-webhook`: `IsSuccessRespDto` */
  deleteWebhook(params: {
    webhookIds: unknown
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `POST /api/v3/get-webhook-logs`: `ListWebhookLogsRespDto` */
  getWebhookLogs(params: {
    webhookId: string
    page?: number | undefined
    limit?: number | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/trigger-webhook`: `TriggerWebhookRespDto` */
  triggerWebhook(params: {
    webhookId: string
    requestHeaders?: unknown
    requestBody?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-webhook`: `GetWebhookRespDto` */
  getWebhook(params: {
    webhookId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-webhook-event-list`: `WebhookEventListRespDto` */
  getWebhookEventList(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-ldap-server-random-pwd`: `LdapGetBindPwdRespDto` */
  getBindPwd(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-ldap-server-config`: `LdapConfigInfoRespDto` */
  queryLdapConfigInfo(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/update-ldap-server-config`: `LdapOperateRespDto` */
  updateLdapConfigInfo(params?: {
    bindPwd?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/enable-ldap-server`: `LdapOperateRespDto` */
  saveLdapConfigInfo(params: {
    ldapDomain: unknown
    linkUrl?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/disable-ldap-server`: `LdapOperateRespDto` */
  disableLdapServer(params: {
    enabled: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-ldap-server-log`: `LdapLogRespDto` */
  queryLdapLog(params: {
    type: unknown
    page: number
    limit: number
    connection?: unknown
    operationNumber?: unknown
    errorCode?: string | undefined
    message?: unknown
    startTime?: unknown
    endTime?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-ldap-sub-entries`: `LdapLogRespDto` */
  queryLdapSubEntries(params: {
    page: number
    limit: number
    dn?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/list-access-key`: `ListAccessKeyResponseDto` */
  getAccessKeyList(params?: {
    userId?: string | undefined
    tenantId?: string | undefined
    type?: unknown
    status?: unknown
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `GET /api/v3/get-access-key`: `GetAccessKeyResponseDto` */
  getAccessKey(params: {
    userId: string
    accessKeyId: string
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/create-access-key`: `CreateAccessKeyResponseDto` */
  createAccessKey(params: {
    type: unknown
    userId?: string | undefined
    tenantId?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/delete-access-key`: `CommonResponseDto` */
  deleteAccessKey(params: {
    accessKeyId: string
  }, options?: ApiCallOptions): Promise<Envelope<undefined>>
  /** `POST /api/v3/update-access-key`: `IsSuccessRespDto` */
  updateAccessKey(params: {
    enable: unknown
    accessKeyId: string
  }, options?: ApiCallOptions): Promise<Envelope<{ success: boolean }>>
  /** `GET /api/v3/verify-config-app`: `ApplicationDto` */
  getVerifyConfigApp(params?: {
    keywords?: string | undefined
  }, options?: ApiCallOptions): Promise<Envelope<unknown>>
  /** `POST /api/v3/pub-event` */
  pub(params?: Record<string, unknown>, options?: ApiCallOptions): Promise<Envelope<unknown>>
}
