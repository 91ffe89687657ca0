/** Thrown inside a turn when what it chose was taken by another one meanwhile: the turn is done again and sees it taken. */
export class TurnAgain extends Error {
  override readonly name: string = 'TurnAgain';
}
