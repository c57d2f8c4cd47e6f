/** The person at the terminal. */
export interface People {
  /** A line on stderr that stays. */
  say(line: string): void
  /** A passing line: how far we are. Nothing where stderr is not a terminal. */
  show(line: string): void
  /**
   * Text for people on stdout, from a command that says no messages.
   * @throws ReaderGoneError, OutputFailedError.
   */
  print(text: string): Promise<void>
}
