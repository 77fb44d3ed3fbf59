(component
  (core module $m (func (export "f") (result i64) i64.const 7))
  (export "m" (core module $m)))
