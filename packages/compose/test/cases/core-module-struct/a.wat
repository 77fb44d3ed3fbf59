(component
  (import "m" (core module $m
    (type $s (struct (field i32)))
    (export "f" (func (result (ref null $s))))))
  (core module $own (func (export "f")))
  (core instance $i (instantiate $own))
  (func $f (canon lift (core func $i "f")))
  (export "run" (func $f)))
