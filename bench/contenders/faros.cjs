/**
 * A source on Faros's CDK, as small as it can be: D21, page by page, with axios.
 * `faros.cjs <folder of the CDK> read --config … --catalog …`
 */
const http = require('node:http')
const axios = require('axios')
const [cdk] = process.argv.splice(2, 1)
const { AirbyteSourceBase, AirbyteSourceLogger, AirbyteSourceRunner, AirbyteSpec } = require(cdk)
const { AirbyteStreamBase } = require(cdk)

class CommunicationLogs extends AirbyteStreamBase {
  constructor(config, logger) {
    super(logger)
    this.config = config
  }

  get name() {
    return 'communication_logs'
  }

  get primaryKey() {
    return 'public_id'
  }

  get cursorField() {
    return 'communicated_at'
  }

  getJsonSchema() {
    return require('../../schemas/communication_logs.json')
  }

  async *readRecords() {
    const { baseUrl, email, password, since, until, pageSize } = this.config
    const httpAgent = new http.Agent({ keepAlive: true })
    const client = axios.create({ baseURL: baseUrl, httpAgent })
    const { data: session } = await client.post('/admin/auth/bench/login', { email, password })
    const path = `/admin/v3/lenders/${session.lenderPublicId}/exports/S4/D21`
    const headers = { authorization: `Bearer ${session.token}` }
    for (let pageCursor; pageCursor !== null;) {
      const params = { since, until, limit: pageSize, sort: 'asc', cursor: pageCursor }
      const { data } = await client.get(path, { headers, params })
      yield* data.body.rows
      pageCursor = data.body.pagination.nextCursor
    }
    httpAgent.destroy()
  }

  getUpdatedState(_state, { communicated_at }) {
    return { communicated_at }
  }
}

class Source extends AirbyteSourceBase {
  get type() {
    return 'bench'
  }

  async spec() {
    return new AirbyteSpec({ connectionSpecification: { type: 'object', properties: {} } })
  }

  async checkConnection() {
    return [true, undefined]
  }

  streams(config) {
    return [new CommunicationLogs(config, this.logger)]
  }
}

const logger = new AirbyteSourceLogger()
void new AirbyteSourceRunner(logger, new Source(logger)).mainCommand().parseAsync(process.argv)
