;; Two instances of one component: each has a resource of its own.
(component
  (component $c
    (type $r' (resource (rep i32)))
    (export $r "r" (type $r'))
    (core module $m (func (export "f") (param i32) unreachable))
    (core instance $m (instantiate $m))
    (func $f (param "r" (own $r)) (canon lift (core func $m "f")))
    (export "f" (func $f))
  )
  (instance $one (instantiate $c))
  (instance $two (instantiate $c))
  (export "one" (instance $one))
  (export "two" (instance $two))
)
