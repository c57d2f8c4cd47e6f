/**
 * Airbyte's rules for metadata.yaml (ConnectorMetadataDefinitionV0), as far as they concern us:
 * what must be there, which words are allowed, and nothing unknown.
 */
export const METADATA_SCHEMA = {
  type: 'object',
  required: ['metadataSpecVersion', 'data'],
  additionalProperties: false,
  properties: {
    metadataSpecVersion: { const: '1.0' },
    data: {
      type: 'object',
      required: [
        'name',
        'definitionId',
        'connectorType',
        'connectorSubtype',
        'dockerRepository',
        'dockerImageTag',
        'license',
        'documentationUrl',
        'githubIssueLabel',
        'releaseStage',
      ],
      additionalProperties: false,
      properties: {
        name: { type: 'string', minLength: 1 },
        definitionId: {
          type: 'string',
          pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
        },
        connectorType: { const: 'source' },
        connectorSubtype: { enum: ['api', 'database', 'datalake', 'file', 'custom', 'unknown'] },
        dockerRepository: { type: 'string', pattern: '^([a-z0-9._-]+/)*source-[a-z0-9-]+$' },
        dockerImageTag: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
        githubIssueLabel: { type: 'string', pattern: '^source-' },
        icon: { type: 'string', pattern: '\\.svg$' },
        license: { enum: ['MIT', 'ELv2'] },
        documentationUrl: { type: 'string', format: 'uri', pattern: '^https://' },
        releaseDate: { type: 'string', format: 'date' },
        releaseStage: { enum: ['alpha', 'beta', 'generally_available', 'custom'] },
        supportLevel: { enum: ['community', 'certified', 'archived'] },
        registryOverrides: {
          type: 'object',
          required: ['oss', 'cloud'],
          additionalProperties: { $ref: '#/definitions/registry' },
        },
        tags: { type: 'array', items: { type: 'string', pattern: '^(language|cdk|keyword):' } },
        ab_internal: {
          type: 'object',
          required: ['sl', 'ql'],
          additionalProperties: false,
          properties: {
            sl: { enum: [0, 100, 200, 300] },
            ql: { enum: [0, 100, 200, 300, 400, 500, 600] },
            requireVersionIncrementsInPullRequests: { type: 'boolean' },
          },
        },
        protocolVersion: { type: 'string', pattern: '^0\\.[0-3]\\.\\d+$' },
        supportsRefreshes: { type: 'boolean' },
        allowedHosts: { $ref: '#/definitions/allowedHosts' },
        suggestedStreams: {
          type: 'object',
          required: ['streams'],
          properties: { streams: { type: 'array', minItems: 1, items: { type: 'string' } } },
        },
        maxSecondsBetweenMessages: { type: 'integer', minimum: 1 },
        resourceRequirements: { $ref: '#/definitions/resources' },
        connectorTestSuitesOptions: {
          type: 'array',
          items: {
            type: 'object',
            required: ['suite'],
            properties: {
              suite: {
                enum: ['unitTests', 'integrationTests', 'acceptanceTests', 'liveTests'],
              },
            },
          },
        },
      },
    },
  },
  definitions: {
    registry: {
      type: 'object',
      required: ['enabled'],
      properties: { enabled: { type: 'boolean' } },
    },
    /** Names only, without a scheme: a value of the settings as `${field}`. */
    allowedHosts: {
      type: 'object',
      required: ['hosts'],
      properties: {
        hosts: { type: 'array', items: { type: 'string', pattern: '^(\\$\\{\\w+\\}|[\\w*.-]+)$' } },
      },
    },
    resources: {
      type: 'object',
      additionalProperties: false,
      properties: {
        default: { $ref: '#/definitions/amounts' },
        jobSpecific: {
          type: 'array',
          items: {
            type: 'object',
            required: ['jobType', 'resourceRequirements'],
            properties: {
              jobType: { enum: ['get_spec', 'check_connection', 'discover_schema', 'sync'] },
              resourceRequirements: { $ref: '#/definitions/amounts' },
            },
          },
        },
      },
    },
    amounts: {
      type: 'object',
      additionalProperties: false,
      properties: {
        cpu_request: { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
        cpu_limit: { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
        memory_request: { type: 'string', pattern: '^\\d+(Mi|Gi)$' },
        memory_limit: { type: 'string', pattern: '^\\d+(Mi|Gi)$' },
      },
    },
  },
} as const
