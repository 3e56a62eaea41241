/** A control has a new value that the person meant (not each keystroke). Does not bubble. */
export class ValueEvent<Value> extends Event {
  static readonly type = 'value';

  constructor(readonly value: Value) {
    super(ValueEvent.type);
  }
}
