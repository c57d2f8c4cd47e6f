/**
 * Who may import whom, and why. A name that ends in a slash stands for the folder and all below it.
 * Each file obeys the first rule that names it; a folder may always import itself.
 */
export const RULES: readonly Rule[] = [
  {
    who: 'main',
    why: 'The process edge hands the world in: it knows what to start, not how it works.',
    may: [...['cli', 'commands', 'commands/clock', 'process/', 'schemas', 'time/']],
  },
  {
    who: 'process/',
    why: 'Signals, stderr and the end of the process: it knows nothing of what is done meanwhile.',
    may: ['errors', 'protocol/', 'runtime', 'terminal/'],
  },
  {
    who: 'commands',
    why: 'It finds a command by its name, and loads no other.',
    may: ['commands/', 'cli'],
  },
  {
    who: 'commands/',
    why: 'A command puts the parts together, and nobody asks a command but the edge.',
    may: [
      ...['cleargrid/', 'protocol/', 'sync/', 'sandbox/', 'terminal/', 'json/', 'time/'],
      ...['config', 'config/', 'errors', 'runtime', 'schemas', 'streams', 'discovered-streams'],
      ...['explain', 'suggest'],
    ],
  },
  {
    who: 'terminal/',
    why: 'It tells people what was written: it knows no ClearGrid, and asks nothing.',
    may: ['protocol/', 'runtime'],
  },

  {
    who: 'explain',
    why: 'What happened becomes a sentence here, and nowhere else: it only reads facts.',
    may: ['cleargrid/client-failure', 'remedies', 'errors'],
  },
  {
    who: 'remedies',
    why: 'What to do about a failure is a table: it names settings, which the client does not know.',
    may: ['cleargrid/http/failure-kinds', 'errors'],
  },

  // ClearGrid and Airbyte meet in sync/, and nowhere else. Its lower rooms are pure.
  {
    who: 'sync/state/',
    why: 'What is kept between syncs is arithmetic: no clock, no I/O, nothing that is under way.',
    may: ['errors', 'json/', 'protocol/messages', 'streams', 'time/'],
  },
  {
    who: 'sync/progress/',
    why: 'What a stream knows while it is read is decided without a clock, I/O or a promise.',
    may: ['sync/state/', 'cleargrid/page/', 'cleargrid/client-failure', 'errors', 'time/'],
  },
  {
    who: 'sync/output/',
    why: 'What a stream says follows from its state and progress, never the other way round.',
    may: [
      ...['sync/progress/', 'sync/state/', 'cleargrid/page/', 'protocol/', 'json/', 'time/'],
      ...['explain', 'runtime', 'schemas', 'streams'],
    ],
  },
  {
    who: 'sync/',
    why: 'ClearGrid and Airbyte meet here. What is shown to people, and the settings, are above.',
    may: [
      ...['cleargrid/', 'protocol/', 'time/'],
      ...['errors', 'explain', 'runtime', 'schemas', 'streams'],
    ],
  },

  // The client. Each of its rooms stands on those below it, and none looks up.
  {
    who: 'cleargrid/session/',
    why: 'Who we are to ClearGrid: a login is an exchange that is made again when it fails.',
    may: [
      ...['cleargrid/client-failure', 'cleargrid/layer', 'cleargrid/http/'],
      ...['json/', 'runtime', 'time/'],
    ],
  },
  {
    who: 'cleargrid/retry/',
    why: 'Whether and when a failed exchange is made again is the same for every exchange.',
    may: [
      ...['cleargrid/client-failure', 'cleargrid/layer', 'cleargrid/http/'],
      ...['runtime', 'time/'],
    ],
  },
  {
    who: 'cleargrid/page/',
    why: 'An answer is read the same way, whoever asked for it and however often.',
    may: ['cleargrid/assembly', 'cleargrid/client-failure', 'cleargrid/http/', 'json/', 'time/'],
  },
  {
    who: 'cleargrid/http/',
    why: 'One exchange, its body and its failure: it knows neither datasets nor logins.',
    may: ['json/', 'runtime', 'time/'],
  },
  {
    who: 'cleargrid/',
    why: 'It reads correctly to someone who has never heard of Airbyte, and says nothing to people.',
    may: ['runtime', 'time/'],
  },

  {
    who: 'protocol/',
    why: 'It reads correctly to someone who has never heard of ClearGrid.',
    may: ['errors', 'json/'],
  },
  {
    who: 'sandbox/',
    why: 'The built-in ClearGrid must not share the code that it is there to try out.',
    may: ['errors'],
  },
  {
    who: 'config',
    why: 'Settings are read once, at the border.',
    may: ['config/', 'errors', 'generated/', 'json/', 'time/'],
  },
  {
    who: 'config/',
    why: 'Settings are read once, at the border; which hosts are safe the client knows.',
    may: ['cleargrid/http/hosts', 'json/', 'schemas', 'suggest', 'time/'],
  },

  // The ground floor: everybody may stand on it, and it stands on nothing.
  { who: 'cli', why: 'Arguments are only text.', may: ['suggest'] },
  { who: 'discovered-streams', why: 'It is what the table has no row for.', may: ['streams'] },
  { who: 'json/', why: 'JSON is only text, until somebody says what it means.', may: ['errors'] },
  { who: 'time/', why: 'Time is only numbers.', may: [] },
  { who: 'errors', why: 'Everybody stands on it.', may: [] },
  { who: 'runtime', why: 'The world knows nothing of us.', may: [] },
  { who: 'schemas', why: 'It only reads files.', may: [] },
  { who: 'streams', why: 'It is a table.', may: [] },
  { who: 'suggest', why: 'Words are only text.', may: [] },
  { who: 'generated/', why: 'It is made from the schemas.', may: [] },
]

export interface Rule {
  readonly who: string
  readonly why: string
  readonly may: readonly string[]
}
