(component
  (core module $m (func (export "f") (result i32) i32.const 7) (memory (export "memory") 1))
  (export "m" (core module $m)))
