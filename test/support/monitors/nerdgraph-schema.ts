import { buildSchema } from 'graphql';

/**
 * The part of New Relic's NerdGraph schema that is asked, after the types that New Relic generates from it for its Go client
 * (newrelic/newrelic-client-go, pkg/nrdb/types.go and nrdb_query.go, Apache-2.0). What stands in an `NrdbResult` is no part of the schema.
 */
export const nerdgraph = buildSchema(`
  scalar Nrql
  scalar Seconds
  scalar NrdbResult
  scalar NrdbRawResults
  scalar EpochMilliseconds
  type NrdbMetadataTimeWindow { begin: EpochMilliseconds compareWith: String end: EpochMilliseconds since: String until: String }
  type NrdbMetadata { eventTypes: [String] facets: [String] messages: [String] timeWindow: NrdbMetadataTimeWindow }
  type NrdbResultContainer {
    currentResults: [NrdbResult]
    metadata: NrdbMetadata
    nrql: Nrql
    otherResult: NrdbResult
    previousResults: [NrdbResult]
    rawResponse: NrdbRawResults
    results: [NrdbResult]
    totalResult: NrdbResult
  }
  type Account { id: Int name: String nrql(query: Nrql!, timeout: Seconds, async: Boolean): NrdbResultContainer }
  type Actor { account(id: Int!): Account }
  type Query { actor: Actor }
`);
