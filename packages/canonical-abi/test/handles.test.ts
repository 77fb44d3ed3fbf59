import { describe, expect, test } from 'vitest';
import {
  BorrowScope,
  ComponentInstance,
  enter,
  enterFrom,
  Finalizer,
  HostObjects,
  leave,
  ResourceType,
} from '../src/index.js';

function setUp(): { instance: ComponentInstance; type: ResourceType; destroyed: number[] } {
  const instance = new ComponentInstance();
  const destroyed: number[] = [];
  const type = new ResourceType('thing', instance, (rep) => void destroyed.push(rep));
  return { instance, type, destroyed };
}

describe('handles', () => {
  test('start at 1, and the last one freed is used first', () => {
    const { instance, type } = setUp();
    const { handles } = instance;
    expect([handles.addOwn(type, 10), handles.addOwn(type, 11), handles.addOwn(type, 12)]).toEqual([
      1, 2, 3,
    ]);
    handles.takeOwn(1, type);
    handles.takeOwn(3, type);
    expect([handles.addOwn(type, 0), handles.addOwn(type, 0), handles.addOwn(type, 0)]).toEqual([
      3, 1, 4,
    ]);
    expect(handles.size).toBe(4);
  });

  test('a representation may be 0', () => {
    const { instance, type } = setUp();
    const handle = instance.handles.addOwn(type, 0);
    expect(instance.handles.rep(handle, type)).toBe(0);
    expect(instance.handles.takeOwn(handle, type)).toBe(0);
  });

  test('trap where there is none, where they are of another type, where they are lent', () => {
    const { instance, type } = setUp();
    const { handles } = instance;
    const other = new ResourceType('other', instance);
    const host = new HostObjects<object>('file').type;
    const handle = handles.addOwn(type, 1);
    expect(() => handles.rep(0, type)).toThrow('unknown handle index 0');
    expect(() => handles.rep(9, type)).toThrow('unknown handle index 9');
    expect(() => handles.rep(-1, type)).toThrow('unknown handle index 4294967295');
    expect(() => handles.rep(handle, other)).toThrow(
      'expected guest-defined resource but found a different guest-defined resource',
    );
    expect(() => handles.rep(handle, host)).toThrow(
      'expected host-defined resource but found a guest-defined resource',
    );
    handles.lend(handle, type);
    expect(() => handles.takeOwn(handle, type)).toThrow('while borrowed');
    expect(() => handles.drop(handle, type, instance)).toThrow('while borrowed');
    handles.unlend(handle);
    expect(handles.takeOwn(handle, type)).toBe(1);
    expect(() => handles.takeOwn(handle, type)).toThrow('unknown handle index 1');
  });

  test('an own handle that is dropped runs the destructor, a borrowed one does not', () => {
    const { instance, type, destroyed } = setUp();
    const scope = new BorrowScope();
    const own = instance.handles.addOwn(type, 5);
    const borrowed = instance.handles.addBorrow(type, 6, scope);
    expect(() => scope.end()).toThrow('borrow handles still remain');
    expect(() => instance.handles.takeOwn(borrowed, type)).toThrow('cannot lift own');
    instance.handles.drop(borrowed, type, instance);
    scope.end();
    instance.handles.drop(own, type, instance);
    expect(destroyed).toEqual([5]);
  });

  test('calls lend objects of the host one after the other', () => {
    const instance = new ComponentInstance();
    const objects = new HostObjects<{ name: string }>('file');
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    for (let round = 0; round < 100; round += 1) {
      const scope = instance.beginBorrows();
      const handles = [a, b, a].map((file) => instance.borrowHost(objects.type, objects, file));
      expect(handles.toSorted()).toEqual([1, 2, 3]);
      const reps = handles.map((handle) => instance.handles.rep(handle, objects.type));
      expect(reps.map((rep) => objects.get(rep))).toEqual([a, b, a]);
      expect(() => scope.end()).toThrow('borrow handles still remain');
      for (const handle of handles) instance.handles.drop(handle, objects.type, instance);
      scope.end();
      for (const rep of reps) expect(() => objects.get(rep)).toThrow('unknown file');
    }
    expect(instance.handles.size).toBe(0);
  });

  test('a call that failed at its arguments leaves the next one alone', () => {
    const instance = new ComponentInstance();
    const objects = new HostObjects<object>('file');
    const failed = instance.beginBorrows();
    const left = instance.borrowHost(objects.type, objects, {});
    expect(() => instance.borrowHost(objects.type, objects, 7 as never)).toThrow(TypeError);
    const next = instance.beginBorrows();
    expect(next).not.toBe(failed);
    instance.handles.drop(instance.borrowHost(objects.type, objects, {}), objects.type, instance);
    instance.handles.drop(left, objects.type, instance);
    next.end();
  });
});

describe('instances', () => {
  test('cannot be entered twice, nor after a trap', () => {
    const instance = new ComponentInstance();
    enter(instance);
    expect(() => enter(instance)).toThrow('cannot enter component instance');
    leave(instance);
    enter(instance);
  });

  test('are entered with what is around them, but for what the caller is in', () => {
    const root = new ComponentInstance();
    const [a, b] = [new ComponentInstance(root), new ComponentInstance(root)];
    expect(enterFrom(a, undefined)).toEqual([a, root]);
    expect(enterFrom(b, a)).toEqual([b]);
    expect(() => enterFrom(a, b)).toThrow('cannot enter component instance');
  });
});

describe('objects of generated classes', () => {
  class Thing {
    readonly kind = 'thing';
  }

  test('own their resource until it is dropped or given away', () => {
    const { type, destroyed } = setUp();
    const finalizer = new Finalizer(type);
    const [dropped, given] = [
      finalizer.wrap(Thing.prototype, 0),
      finalizer.wrap(Thing.prototype, 7),
    ];
    expect(finalizer.rep(dropped)).toBe(0);
    finalizer.dispose(dropped);
    finalizer.dispose(dropped);
    expect(destroyed).toEqual([0]);
    expect(finalizer.take(given)).toBe(7);
    finalizer.dispose(given);
    expect(destroyed).toEqual([0]);
    expect(() => finalizer.rep(dropped)).toThrow(TypeError);
    expect(() => finalizer.take(given)).toThrow(TypeError);
    for (const other of [{}, new Thing(), null, undefined, 7, new Finalizer(type).wrap({}, 1)])
      expect(() => finalizer.rep(other as object)).toThrow('expected a resource of class thing');
  });
});

describe('objects of the host', () => {
  test('are found by number, and their numbers used again', () => {
    const objects = new HostObjects<{ name: string }>('file');
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    for (let round = 0; round < 1000; round += 1) {
      const [first, second] = [objects.add(a), objects.add(b)];
      expect([first, second].toSorted()).toEqual([0, 1]);
      expect(objects.remove(first)).toBe(a);
      expect(objects.remove(second)).toBe(b);
    }
    expect(() => objects.get(0)).toThrow('unknown file 0');
    expect(() => objects.add(undefined as unknown as typeof a)).toThrow(TypeError);
  });

  test('are disposed of when their last owner drops them', () => {
    const objects = new HostObjects<object>('file');
    const instance = new ComponentInstance();
    let disposed = 0;
    const file = { [Symbol.dispose]: () => (disposed += 1) };
    const handle = instance.handles.addOwn(objects.type, objects.add(file));
    instance.handles.drop(handle, objects.type, instance);
    expect(disposed).toBe(1);
  });
});
