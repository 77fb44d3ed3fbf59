// What the host gives to the component of the benchmark.

/** Key of the method that drops a resource. */
const dispose = Symbol.dispose ?? Symbol.for('dispose');

export class Ticket {
  #number;

  constructor(number) {
    this.#number = number;
  }

  number() {
    return this.#number;
  }

  [dispose]() {}
}

/** What the host gives to the component. */
export function host() {
  return {
    Ticket,
    open: (value) => new Ticket(value),
    note: (value) => value + 1,
    text: (value) => value,
  };
}
