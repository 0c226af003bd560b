// Made from the API's OpenAPI page by tools/types.mjs (`make web-types`): do not edit.

/** ACLED's three names of the kind. */
export interface AcledRecord {
  disorder_type: string
  event_type: string
  sub_event_type: string
}

/** An actor, and how many incidents it takes part in. */
export interface ActorItem {
  name: string
  count: number
}

/** A page of actors, most frequent first. */
export interface Actors {
  next: string | null
  total: number | null
  items: ActorItem[]
}

/** Addresses of reports to be fetched and coded. */
export interface Addresses {
  addresses: string[]
  published?: string | null
}

/** How far people who decided alone agree, over the events that at least two decided. */
export interface Agreement {
  field: string
  coders: string[]
  units: number
  percent: number | null
  kappa: number | null
  alpha: number | null
}

/** Agreement for each field. */
export interface Agreements {
  items: Agreement[]
}

/** The last lines of the audit log, newest first. `whole`: whether no line was changed or taken out. */
export interface Audit {
  items: AuditItem[]
  whole: boolean
}

/** One line of the audit log. */
export interface AuditItem {
  at: string
  by: string
  act: string
  what: Record<string, unknown>
  digest: string
}

/** How we came by a value: the words say it, it follows from words elsewhere, or it is a default. */
export type Basis = "assumed" | "inferred" | "stated"

export interface Body_upload_api_v1_documents_files_post {
  files: string[]
  published?: string | null
}

/** The named operation that it belongs to. */
export interface BorneCampaignRecord {
  events: string[]
  name: string
  phase: string | null
  objective: string | null
}

/** Whether it happened, by the report that affirms most. */
export interface BorneFactualityRecord {
  events: string[]
  value: Factuality
}

/** An actor. */
export interface BornePartyRecord {
  events: string[]
  name: string
  id: string | null
  category: Category
  country: string | null
}

/** The most specific place that is borne best; a point, or null where it is not resolved. */
export interface BornePlaceRecord {
  events: string[]
  name: string
  geonameid: number | null
  admin1: string | null
  admin2: string | null
  country: string | null
  latitude: number | null
  longitude: number | null
  radius_km: number | null
  level: Level
  relation: string | null
}

/** Objects of one sort. */
export interface BorneThingRecord {
  events: string[]
  what: string
  count: number | null
  effect: Effect | null
}

/** People harmed, over all voices: the lowest, the latest report's best, the highest (null = open). */
export interface BorneTollRecord {
  events: string[]
  harm: Harm
  low: number
  best: number
  high: number | null
  of: Of
}

/** First and last day, with the events that say so. */
export interface BorneWhenRecord {
  start: string | null
  end: string | null
  precision: Precision | null
  text: string
  events: string[]
}

/** A value of the filter, a label for people, and how many incidents have it. */
export interface Bucket {
  value: string
  label: string
  count: number
}

/** A list of values with their counts, most frequent first. */
export interface Buckets {
  items: Bucket[]
}

/** The named operation that the event belongs to. */
export interface CampaignRecord {
  name: string
  phase: string | null
  objective: string | null
  basis: Basis
  evidence: QuoteRecord[]
}

/** ACLED's eight actor types (codebook 2024), and unknown. */
export type Category = "civilians" | "external forces" | "identity militia" | "political militia" | "protesters" | "rebel group" | "rioters" | "state forces" | "unknown"

/** First and last day, both null where the words cannot be resolved. */
export interface DaysRecord {
  start: string | null
  end: string | null
  precision: Precision | null
  text: string
}

/** One decision about `subjects`: one to accept, reject, correct or note; two or more to hold the same or different. */
export interface Decision {
  verb: "accept" | "reject" | "correct" | "same" | "different" | "note"
  subjects: string[]
  field?: string | null
  value?: unknown
  note?: string | null
}

/** A field that reports fill differently. */
export interface DisagreementRecord {
  field: string
  values: SaidRecord[]
}

/** Words of the same report that might have been an event and were set aside, and the reason. */
export interface Discard {
  reason: string
  trigger: QuoteRecord
  words: QuoteRecord | null
}

/** A document in a list: its origin, and how many events were coded from it. */
export interface DocumentItem {
  id: string
  url: string | null
  title: string | null
  source: string | null
  published: string | null
  language: string | null
  sha256: string
  events: number
}

/** A document with its text and the events coded from it. */
export interface DocumentPage {
  id: string
  url: string | null
  title: string | null
  source: string | null
  published: string | null
  language: string | null
  sha256: string
  text: string
  items: EventItem[]
}

/** Which report: its origin and the SHA-256 of its settled text. */
export interface DocumentRecord {
  id: string
  url: string | null
  title: string | null
  source: string | null
  published: string | null
  language: string | null
  sha256: string
}

/** A document with its whole text: show it as text, never as HTML. */
export interface DocumentText {
  id: string
  url: string | null
  title: string | null
  source: string | null
  published: string | null
  language: string | null
  sha256: string
  text: string
}

/** A page of documents. */
export interface Documents {
  next: string | null
  total: number | null
  items: DocumentItem[]
}

/** What became of an object. */
export type Effect = "captured" | "damaged" | "destroyed" | "found" | "lost" | "seized" | "used"

/** An event as it is shown: with corrected values in place, its status, and the incident that it belongs to. */
export interface EventItem {
  schema: "casus.event/1"
  id: string
  document: DocumentRecord
  kind: string
  acled: AcledRecord | null
  plover: PloverRecord | null
  trigger: TriggerRecord
  factuality: FactualityRecord
  initiator: PartyRecord | null
  target: PartyRecord | null
  participants: ParticipantRecord[]
  place: PlaceRecord | null
  when: WhenRecord | null
  tolls: TollRecord[]
  objects: ThingRecord[]
  weapons: WeaponRecord[]
  operation: CampaignRecord | null
  source: VoiceRecord | null
  sentence: SpanRecord
  coder: string
  gist?: GistRecord | null
  status: "accepted" | "rejected" | "unreviewed"
  corrected: string[]
  incident: string | null
}

/** An event with its document's text and all that was decided about it. */
export interface EventPage {
  text: string
  judgements: JudgementItem[]
  schema: "casus.event/1"
  id: string
  document: DocumentRecord
  kind: string
  acled: AcledRecord | null
  plover: PloverRecord | null
  trigger: TriggerRecord
  factuality: FactualityRecord
  initiator: PartyRecord | null
  target: PartyRecord | null
  participants: ParticipantRecord[]
  place: PlaceRecord | null
  when: WhenRecord | null
  tolls: TollRecord[]
  objects: ThingRecord[]
  weapons: WeaponRecord[]
  operation: CampaignRecord | null
  source: VoiceRecord | null
  sentence: SpanRecord
  coder: string
  gist?: GistRecord | null
  status: "accepted" | "rejected" | "unreviewed"
  corrected: string[]
  incident: string | null
}

/** One happening as ONE document tells it. */
export interface EventRecord {
  schema: "casus.event/1"
  id: string
  document: DocumentRecord
  kind: string
  acled: AcledRecord | null
  plover: PloverRecord | null
  trigger: TriggerRecord
  factuality: FactualityRecord
  initiator: PartyRecord | null
  target: PartyRecord | null
  participants: ParticipantRecord[]
  place: PlaceRecord | null
  when: WhenRecord | null
  tolls: TollRecord[]
  objects: ThingRecord[]
  weapons: WeaponRecord[]
  operation: CampaignRecord | null
  source: VoiceRecord | null
  sentence: SpanRecord
  coder: string
  gist?: GistRecord | null
}

/** A page of events. */
export interface Events {
  next: string | null
  total: number | null
  items: EventItem[]
}

/** How many incidents have each value, under the current filter. */
export interface Facets {
  total: number
  kind: Bucket[]
  country: Bucket[]
  admin1: Bucket[]
  actor: Bucket[]
  factuality: Bucket[]
  source: Bucket[]
  status: Bucket[]
}

/** What the report says of the happening's reality. */
export type Factuality = "alleged" | "attempted" | "denied" | "occurred" | "ongoing" | "planned" | "threatened"

/** Whether the report says that it happened. */
export interface FactualityRecord {
  value: Factuality
  basis: Basis
  evidence: QuoteRecord[]
}

/** What went wrong, by a short code and in a sentence. */
export interface Fault {
  code: string
  message: string
}

/** The answer to what could not be done. */
export interface Faulty {
  error: Fault
}

/** A document that holds the words, and where. */
export interface Found {
  id: string
  title: string | null
  source: string | null
  published: string | null
  snippet: string
  score: number
}

/** Incidents as GeoJSON (RFC 7946). `truncated`: there are more than were asked for. */
export interface GeoCollection {
  type: "FeatureCollection"
  features: GeoFeature[]
  truncated: boolean
}

/** An incident on the map. */
export interface GeoFeature {
  type: "Feature"
  id: string
  geometry: GeoPoint
  properties: GeoProperties
}

/** A point, longitude first. */
export interface GeoPoint {
  type: "Point"
  coordinates: [number, number]
}

/** What a map needs to know of an incident. */
export interface GeoProperties {
  id: string
  kind: string
  killed: number | null
  start: string | null
  end: string | null
  place: string
  country: string | null
  level: string
  radius_km: number | null
  status: "accepted" | "rejected" | "unreviewed"
  reports: number
}

/** What the whole report holds: names and numbers with their counts, towns, days, and a sketch of its words. */
export interface GistRecord {
  words: Record<string, number>
  places: SpotRecord[]
  days: string[]
  sketch: string | null
}

/** What was done to people. */
export type Harm = "abducted" | "detained" | "displaced" | "injured" | "killed" | "missing" | "surrendered"

/** An incident as it is shown, with its status. */
export interface IncidentItem {
  schema: "casus.incident/1"
  id: string
  events: string[]
  documents: string[]
  voices: number
  kind: string
  acled: AcledRecord | null
  plover: PloverRecord | null
  factuality: BorneFactualityRecord
  initiator: BornePartyRecord | null
  target: BornePartyRecord | null
  place: BornePlaceRecord | null
  when: BorneWhenRecord | null
  tolls: BorneTollRecord[]
  objects: BorneThingRecord[]
  operation: BorneCampaignRecord | null
  disagreements: DisagreementRecord[]
  why: WhyRecord[]
  status: "accepted" | "rejected" | "unreviewed"
}

/** An incident with the events of all its reports, their documents' texts, and all that was decided. */
export interface IncidentPage {
  schema: "casus.incident/1"
  id: string
  events: string[]
  documents: string[]
  voices: number
  kind: string
  acled: AcledRecord | null
  plover: PloverRecord | null
  factuality: BorneFactualityRecord
  initiator: BornePartyRecord | null
  target: BornePartyRecord | null
  place: BornePlaceRecord | null
  when: BorneWhenRecord | null
  tolls: BorneTollRecord[]
  objects: BorneThingRecord[]
  operation: BorneCampaignRecord | null
  disagreements: DisagreementRecord[]
  why: WhyRecord[]
  status: "accepted" | "rejected" | "unreviewed"
  members: EventItem[]
  texts: DocumentText[]
  judgements: JudgementItem[]
  redirected_from: string | null
}

/** One happening as all documents tell it. */
export interface IncidentRecord {
  schema: "casus.incident/1"
  id: string
  events: string[]
  documents: string[]
  voices: number
  kind: string
  acled: AcledRecord | null
  plover: PloverRecord | null
  factuality: BorneFactualityRecord
  initiator: BornePartyRecord | null
  target: BornePartyRecord | null
  place: BornePlaceRecord | null
  when: BorneWhenRecord | null
  tolls: BorneTollRecord[]
  objects: BorneThingRecord[]
  operation: BorneCampaignRecord | null
  disagreements: DisagreementRecord[]
  why: WhyRecord[]
}

/** A page of incidents. */
export interface Incidents {
  next: string | null
  total: number | null
  items: IncidentItem[]
}

/** Work that goes on: how many reports of how many are coded, and the events so far. */
export interface Job {
  id: string
  state: "done" | "failed" | "running" | "stopped" | "waiting"
  total: number
  done: number
  documents: string[]
  events: string[]
  incidents: string[]
  issues: string[]
  message: string | null
}

/** What was written down or taken back, and how the events that it names stand now. */
export interface Judged {
  judgements: JudgementItem[]
  events: EventItem[]
}

/** What somebody decided; nothing is overwritten, an undone decision stays in the list. */
export interface JudgementItem {
  id: string
  at: string
  by: string
  verb: string
  subjects: string[]
  field: string | null
  value: unknown
  note: string | null
  undone: boolean
}

/** What sort of thing the named place is. */
export type Level = "admin1" | "area" | "country" | "district" | "point" | "sea" | "town"

/** A name and a password. */
export interface Login {
  name: string
  password: string
}

/** Who asks, and what they may do. Give `csrf` as the header X-CSRF-Token with every write. */
export interface Me {
  name: string | null
  role: Role | null
  login: boolean
  csrf: string
  version: string
  blind: boolean
}

/** An aim in a report's words: a claim of one event. */
export interface ObjectiveRecord {
  value: string
  basis: Basis
  evidence: QuoteRecord[]
  event: string
  document: string
}

/** Whose people they were. */
export type Of = "civilians" | "initiator" | "state_forces" | "target" | "unknown"

/** An operation with its events. */
export interface OperationPage {
  schema: "casus.operation/1"
  id: string
  name: string
  aliases: string[]
  sides: SideRecord[]
  phases: PhaseRecord[]
  objectives: ObjectiveRecord[]
  areas: BornePlaceRecord[]
  events: string[]
  documents: string[]
  status: Status | null
  members: EventItem[]
}

/** A named campaign across documents. */
export interface OperationRecord {
  schema: "casus.operation/1"
  id: string
  name: string
  aliases: string[]
  sides: SideRecord[]
  phases: PhaseRecord[]
  objectives: ObjectiveRecord[]
  areas: BornePlaceRecord[]
  events: string[]
  documents: string[]
  status: Status | null
}

/** A page of named operations. */
export interface Operations {
  next: string | null
  total: number | null
  items: OperationRecord[]
}

/** One page of a list. */
export interface Page {
  next: string | null
  total: number | null
}

/** A third party, and what it does in the event. */
export interface ParticipantRecord {
  name: string
  id: string | null
  category: Category
  country: string | null
  basis: Basis
  evidence: QuoteRecord[]
  role: string
}

/** An actor: canonical English name, id in the actor table, ACLED category, country. */
export interface PartyRecord {
  name: string
  id: string | null
  category: Category
  country: string | null
  basis: Basis
  evidence: QuoteRecord[]
}

/** A phase with its days, areas and events; a null `phase` holds the events of no told phase. */
export interface PhaseRecord {
  phase: string | null
  when: DaysRecord | null
  areas: BornePlaceRecord[]
  events: string[]
}

/** A place, and how many incidents happened there. */
export interface PlaceItem {
  name: string
  geonameid: number | null
  admin1: string | null
  country: string | null
  latitude: number | null
  longitude: number | null
  level: string | null
  count: number
}

/** The most specific place of the event; a point with a radius, or null where it is not resolved. */
export interface PlaceRecord {
  name: string
  geonameid: number | null
  admin1: string | null
  admin2: string | null
  country: string | null
  latitude: number | null
  longitude: number | null
  radius_km: number | null
  level: Level
  relation: string | null
  geo_precision: null | 1 | 2 | 3
  where_prec: null | 1 | 2 | 3 | 4 | 5 | 6 | 7
  basis: Basis
  evidence: QuoteRecord[]
}

/** A page of places, most frequent first. */
export interface Places {
  next: string | null
  total: number | null
  items: PlaceItem[]
}

/** PLOVER's names of the kind. */
export interface PloverRecord {
  event_type: string
  mode: string | null
  contexts: string[]
}

/** How finely the words tell the time. */
export type Precision = "day" | "month" | "season" | "week" | "year"

/** The review queue, most useful first: `total` are in the queue now, `left` wait in all, `done` are decided. */
export interface Queue {
  next: string | null
  total: number | null
  items: Queued[]
  left: number
  done: number
}

/** An event to decide about, why it comes so early, its document's text, and what else tells of the happening. */
export interface Queued {
  event: EventItem
  document: DocumentText | null
  reasons: string[]
  incident: IncidentItem | null
}

/** A stretch and the words that stand there. */
export interface QuoteRecord {
  start: number
  end: number
  exact: string
}

/** Why one field says what it says: value, basis, words, and the rule, lexicon entry or model that filled it. */
export interface Reason {
  field: string
  value: string
  basis: string | null
  evidence: QuoteRecord[]
  coder: string | null
  score: number | null
  note: string | null
}

/** A report to be coded: its text, or the text of a saved page, and what is known of it. */
export interface Report {
  text: string
  title?: string | null
  url?: string | null
  source?: string | null
  published?: string | null
}

/** Reports to be coded. */
export interface Reports {
  reports: Report[]
}

/** What somebody may do: read; read and decide and upload; everything. */
export type Role = "admin" | "analyst" | "reader"

/** One of several values, and the documents that say so. */
export interface SaidRecord {
  value: string
  documents: string[]
}

/** A page of documents found by their words. */
export interface Search {
  next: string | null
  total: number | null
  items: Found[]
}

/** A belligerent: `conducts` the operation, or is its `target`. */
export interface SideRecord {
  events: string[]
  name: string
  id: string | null
  category: Category
  country: string | null
  role: string
}

/** A stretch of the document's text: half-open, in code points. */
export interface SpanRecord {
  start: number
  end: number
}

/** A town or point that the report names, and its GeoNames id where it is resolved. */
export interface SpotRecord {
  name: string
  geonameid: number | null
}

/** How far a campaign has come, as the reports tell it. */
export type Status = "ended" | "ongoing" | "planned"

/** A day, week, month or year: incidents that began in it, and the people that they killed. */
export interface Stretch {
  start: string
  count: number
  killed: number
}

/** Objects of one sort, how many, and what became of them. */
export interface ThingRecord {
  what: string
  count: number | null
  effect: Effect | null
  basis: Basis
  evidence: QuoteRecord[]
}

/** Incidents over time; stretches without any are left out, `undated` are those of no known day. */
export interface Timeline {
  by: "day" | "month" | "week" | "year"
  items: Stretch[]
  undated: number
}

/** People harmed: at least, best, at most (null = open), and whose they were. */
export interface TollRecord {
  harm: Harm
  low: number
  best: number
  high: number | null
  of: Of
  basis: Basis
  evidence: QuoteRecord[]
}

/** The shortest words that name the happening; one quote for each telling. */
export interface TriggerRecord {
  evidence: QuoteRecord[]
}

/** To whom the report attributes what it tells. */
export interface VoiceRecord {
  name: string
  basis: Basis
  evidence: QuoteRecord[]
}

/** What it was done with. */
export interface WeaponRecord {
  what: string
  basis: Basis
  evidence: QuoteRecord[]
}

/** First and last day, both null where the words cannot be resolved. */
export interface WhenRecord {
  start: string | null
  end: string | null
  precision: Precision | null
  text: string
  basis: Basis
  evidence: QuoteRecord[]
}

/** Why an event says what it says. `read_again`: rules, scores and discards are told, from the same text. */
export interface Why {
  event: string
  coder: string
  sentence: SpanRecord
  trigger: QuoteRecord[]
  fields: Reason[]
  discarded: Discard[]
  read_again: boolean
}

/** Why two events were held to be one happening: the sum of the weights, and what spoke for and against. */
export interface WhyRecord {
  pair: [string, string]
  score: number
  evidence_for: string[]
  evidence_against: string[]
}
