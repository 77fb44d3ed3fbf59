import type { Greeter, Greetings, Visitor } from './bindings/greeter.js';

const met = new Map<string, number>();

function say(name: string): string {
  met.set(name, (met.get(name) ?? 0) + 1);
  return `Hello, ${name}!`;
}

/** The interface `greetings`: a missing or wrong function is an error of the compiler here. */
export const greetings = {
  greetAs(name, mood) {
    // What is thrown is the error of the `result`.
    if (name.trim() === '') throw 'who is it?';
    const text = say(name);
    return mood === 'loud' ? text.toUpperCase() : text;
  },
  visitors(): Visitor[] {
    return [...met].map(([name, times]) => ({ name, times }));
  },
} satisfies Greetings;

export function greet(name: string): string {
  return say(name);
}

// Everything that the world asks for is there.
({ greetings, greet }) satisfies Greeter;
